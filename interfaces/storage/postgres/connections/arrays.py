"""Array parameters, encoded in PostgreSQL's binary format.

psycopg inspects every element of a list to find its type. For a batch of events that costs more than encoding the
events. The types here have a fixed element type.
"""

import struct
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from itertools import chain, repeat
from operator import floordiv, sub
from typing import Any, ClassVar, Self

from psycopg.abc import AdaptContext
from psycopg.adapt import Dumper
from psycopg.pq import Format

_HEADER = struct.Struct("!iiIii")  # dimensions, has nulls, element type, length, lower bound
_EMPTY = struct.Struct("!iiI")
_LENGTH = struct.Struct("!i")
_INTEGER = struct.Struct("!iq")
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# The object ids of the element types (pg_type.dat).
_TEXT, _BYTES, _BIGINT, _TIMESTAMPTZ = 25, 17, 20, 1184


class Array(bytes):
    """An encoded array. `of` is written out in each class: it runs several times for each batch."""

    oid: ClassVar[int]
    """The object id of the type of the array."""
    element: ClassVar[int]
    """The object id of the type of its elements."""


class TextArray(Array):
    """A parameter of type `text[]`."""

    oid = 1009
    element = _TEXT

    @classmethod
    def of(cls, elements: Sequence[bytes]) -> Self:
        """Build the array from texts in UTF-8 without NUL."""
        lengths = map(_LENGTH.pack, map(len, elements))
        return cls(
            _header(_TEXT, len(elements))
            + b"".join(chain.from_iterable(zip(lengths, elements, strict=True)))
        )

    @classmethod
    def encode(cls, texts: Sequence[str]) -> Self:
        """Encode texts without NUL as UTF-8 and build the array."""
        return cls.of(list(map(str.encode, texts)))


class BytesArray(Array):
    """A parameter of type `bytea[]`."""

    oid = 1001
    element = _BYTES

    @classmethod
    def of(cls, elements: Sequence[bytes]) -> Self:
        """Build the array from byte strings."""
        lengths = map(_LENGTH.pack, map(len, elements))
        return cls(
            _header(_BYTES, len(elements))
            + b"".join(chain.from_iterable(zip(lengths, elements, strict=True)))
        )


class IntegerArray(Array):
    """A parameter of type `bigint[]`."""

    oid = 1016
    element = _BIGINT

    @classmethod
    def of(cls, elements: Sequence[int]) -> Self:
        """Build the array from signed 64-bit integers."""
        return cls(
            _header(_BIGINT, len(elements)) + b"".join(map(_INTEGER.pack, repeat(8), elements))
        )


class InstantArray(Array):
    """A parameter of type `timestamptz[]`."""

    oid = 1185
    element = _TIMESTAMPTZ

    @classmethod
    def of(cls, elements: Sequence[datetime]) -> Self:
        """Build the array from instants with a time zone."""
        microseconds = [(element - _EPOCH) // _MICROSECOND for element in elements]
        return cls(
            _header(_TIMESTAMPTZ, len(elements))
            + b"".join(map(_INTEGER.pack, repeat(8), microseconds))
        )


@lru_cache(1024)
def _header(element_type: int, length: int) -> bytes:
    if not length:
        return _EMPTY.pack(0, 0, element_type)
    return _HEADER.pack(1, 0, element_type, length, 1)


def column_arrays(
    types: tuple[type[Array], ...], rows: Sequence[Sequence[Any]]
) -> tuple[Array, ...]:
    """Build an array of each column of the rows, as `of` does. Texts are in UTF-8.

    A batch of appends has some forty columns, so no function is called for each.
    """
    if not rows:
        return _empty_arrays(types)
    arrays: list[Array] = []
    count = len(rows)
    for kind, column in zip(types, zip(*rows, strict=True), strict=True):
        element = kind.element
        encoded: Iterable[bytes]
        if element == _BIGINT:
            encoded = map(_INTEGER.pack, repeat(8), column)
        elif element == _TIMESTAMPTZ:
            microseconds = map(floordiv, map(sub, column, repeat(_EPOCH)), repeat(_MICROSECOND))
            encoded = map(_INTEGER.pack, repeat(8), microseconds)
        else:
            lengths = map(_LENGTH.pack, map(len, column))
            encoded = chain.from_iterable(zip(lengths, column, strict=True))
        arrays.append(kind(_header(element, count) + b"".join(encoded)))
    return tuple(arrays)


@cache
def _empty_arrays(types: tuple[type[Array], ...]) -> tuple[Array, ...]:
    return tuple(kind(_header(kind.element, 0)) for kind in types)


class _ArrayDumper(Dumper):
    format = Format.BINARY

    def dump(self, obj: Array) -> bytes:
        return obj


class _TextArrayDumper(_ArrayDumper):
    oid = TextArray.oid


class _BytesArrayDumper(_ArrayDumper):
    oid = BytesArray.oid


class _IntegerArrayDumper(_ArrayDumper):
    oid = IntegerArray.oid


class _InstantArrayDumper(_ArrayDumper):
    oid = InstantArray.oid


def register_arrays(connection: AdaptContext) -> None:
    """Register the dumpers of all array types on this connection."""
    if (adapters := connection.adapters) is not None:
        adapters.register_dumper(TextArray, _TextArrayDumper)
        adapters.register_dumper(BytesArray, _BytesArrayDumper)
        adapters.register_dumper(IntegerArray, _IntegerArrayDumper)
        adapters.register_dumper(InstantArray, _InstantArrayDumper)
