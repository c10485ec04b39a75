"""Splits text into search words, for the index and for queries."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 64
_ACCENT = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_ANY_ACCENT = re.compile(_ACCENT)
# In Cyrillic an accent makes another letter: й is not и.
_ACCENT_NOT_ON_CYRILLIC = re.compile("(?<![\u0400-\u052f])" + _ACCENT)
# Unicode does not decompose these. A stroke counts as an accent, and æ as ae, as in PostgreSQL's `unaccent`: Swedish
# ö without its dots equals the Danish ø. The capital letter of the dotless i is I, which folds to i.
_PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ħ": "h", "\u0131": "i", "ł": "l", "ŧ": "t"}
    | {"æ": "ae", "œ": "oe", "þ": "th"}
)


def search_words(text: str) -> list[str]:
    """Return the words of `text` in order: runs of letters and digits of any script.

    Case, compatible forms and accents are ignored: `Order-17/Å` has the words `order`, `17` and `a`; `Straße` and
    `STRASSE` have the same word, and so have `rødvin` and `rodvin`. Letters of other scripts are not decomposed,
    such as Hangul syllables, `が` and `й`. Words are cut to 64 characters. A change here needs a schema step that
    empties the audit log, since its index contains these words.
    """
    folded = text.lower() if text.isascii() else _fold(text)
    return [word[:_LONGEST] for word in _WORD.findall(folded)]


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = _ACCENT_NOT_ON_CYRILLIC.sub("", decomposed.translate(_PLAIN))
    return _ANY_ACCENT.sub("", unicodedata.normalize("NFC", letters))
