"""The search terms of an event, values and words, and the queries for them; all in one GIN index (column `marks`).

A term is the number of a bucket of positions in hexadecimal, a capital letter for the kind, and the value. The terms of
an event are one `tsvector`, and a query on a bucket is one `tsquery`.

The ids that an event assigns (`application.history.assigned_ids`) are terms of the kind ASSIGNED_ID without a bucket:
few events have the same one, so one look-up finds all of them at any position.

PostgreSQL limits a `tsvector` to one megabyte. Where the words of an event do not fit, they are stored in the table
`trail_words`, in as many parts as necessary, and the row has the term HAS_EXTRA_WORDS instead. So every word of every
event can be found, and an event whose words fit has no rows in `trail_words`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from application.history.search_terms import search_words

POSITIONS_IN_A_BUCKET_BITS = 13
BUCKET = "\1"
"""The placeholder for the number of the bucket in a query."""

_REPLACEMENT = "\ufffd"
_UNSTORABLE = str.maketrans({"\0": _REPLACEMENT, BUCKET: _REPLACEMENT})
_LONGEST_KEY = 500
_MOST_BYTES = 500_000
_BYTES_OF_A_CHARACTER = 4
_LONGEST_CACHED_TEXT = 1000
_CACHED_TEXTS = 2000
_WORD = "W"
HAS_EXTRA_WORDS: Final = "P"
"""The kind of the term, without a value, of an event whose words are in `trail_words`."""
ASSIGNED_ID: Final = "N"
"""The kind of the term of an order number, order id, purchase id or payment id. It has no bucket."""
AND: Final = " & "
"""The separator of the words in a query; no word contains it."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """The terms of an event: those in its row, and the parts of its words for `trail_words`, usually none."""

    row: str
    extra_words: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndexedTerms:
    """The values of one kind, of an event or of a filter, where any one of several values matches."""

    kind: str
    values: Sequence[str]


def merchant(*values: str) -> IndexedTerms:
    """The terms of the merchant."""
    return IndexedTerms("M", values)


def topic(*values: str) -> IndexedTerms:
    """The terms of the topic of the event."""
    return IndexedTerms("T", values)


def actor(value: str) -> IndexedTerms:
    """The term of the actor."""
    return IndexedTerms("A", (value,))


def dialect(value: str) -> IndexedTerms:
    """The term of the dialect."""
    return IndexedTerms("D", (value,))


def operation(value: str) -> IndexedTerms:
    """The term of the operation."""
    return IndexedTerms("O", (value,))


def address(*values: str) -> IndexedTerms:
    """The terms of the IP address."""
    return IndexedTerms("I", values)


def stage(value: str) -> IndexedTerms:
    """The term of the stage after the event."""
    return IndexedTerms("S", (value,))


def as_key(text: str) -> str:
    """Return a text as the index stores it: without characters that it cannot store, at most 500 characters."""
    if text.isprintable():  # and so without NUL and the placeholder
        return text[:_LONGEST_KEY]
    return text.translate(_UNSTORABLE)[:_LONGEST_KEY]


def keys(values: Iterable[IndexedTerms]) -> tuple[str, ...]:
    """Return the terms of an event except for its words, as `vectors` expects them."""
    return tuple(_escape(term.kind + as_key(value)) for term in values for value in term.values)


def query_of_assigned_id(value: str) -> str:
    """Return the term of an assigned id, in the syntax that `tsvector` and `tsquery` share."""
    return _quote(ASSIGNED_ID + as_key(value))


def vectors(
    position: int, found_by: Sequence[str], text: str, assigned_ids: Sequence[str] = ()
) -> Vectors:
    """Return the terms of an event in the syntax of `tsvector`. The parts for `trail_words` have no bucket."""
    bucket = f"'{position >> POSITIONS_IN_A_BUCKET_BITS:x}"
    words_of = _words_of if len(text) <= _LONGEST_CACHED_TEXT else _words_of.__wrapped__
    words = words_of(text)
    assigned = [query_of_assigned_id(value) for value in assigned_ids]
    together = " ".join([*(f"{bucket}{mark}'" for mark in (*found_by, *words)), *assigned])
    if _fits(together):
        return Vectors(together)
    marks = (*found_by, HAS_EXTRA_WORDS)
    row = " ".join([*(f"{bucket}{mark}'" for mark in marks), *assigned])
    return Vectors(row, tuple(_parts([f"'{word}'" for word in words])))


def query(values: Iterable[IndexedTerms], text: str | None) -> str | None:
    """Return the query for a bucket in the syntax of `tsquery`, with BUCKET for its number; None if nothing can match.

    All of `values` must match, and each word of `text` must be the prefix of a word. An event with words in
    `trail_words` always matches the words; the caller must look them up there.
    """
    parts = [_any_of(term) for term in values]
    if text is not None:
        words = query_of_words(text)
        parts.append("" if words is None else f"({words} | {_quote(BUCKET + HAS_EXTRA_WORDS)})")
    return AND.join(parts) if all(parts) else None


def query_of_words(text: str) -> str | None:
    """Return the query for the words of `text` alone, as far as they are in the row; None if there are none."""
    words = dict.fromkeys(search_words(text))
    return AND.join(_quote(BUCKET + _WORD + word) + ":*" for word in words) or None


def _any_of(term: IndexedTerms) -> str:
    keys = dict.fromkeys(as_key(value) for value in term.values)
    return " | ".join(_quote(BUCKET + term.kind + key) for key in keys).join("()") if keys else ""


@lru_cache(_CACHED_TEXTS)
def _words_of(text: str) -> tuple[str, ...]:
    """Return the terms of the words. Cached, because most changes of a checkout leave its texts unchanged."""
    return tuple(_WORD + word for word in dict.fromkeys(search_words(text)))


def _quote(mark: str) -> str:
    return f"'{_escape(mark)}'"


def _escape(mark: str) -> str:
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
