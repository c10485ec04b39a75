"""What an administrator of the database does to events that were logged, and what an audit finds."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.ledger.audit import AuditedEvent, TamperedEvent, Tampering, first_difference
from application.ledger.format.entries import Entry, decode_entry, tag_of

# Three checkouts whose events alternate.
EVENTS = [
    AuditedEvent(f"checkout-{n % 3}", n // 3 + 1, 10 * n, 1_000 + n, bytes([n]) * 32)
    for n in range(12)
]
ENTRIES = [
    Entry(tag_of(each.checkout_id), each.version, each.time, each.commitment or b"").encode()
    for each in EVENTS
]
places = st.integers(0, len(EVENTS) - 1)


def found(
    events: Sequence[AuditedEvent], entries: Sequence[bytes] = ENTRIES
) -> TamperedEvent | None:
    return first_difference(entries, events)


def test_events_that_were_not_touched() -> None:
    """Nothing is found in events as they were logged, nor in an empty ledger."""
    assert found(EVENTS) is None
    assert found([], []) is None


@given(places, st.sampled_from(["time", "commitment"]))
def test_an_altered_event(at: int, member: str) -> None:
    """An event whose stored parts or time were changed is named with its entry."""
    event = (
        replace(EVENTS[at], time=5)
        if member == "time"
        else replace(EVENTS[at], commitment=bytes(32))
    )
    if event == EVENTS[at]:
        event = replace(event, commitment=b"\1" * 32)

    assert found([*EVENTS[:at], event, *EVENTS[at + 1 :]]) == TamperedEvent(
        Tampering.ALTERED, at, decode_entry(ENTRIES[at]), event
    )


@given(places)
def test_a_removed_event(at: int) -> None:
    """The entry of an event that was removed is named, also of the last one."""
    assert found([*EVENTS[:at], *EVENTS[at + 1 :]]) == TamperedEvent(
        Tampering.REMOVED, at, decode_entry(ENTRIES[at]), None
    )


@given(st.integers(0, len(EVENTS)))
def test_an_inserted_event(at: int) -> None:
    """An event without an entry is named, at its place among the others, also at the end and in an empty ledger."""
    event = AuditedEvent("checkout-9", 1, 5, 1, bytes(32))

    expected = TamperedEvent(Tampering.INSERTED, at, None, event)
    assert found([*EVENTS[:at], event, *EVENTS[at:]]) == expected
    assert found([event], []) == replace(expected, index=0)


@given(places, places)
def test_a_moved_event(one: int, other: int) -> None:
    """Of an event that was renumbered, the first place is named whose event is another."""
    events = list(EVENTS)
    events.insert(other, events.pop(one))
    first = min(one, other)

    difference = found(events)

    if one == other:
        assert difference is None
    else:
        assert difference == TamperedEvent(
            Tampering.MOVED, first, decode_entry(ENTRIES[first]), events[first]
        )


def test_the_first_of_several() -> None:
    """Only the first difference is named."""
    events = [EVENTS[0], replace(EVENTS[1], commitment=bytes(32)), *EVENTS[3:]]

    difference = found(events)

    assert difference is not None
    assert (difference.tampering, difference.index) == (Tampering.ALTERED, 1)


@pytest.mark.parametrize("erased", [True, False])
def test_an_event_whose_key_is_gone(erased: bool) -> None:
    """A key that is gone is tampering, unless an event says that the data was erased; then the time still counts."""
    event = replace(EVENTS[4], commitment=None, erased=erased)
    events = [*EVENTS[:4], event, *EVENTS[5:]]
    lost = TamperedEvent(Tampering.KEY_LOST, 4, decode_entry(ENTRIES[4]), event)

    assert found(events) == (None if erased else lost)
    moved = found([*EVENTS[:4], replace(event, time=1), *EVENTS[5:]])
    assert moved is not None
    assert moved.tampering is (Tampering.ALTERED if erased else Tampering.KEY_LOST)


def test_a_broken_entry() -> None:
    """Bytes in the ledger that are no entry are named by their index, and do not hide what comes before."""
    entries = [*ENTRIES[:3], b"broken", *ENTRIES[4:]]

    assert found(EVENTS, entries) == TamperedEvent(Tampering.ENTRY_BROKEN, 3, None, EVENTS[3])
    difference = found([EVENTS[1], EVENTS[0], *EVENTS[2:]], entries)
    assert difference is not None
    assert difference.tampering is Tampering.MOVED
