"""Search words are equal for all spellings of the same word."""

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
    """Case, accents, compatibility forms and Unicode normalisation do not change a word."""
    assert search_words(one) == search_words(other) != []


@pytest.mark.parametrize(
    ("one", "other"), [("чай", "чаи"), ("ёлка", "елка"), ("が", "か"), ("ae", "ä"), ("oe", "ø")]
)
def test_distinct_letters_stay_distinct(one: str, other: str) -> None:
    """A mark that makes a different letter counts, and an accent does not stand for another letter."""
    assert search_words(one) != search_words(other)


@pytest.mark.parametrize("text", ["чай", "한국", "ガラス", "cafe", "17"])
def test_letters_of_other_scripts_are_not_decomposed(text: str) -> None:
    """The word of a text without accents is the text itself."""
    assert search_words(text) == [text]


def test_search_words_are_idempotent() -> None:
    """For each Unicode character, the search words of its search words are the same."""
    for code in range(sys.maxunicode + 1):
        words = search_words(chr(code))
        assert [again for word in words for again in search_words(word)] == words, hex(code)
