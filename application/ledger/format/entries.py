"""The entry of an event: the 75 bytes that the ledger's tree has for it.

They are a prefix, the checkout's tag, the version, the time of the event, and the commitment to its parts. Who reads
entries learns how many events a checkout has and when they happened, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from application.ledger.format.encoding import BIGGEST_NUMBER, Malformed, u64
from application.ledger.format.parts import TIMESTAMP, Part, commitment_of, part_digest, salts_of
from application.ledger.format.timestamps import microseconds_of

ENTRY_PREFIX = b"tillroll/1\n"
ENTRY_BYTES = 75
TIME_BYTES = slice(35, 43)
_TAG_BYTES = 16
_TAG_LABEL = b"tillroll tag v1\n"


class Entry(NamedTuple):
    """What an entry says. `time` is in microseconds since 1970-01-01 UTC."""

    tag: bytes
    version: int
    time: int
    commitment: bytes

    def encode(self) -> bytes:
        """Return the 75 bytes."""
        return ENTRY_PREFIX + self.tag + u64(self.version) + u64(self.time) + self.commitment


def decode_entry(octets: bytes) -> Entry:
    """Return what the bytes say. Raises Malformed."""
    if len(octets) != ENTRY_BYTES or not octets.startswith(ENTRY_PREFIX):
        raise Malformed("an entry does not have the form of tillroll/1")
    version, time = int.from_bytes(octets[27:35], "big"), int.from_bytes(octets[35:43], "big")
    if not 1 <= version <= BIGGEST_NUMBER or time > BIGGEST_NUMBER:
        raise Malformed("an entry does not have the form of tillroll/1")
    return Entry(octets[11:27], version, time, octets[43:])


def tag_of(checkout_id: str) -> bytes:
    """Return the pseudonym of a checkout: who knows its random id can find its entries."""
    return sha256(_TAG_LABEL + checkout_id.encode()).digest()[:_TAG_BYTES]


def entry_of(checkout_id: str, version: int, parts: Sequence[Part], key: bytes) -> Entry:
    """Return the entry of an event with these parts, salted with its checkout's key of class `ledger`.

    Raises Malformed if no part is the time of the event.
    """
    salts = salts_of(key, version, len(parts))
    digests = [part_digest(salt, part) for salt, part in zip(salts, parts)]  # noqa: B905  Python 3.9
    return Entry(tag_of(checkout_id), version, time_of(parts), commitment_of(digests))


def time_of(parts: Sequence[Part]) -> int:
    """Return the time of an event from its part `/timestamp`. Raises Malformed if it has none, or two."""
    values = [value for name, value in parts if name == TIMESTAMP]
    if len(values) != 1:
        raise Malformed("an event does not have one time")
    try:
        text = json.loads(values[0])
    except ValueError as error:
        raise Malformed("a time is not in the form of RFC 3339 in UTC") from error
    if not isinstance(text, str):
        raise Malformed("a time is not in the form of RFC 3339 in UTC")
    return microseconds_of(text)
