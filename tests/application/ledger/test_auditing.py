"""What an administrator of the database does to events that were logged, and what an audit finds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from application.ledger.audits.events import EventComparison
from application.ledger.audits.findings import EventFinding, Tampering
from application.ledger.format.entries import Entry, decode_entry, tag_of
from application.ports.ledger.reading import (
    EntryBundle,
    Ledger,
    MissingOpening,
    RecomputedEntry,
)

SIZE = 12


def _event(n: int, checkout_id: str, version: int, commitment: bytes = b"") -> RecomputedEntry:
    entry = Entry(tag_of(checkout_id), version, 1_000 + n, commitment or bytes([n]) * 32)
    return RecomputedEntry(
        position=10 * (n + 1),
        checkout_id=checkout_id,
        version=version,
        entry=entry.encode(),
        time=entry.time,
        is_key_lost=False,
        is_erased=False,
    )


# Three checkouts whose events alternate.
EVENTS = [_event(n, f"checkout-{n % 3}", n // 3 + 1) for n in range(SIZE)]
ENTRIES = [cast("bytes", each.entry) for each in EVENTS]
places = st.integers(0, SIZE - 1)


@dataclass(frozen=True)
class FewEvents:
    """A ledger of one bundle, and the events that are recorded now."""

    events: Sequence[RecomputedEntry]
    entries: Sequence[bytes]

    async def bundle(self, n: int, size: int) -> EntryBundle | None:
        """Return the entries."""
        return EntryBundle(
            n=n, first_position=10, last_position=10 * SIZE, entries=tuple(self.entries)
        )

    async def recompute_entries(self, *, after: int, limit: int) -> list[RecomputedEntry]:
        """Return the events in the order of their positions."""
        return sorted(
            (each for each in self.events if each.position > after), key=lambda each: each.position
        )


async def found(
    events: Sequence[RecomputedEntry], entries: Sequence[bytes] = ENTRIES
) -> EventFinding | None:
    """Returns what the comparison finds."""
    ledger = cast("Ledger", FewEvents(events, entries))
    comparison = EventComparison(ledger, SIZE, 10 * SIZE)
    bundle = await ledger.bundle(0, SIZE)
    assert bundle is not None
    await comparison.read(bundle)
    await comparison.finish()
    return comparison.finding


def _without(at: int) -> list[RecomputedEntry]:
    return [*EVENTS[:at], *EVENTS[at + 1 :]]


async def test_events_that_were_not_touched() -> None:
    """Nothing is found in events as they were logged, also where later ones are not logged yet."""
    assert await found(EVENTS) is None
    assert await found([*EVENTS, _event(SIZE, "checkout-9", 1)]) is None


@given(places, st.sampled_from(["time", "commitment"]))
async def test_an_altered_event(at: int, member: str) -> None:
    """An event whose stored parts or time were changed is named with its entry."""
    entry = decode_entry(ENTRIES[at])
    altered = (
        entry._replace(time=5) if member == "time" else entry._replace(commitment=b"\xff" * 32)
    )
    event = replace(EVENTS[at], entry=altered.encode(), time=altered.time)

    finding = await found([*_without(at), event])

    assert finding is not None
    assert (finding.tampering, finding.index) == (Tampering.ALTERED, at)
    assert (finding.checkout_id, finding.position) == (event.checkout_id, event.position)


@given(places)
async def test_a_removed_event(at: int) -> None:
    """The entry of an event that was removed is named, also of the last one."""
    finding = await found(_without(at))

    assert finding is not None
    assert (finding.tampering, finding.index) == (Tampering.REMOVED, at)
    assert (finding.tag, finding.version) == (
        tag_of(EVENTS[at].checkout_id),
        EVENTS[at].version,
    )
    assert finding.position == 10 * at


@given(st.integers(0, SIZE - 1))
async def test_an_inserted_event(at: int) -> None:
    """An event without an entry is named, at its place among the others, also before all of them."""
    event = replace(_event(0, "checkout-9", 1), position=10 * at + 5)

    finding = await found([*EVENTS, event])

    assert finding is not None
    assert (finding.tampering, finding.index) == (Tampering.INSERTED, None)
    assert (finding.checkout_id, finding.position) == ("checkout-9", event.position)


@given(places, places)
async def test_a_moved_event(one: int, other: int) -> None:
    """An event at another place of the order is named, or, beside it, the one that it changed places with."""
    assume(one != other)
    position = 10 * (other + 1) + (5 if other > one else -5)
    event = replace(EVENTS[one], position=position)

    finding = await found([*_without(one), event])

    assert finding is not None
    assert finding.tampering is Tampering.MOVED
    passed = {one, other} if abs(one - other) < 2 else {one}
    named = {(EVENTS[n].checkout_id, EVENTS[n].version) for n in passed}
    assert (finding.checkout_id, finding.version) in named


async def test_the_first_of_several() -> None:
    """Only the first difference is named."""
    altered = decode_entry(ENTRIES[1])._replace(commitment=b"\xff" * 32).encode()
    events = [EVENTS[0], replace(EVENTS[1], entry=altered), *EVENTS[3:]]

    finding = await found(events)

    assert finding is not None
    assert (finding.tampering, finding.index) == (Tampering.ALTERED, 1)


@pytest.mark.parametrize("is_erased", [True, False])
async def test_an_event_whose_key_is_gone(is_erased: bool) -> None:
    """A key that is gone is tampering, unless an event says that the data was erased; then the time still counts."""
    reason = MissingOpening.ERASED if is_erased else MissingOpening.KEY_MISSING
    event = replace(EVENTS[4], entry=reason, is_key_lost=True, is_erased=is_erased)

    finding = await found([*_without(4), event])
    earlier = await found([*_without(4), replace(event, time=1)])

    assert (finding is None) == is_erased
    assert finding is None or (finding.tampering, finding.index) == (Tampering.KEY_LOST, 4)
    assert earlier is not None
    assert earlier.tampering is Tampering.ALTERED


async def test_a_broken_entry() -> None:
    """Bytes in the ledger that are no entry are named by their index, and do not hide what comes before."""
    entries = [*ENTRIES[:3], b"broken", *ENTRIES[4:]]

    finding = await found(EVENTS, entries)
    before = await found(_without(1), entries)

    assert finding is not None
    assert (finding.tampering, finding.index) == (Tampering.ENTRY_BROKEN, 3)
    assert before is not None
    assert (before.tampering, before.index) == (Tampering.REMOVED, 1)
