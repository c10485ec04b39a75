"""What an event is looked for by: values of a kind, and words; written into one index, and asked of it.

A mark is the number of a bucket of positions in hexadecimal, a capital letter for the kind, and the value. All marks of
an event are one `tsvector`, and what is asked of a bucket is one `tsquery`.

PostgreSQL limits a `tsvector` to one megabyte. Where the words of an event do not fit, they are stored apart from its
row, in as many parts as necessary, and the row has the mark APART instead of them. So every word of every event is
found, and an event whose words fit has nothing in the second place.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from application.history.search_terms import search_words

POSITIONS_IN_A_BUCKET_BITS = 13
BUCKET = "\1"
"""Stands for the number of the bucket in what is asked of any."""

_REPLACEMENT = "\ufffd"
_UNKEPT = str.maketrans({"\0": _REPLACEMENT, BUCKET: _REPLACEMENT})
_LONGEST_KEY = 500
_MOST_BYTES = 500_000
_BYTES_OF_A_CHARACTER = 4
_TEXT_TO_REMEMBER = 1000
_TEXTS_REMEMBERED = 2000
_WORD = "W"
APART: Final = "P"
"""The kind of the mark, which has no value, of an event whose words are stored apart from its row."""
AND: Final = " & "
"""Stands between the words in what is asked; no word contains it."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """All marks of an event: those in its row, and the parts of its words that are stored apart, usually none."""

    row: str
    apart: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndexedTerms:
    """What an event has of a kind, or what is looked for: one value, or several of which any will do."""

    kind: str
    values: Sequence[str]


def merchant(*values: str) -> IndexedTerms:
    """Whose checkout it is."""
    return IndexedTerms("M", values)


def topic(*values: str) -> IndexedTerms:
    """What happened."""
    return IndexedTerms("T", values)


def actor(value: str) -> IndexedTerms:
    """Who asked."""
    return IndexedTerms("A", (value,))


def dialect(value: str) -> IndexedTerms:
    """Through which dialect."""
    return IndexedTerms("D", (value,))


def operation(value: str) -> IndexedTerms:
    """With which call."""
    return IndexedTerms("O", (value,))


def address(value: str) -> IndexedTerms:
    """From where."""
    return IndexedTerms("I", (value,))


def stage(value: str) -> IndexedTerms:
    """The stage afterwards."""
    return IndexedTerms("S", (value,))


def as_key(text: str) -> str:
    """A text as it is kept and looked for: without what cannot be kept, and not longer than an index takes."""
    if text.isprintable():  # and so without what cannot be kept
        return text[:_LONGEST_KEY]
    return text.translate(_UNKEPT)[:_LONGEST_KEY]


def keys(values: Iterable[IndexedTerms]) -> tuple[str, ...]:
    """What an event is found by, besides its text, as `vectors` takes it."""
    return tuple(
        _escaped(marked.kind + as_key(value)) for marked in values for value in marked.values
    )


def vectors(position: int, found_by: Sequence[str], text: str) -> Vectors:
    """All marks of an event, each vector as a `tsvector` reads it. The parts that are stored apart have no bucket."""
    bucket = f"'{position >> POSITIONS_IN_A_BUCKET_BITS:x}"
    words_of = _words_of if len(text) <= _TEXT_TO_REMEMBER else _words_of.__wrapped__
    words = words_of(text)
    together = " ".join([f"{bucket}{mark}'" for mark in (*found_by, *words)])
    if _fits(together):
        return Vectors(together)
    row = " ".join([f"{bucket}{mark}'" for mark in (*found_by, APART)])
    return Vectors(row, tuple(_parts([f"'{word}'" for word in words])))


def query(values: Iterable[IndexedTerms], text: str | None) -> str | None:
    """What is asked of a bucket as a `tsquery` reads it, with BUCKET for its number; None where nothing can be found.

    Each of `values` has to be there, and each word of `text`, if any, has to begin a word that is. An event whose words
    are stored apart is found whatever the words are, and what is stored apart has to be looked up.
    """
    asked = [_any_of(marked) for marked in values]
    if text is not None:
        words = query_of_words(text)
        asked.append("" if words is None else f"({words} | {_quoted(BUCKET + APART)})")
    return AND.join(asked) if all(asked) else None


def query_of_words(text: str) -> str | None:
    """The same for the words of `text` alone, and only as far as they are in the row."""
    words = dict.fromkeys(search_words(text))
    return AND.join(_quoted(BUCKET + _WORD + word) + ":*" for word in words) or None


def _any_of(marked: IndexedTerms) -> str:
    keys = dict.fromkeys(as_key(value) for value in marked.values)
    return (
        " | ".join(_quoted(BUCKET + marked.kind + key) for key in keys).join("()") if keys else ""
    )


@lru_cache(_TEXTS_REMEMBERED)
def _words_of(text: str) -> tuple[str, ...]:
    """Most changes of a checkout leave its texts as they were."""
    return tuple(_WORD + word for word in dict.fromkeys(search_words(text)))


def _quoted(mark: str) -> str:
    return f"'{_escaped(mark)}'"


def _escaped(mark: str) -> str:
    return mark.replace("\\", "\\\\").replace("'", "''")


def _fits(vector: str) -> bool:
    return len(vector) * _BYTES_OF_A_CHARACTER <= _MOST_BYTES or len(vector.encode()) <= _MOST_BYTES


def _parts(marks: Iterable[str]) -> Iterator[str]:
    part: list[str] = []
    left = _MOST_BYTES
    for mark in marks:
        size = len(mark.encode())
        if size > left:
            yield " ".join(part)
            part, left = [], _MOST_BYTES
        part.append(mark)
        left -= size
    yield " ".join(part)
