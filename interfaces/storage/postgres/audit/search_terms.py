"""The search terms of an event, values and words, and the queries for them; all in one GIN index (`trail_marks_idx`).

A term is the number of a bucket of positions in hexadecimal, a capital letter for the kind, and the value. PostgreSQL
computes the terms of a row from its columns (`MARKS`), and a query on a bucket is one `tsquery`.

The ids that an event assigns (`application.history.assigned_ids`) are terms of the kind ASSIGNED_ID without a bucket:
few events have the same one, so one look-up finds all of them at any position.

PostgreSQL limits the terms of a row to one megabyte. Where the words of an event do not fit, they are stored in the
table `trail_words`, in as many parts as necessary, and the row has the word EXTRA instead. So every word of every event
can be found, and an event whose words fit has no rows in `trail_words`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, LiteralString

from application.history.search_terms import search_words

POSITIONS_IN_A_BUCKET_BITS = 13
BUCKET = "\1"
"""The placeholder for the number of the bucket in a query."""

_REPLACEMENT = "\ufffd"
_UNSTORABLE = str.maketrans({"\0": _REPLACEMENT, BUCKET: _REPLACEMENT})
_LONGEST_KEY = 500
_MOST_BYTES = 500_000
_BYTES_OF_A_CHARACTER = 4
# The number of the bucket, the kind, and what PostgreSQL adds.
_BYTES_OF_A_TERM = 16
_LONGEST_CACHED_TEXT = 1000
_CACHED_TEXTS = 2000
_WORD = "W"
EXTRA: Final = "*"
"""The word of an event whose words are in `trail_words`. It is no letter, so no text has it."""
ASSIGNED_ID: Final = "N"
"""The kind of the term of an order number, order id, purchase id or payment id. It has no bucket."""
MARKS: Final[LiteralString] = (
    "tillroll.trail_marks(position, merchant, topic, actor, dialect, operation, address, stage, words, assigned)"
)
"""The terms of a row, as their index has them."""


@dataclass(frozen=True, slots=True)
class IndexedWords:
    """The words of an event: those of its row, each after a space, and the parts for `trail_words`, usually none."""

    row: str
    extra: tuple[str, ...] = ()


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


@lru_cache(_CACHED_TEXTS)
def repeated_key(text: str) -> str:
    """Return what `as_key` does. Cached, for texts that most events repeat, such as the merchant and the actor."""
    return as_key(text)


def query_of_assigned_id(value: str) -> str:
    """Return the term of an assigned id, in the syntax of `tsquery`."""
    return _quote(ASSIGNED_ID + as_key(value))


def assigned_terms(ids: Sequence[str]) -> str | None:
    """Return the terms of assigned ids as a row has them: each after BUCKET, in a fixed order; None for no ids."""
    if not ids:
        return None
    return "".join(sorted({BUCKET + ASSIGNED_ID + as_key(value) for value in ids}))


def indexed_words(text: str) -> IndexedWords:
    """Return the words of a text, in the order of their characters."""
    if len(text) <= _LONGEST_CACHED_TEXT:
        return _indexed_words(text)
    return _indexed_words.__wrapped__(text)


def query(values: Iterable[IndexedTerms], text: str | None) -> str | None:
    """Return the query for a bucket in the syntax of `tsquery`, with BUCKET for its number; None if nothing can match.

    All of `values` must match, and each word of `text` must be the prefix of a word. An event with words in
    `trail_words` always matches the words; the caller must look them up there.
    """
    parts = [_any_of(term) for term in values]
    if text is not None:
        words = " & ".join(_quote(BUCKET + _WORD + word) + ":*" for word in wanted_words(text))
        parts.append(f"({words} | {_quote(BUCKET + _WORD + EXTRA)})" if words else "")
    return " & ".join(parts) if all(parts) else None


def wanted_words(text: str) -> list[str]:
    """Return the words of a text that is looked for, each once."""
    return list(dict.fromkeys(search_words(text)))


def _any_of(term: IndexedTerms) -> str:
    keys = dict.fromkeys(as_key(value) for value in term.values)
    return " | ".join(_quote(BUCKET + term.kind + key) for key in keys).join("()") if keys else ""


@lru_cache(_CACHED_TEXTS)
def _indexed_words(text: str) -> IndexedWords:
    """Return the words. Cached, because most changes of a checkout leave its texts unchanged."""
    words = sorted(set(search_words(text)))
    if _fits(words):
        return IndexedWords("".join(f" {word}" for word in words))
    return IndexedWords(f" {EXTRA}", tuple(_parts([f"'{_WORD}{word}'" for word in words])))


def _quote(mark: str) -> str:
    return f"'{_escape(mark)}'"


def _escape(mark: str) -> str:
    return mark.replace("\\", "\\\\").replace("'", "''")


def _fits(words: Sequence[str]) -> bool:
    characters = sum(map(len, words)) + _BYTES_OF_A_TERM * len(words)
    if characters * _BYTES_OF_A_CHARACTER <= _MOST_BYTES:
        return True
    return sum(len(word.encode()) + _BYTES_OF_A_TERM for word in words) <= _MOST_BYTES


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
