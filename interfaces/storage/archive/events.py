"""An archived event, and the digest of those of a checkout."""

import hashlib
from collections.abc import Iterable
from typing import Final, NamedTuple

_LENGTH: Final = 8


class ArchivedEvent(NamedTuple):
    """An event as it was stored: `state` has the same bytes, so sealed data stays sealed."""

    position: int
    checkout_id: str
    version: int
    topic: str
    state: bytes


class LoggedEntry(NamedTuple):
    """The entry of an event in the ledger, and its index there."""

    leaf: int
    entry: bytes


def digest_of(events: Iterable[ArchivedEvent]) -> bytes:
    """Return the SHA-256 of consecutive events of a checkout: 32 bytes.

    Of each event the version, the position, the topic and the state are hashed in this order. Numbers have 8 bytes, the
    most significant first; texts have their length in bytes before them.
    """
    hashed = hashlib.sha256()
    for event in events:
        for number in (event.version, event.position):
            hashed.update(number.to_bytes(_LENGTH, "big", signed=True))
        for content in (event.topic.encode(), event.state):
            hashed.update(len(content).to_bytes(_LENGTH, "big"))
            hashed.update(content)
    return hashed.digest()
