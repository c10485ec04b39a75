"""Array parameters, encoded in PostgreSQL's binary format.

psycopg inspects every element of a list to find its type. For a batch of events that costs more than encoding the
events. The types here have a fixed element type.
"""

import struct
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import chain, repeat
from typing import Self

from psycopg.abc import AdaptContext
from psycopg.adapt import Dumper
from psycopg.pq import Format

_HEADER = struct.Struct("!iiIii")  # dimensions, has nulls, element type, length, lower bound
_EMPTY = struct.Struct("!iiI")
_LENGTH = struct.Struct("!i")
_INTEGER = struct.Struct("!iq")
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class _Array(bytes):
    ELEMENT_OID: int

    @classmethod
    def _of_bytes(cls, elements: Sequence[bytes]) -> Self:
        lengths = map(_LENGTH.pack, map(len, elements))
        parts = chain.from_iterable(zip(lengths, elements, strict=True))
        return cls(cls._header(len(elements)) + b"".join(parts))

    @classmethod
    def _of_integers(cls, elements: Sequence[int]) -> Self:
        parts = map(_INTEGER.pack, repeat(8), elements)
        return cls(cls._header(len(elements)) + b"".join(parts))

    @classmethod
    def _header(cls, count: int) -> bytes:
        if not count:
            return _EMPTY.pack(0, 0, cls.ELEMENT_OID)
        return _HEADER.pack(1, 0, cls.ELEMENT_OID, count, 1)


class TextArray(_Array):
    """`text[]`."""

    ELEMENT_OID = 25

    @classmethod
    def of(cls, elements: Sequence[bytes]) -> Self:
        """Build the array from texts in UTF-8 without NUL."""
        return cls._of_bytes(elements)

    @classmethod
    def encode(cls, texts: Sequence[str]) -> Self:
        """Encode texts without NUL as UTF-8 and build the array."""
        return cls._of_bytes([text.encode() for text in texts])


class BytesArray(_Array):
    """`bytea[]`."""

    ELEMENT_OID = 17

    @classmethod
    def of(cls, elements: Sequence[bytes]) -> Self:
        """Build the array from byte strings."""
        return cls._of_bytes(elements)


class IntegerArray(_Array):
    """`bigint[]`."""

    ELEMENT_OID = 20

    @classmethod
    def of(cls, elements: Sequence[int]) -> Self:
        """Build the array from signed 64-bit integers."""
        return cls._of_integers(elements)


class InstantArray(_Array):
    """`timestamptz[]`."""

    ELEMENT_OID = 1184

    @classmethod
    def of(cls, elements: Sequence[datetime]) -> Self:
        """Build the array from instants with a time zone."""
        return cls._of_integers([(element - _EPOCH) // _MICROSECOND for element in elements])


class _ArrayDumper(Dumper):
    format = Format.BINARY

    def dump(self, obj: _Array) -> bytes:
        return obj


class _TextArrayDumper(_ArrayDumper):
    oid = 1009


class _BytesArrayDumper(_ArrayDumper):
    oid = 1001


class _IntegerArrayDumper(_ArrayDumper):
    oid = 1016


class _InstantArrayDumper(_ArrayDumper):
    oid = 1185


def register_arrays(connection: AdaptContext) -> None:
    """Register the dumpers of all array types on this connection."""
    if (adapters := connection.adapters) is not None:
        adapters.register_dumper(TextArray, _TextArrayDumper)
        adapters.register_dumper(BytesArray, _BytesArrayDumper)
        adapters.register_dumper(IntegerArray, _IntegerArrayDumper)
        adapters.register_dumper(InstantArray, _InstantArrayDumper)
