"""Compares the entries of the ledger with the events that are recorded, and finds the first that was tampered with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from application.ledger.format.encoding import Malformed
from application.ledger.format.entries import Entry, decode_entry, tag_of


class Tampering(Enum):
    """What was done to an event after it was logged."""

    ALTERED = "altered"
    REMOVED = "removed"
    INSERTED = "inserted"
    MOVED = "moved"
    KEY_LOST = "key lost"
    ENTRY_BROKEN = "entry broken"


@dataclass(frozen=True)
class AuditedEvent:
    """An event as it is recorded now, with what its entry would be.

    `time` is in microseconds since 1970-01-01 UTC. `commitment` is None if the key of the checkout is gone. That is
    `erased` if an event of the checkout says that its data of class `ledger` was erased.
    """

    checkout_id: str
    version: int
    position: int
    time: int
    commitment: bytes | None
    erased: bool = False


@dataclass(frozen=True)
class TamperedEvent:
    """The first difference. `event` is None for one that is removed, `entry` for one that is inserted or broken.

    Of an event that was moved, `event` is what is recorded at the place of `entry`.
    """

    tampering: Tampering
    index: int
    entry: Entry | None
    event: AuditedEvent | None


def first_difference(
    entries: Iterable[bytes], events: Iterable[AuditedEvent]
) -> TamperedEvent | None:
    """Return the first event that is not what was logged; None if all are.

    `entries` are those of the ledger in the order of their indexes, `events` the recorded ones in the order of their
    positions, up to the last that is logged.
    """
    logged, recorded, size = iter(entries), iter(events), 0
    for index, octets in enumerate(logged):
        try:
            entry = decode_entry(octets)
        except Malformed:
            return TamperedEvent(Tampering.ENTRY_BROKEN, index, None, next(recorded, None))
        event = next(recorded, None)
        if event is None:
            return TamperedEvent(Tampering.REMOVED, index, entry, None)
        if _key_of(entry) != (tag_of(event.checkout_id), event.version):
            return _out_of_place(index, entry, event, logged, recorded)
        if event.commitment is None and not event.erased:
            return TamperedEvent(Tampering.KEY_LOST, index, entry, event)
        if entry.time != event.time or event.commitment not in {None, entry.commitment}:
            return TamperedEvent(Tampering.ALTERED, index, entry, event)
        size = index + 1
    following = next(recorded, None)
    if following is None:
        return None
    return TamperedEvent(Tampering.INSERTED, size, None, following)


def _out_of_place(
    index: int,
    entry: Entry,
    event: AuditedEvent,
    logged: Iterator[bytes],
    recorded: Iterator[AuditedEvent],
) -> TamperedEvent:
    """Return what was done if another event is recorded where this entry was logged. Reads the rest of both."""
    recorded_keys = {(tag_of(each.checkout_id), each.version) for each in recorded}
    if _key_of(entry) not in recorded_keys:
        return TamperedEvent(Tampering.REMOVED, index, entry, None)
    if (tag_of(event.checkout_id), event.version) not in _keys_of(logged):
        return TamperedEvent(Tampering.INSERTED, index, None, event)
    return TamperedEvent(Tampering.MOVED, index, entry, event)


def _keys_of(logged: Iterator[bytes]) -> Iterator[tuple[bytes, int]]:
    for octets in logged:
        try:
            yield _key_of(decode_entry(octets))
        except Malformed:
            continue


def _key_of(entry: Entry) -> tuple[bytes, int]:
    return entry.tag, entry.version
