"""The words of a text, which are the same for all spellings that a reader takes for the same word."""

import sys
import unicodedata

import pytest

from application.history.search_terms import search_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("istanbul", "İstanbul"),
        ("ISTANBUL", "İSTANBUL"),
        ("Diyarbak\u0131r", "DIYARBAKIR"),
        ("cafe", "Café"),
        ("cafe", "Cafe\u0301"),
        ("STRASSE", "Straße"),
        ("strasse", "STRAẞE"),
        ("rod skjorta", "RÖD Skjorta"),
        ("al", "Ål"),
        ("rodvin", "RØDVIN"),
        ("o", "Ǿ"),
        ("aebler", "Æbler"),
        ("oeuvre", "Œuvre"),
        ("lodz", "Łódź"),
        ("da nang", "Đà Nẵng"),
        ("thorlakshofn", "Þorlákshöfn"),
        ("efficient", "eﬃcient"),
        ("2026", "\uff12\uff10\uff12\uff16"),
        ("art 17", "\uff21\uff32\uff34-\uff11\uff17"),
        ("fine", "ﬁne"),
        ("αθηνα", "Αθήνα"),
        ("ΟΔΟΣ", "οδός"),
        ("Viet Nam", "Việt Nam"),
        ("чай", "ча\u0301й"),
        ("чай", "чаи\u0306"),
        ("한국", unicodedata.normalize("NFD", "한국")),
        ("ガラス", unicodedata.normalize("NFD", "ガラス")),
        ("ガラス", "ｶﾞﾗｽ"),
    ],
)
def test_spellings_of_the_same_word(one: str, other: str) -> None:
    """Case, accents, compatible forms and the form of normalisation make no other word."""
    assert search_words(one) == search_words(other) != []


@pytest.mark.parametrize(
    ("one", "other"), [("чай", "чаи"), ("ёлка", "елка"), ("が", "か"), ("ae", "ä"), ("oe", "ø")]
)
def test_letters_that_are_not_accented_ones(one: str, other: str) -> None:
    """A mark that makes another letter of its script counts; an accent does not stand for another letter."""
    assert search_words(one) != search_words(other)


@pytest.mark.parametrize("text", ["чай", "한국", "ガラス", "cafe", "17"])
def test_letters_of_other_scripts_stay_whole(text: str) -> None:
    """The word of a text without accents is the text, not its parts."""
    assert search_words(text) == [text]


def test_a_word_has_itself_as_its_word() -> None:
    """For each character of Unicode: to search for a word that was found finds the same again."""
    for code in range(sys.maxunicode + 1):
        words = search_words(chr(code))
        assert [again for word in words for again in search_words(word)] == words, hex(code)
