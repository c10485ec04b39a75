"""The contract of every access log, which records who read the audit log."""

import asyncio
import dataclasses
from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.ports.access_log import AccessEntry, AccessFilter, AccessOutcome, StoredAccessEntry
from interfaces.storage.memory.access_log import InMemoryAccessLog
from tests.interfaces.storage.conftest import Storage
from tests.interfaces.storage.examples import AT, BY

READ = AccessEntry(
    at=AT,
    checkout_id="a",
    target="/history/checkouts/a?version=1",
    provenance=BY,
    outcome=AccessOutcome.FOUND,
)
ALL = AccessFilter()


def read(number: int, *, reader: str = "history:x", checkout_id: str | None = "a") -> AccessEntry:
    """An access log entry, `number` seconds after the first."""
    return AccessEntry(
        at=AT + timedelta(seconds=number),
        checkout_id=checkout_id,
        target=f"/history/{number}",
        provenance=dataclasses.replace(BY, actor=reader),
        outcome=AccessOutcome.FOUND,
    )


def requests_of(page: Sequence[StoredAccessEntry]) -> list[str]:
    """Return the recorded requests, in order."""
    return [kept.read.target.removeprefix("/history/") for kept in page]


async def test_an_entry_is_read_as_recorded(storage: Storage) -> None:
    """Entries with any outcome, of one checkout or of none, are read with all their values."""
    outcomes = [dataclasses.replace(READ, outcome=outcome) for outcome in (*AccessOutcome, None)]
    reads = [*outcomes, dataclasses.replace(READ, checkout_id=None)]
    for each in reads:
        await storage.reads.keep(each)
    page = await storage.reads.page(ALL, after=None, before=None, limit=10)
    assert [kept.read for kept in page] == reads


async def test_concurrent_entries_are_all_recorded(storage: Storage) -> None:
    """Equal entries are recorded separately, with ascending positions."""
    await asyncio.gather(*(storage.reads.keep(READ) for _ in range(20)))
    page = await storage.reads.page(ALL, after=None, before=None, limit=100)
    positions = [kept.position for kept in page]
    assert len(page) == 20
    assert positions == sorted(set(positions))


async def test_pages_are_ordered_in_both_directions(storage: Storage) -> None:
    """Pages after and before a position are ordered from the oldest entry to the newest."""
    for number in range(7):
        await storage.reads.keep(read(number))
    first = await storage.reads.page(ALL, after=None, before=None, limit=3)
    second = await storage.reads.page(ALL, after=first[-1].position, before=None, limit=3)
    back = await storage.reads.page(ALL, after=None, before=second[0].position, limit=2)
    assert (requests_of(first), requests_of(second), requests_of(back)) == (
        ["0", "1", "2"],
        ["3", "4", "5"],
        ["1", "2"],
    )


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (AccessFilter(), ["0", "1", "2", "3"]),
        (AccessFilter(reader="history:x"), ["0", "2", "3"]),
        (AccessFilter(checkout_id="a"), ["0", "1"]),
        (AccessFilter(reader="history:x", checkout_id="a"), ["0"]),
        (AccessFilter(since=AT + timedelta(seconds=1)), ["1", "2", "3"]),
        (AccessFilter(until=AT + timedelta(seconds=1)), ["0"]),
        (AccessFilter(reader="nobody"), []),
        (AccessFilter(reader="a\0b"), []),
        (AccessFilter(checkout_id="a\0b"), []),
    ],
)
async def test_entries_are_filtered_by_reader_checkout_and_time(
    storage: Storage, wanted: AccessFilter, expected: list[str]
) -> None:
    """An entry meets every condition. `since` is inclusive and `until` is exclusive."""
    await storage.reads.keep(read(0))
    await storage.reads.keep(read(1, reader="history:y"))
    await storage.reads.keep(read(2, checkout_id="b"))
    await storage.reads.keep(read(3, checkout_id=None))
    for after, before in ((None, None), (0, None), (None, 2**62)):
        page = await storage.reads.page(wanted, after=after, before=before, limit=10)
        assert requests_of(page) == expected


@given(
    readers=st.lists(st.sampled_from(["x", "y"]), max_size=12),
    limit=st.integers(1, 5),
    reader=st.sampled_from([None, "x"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_pages_together_equal_the_whole_log(
    readers: list[str], limit: int, reader: str | None
) -> None:
    """With pages of any size, forward and backward, each entry is returned exactly once."""
    log = InMemoryAccessLog()
    for number, name in enumerate(readers):
        await log.keep(read(number, reader=name))
    wanted = AccessFilter(reader=reader)
    whole = list(await log.page(wanted, after=None, before=None, limit=100))

    forward: list[StoredAccessEntry] = []
    while page := await log.page(
        wanted, after=forward[-1].position if forward else None, before=None, limit=limit
    ):
        forward += page
    backward: list[StoredAccessEntry] = []
    while page := await log.page(
        wanted, after=None, before=backward[0].position if backward else 2**62, limit=limit
    ):
        backward = [*page, *backward]

    assert forward == backward == whole
