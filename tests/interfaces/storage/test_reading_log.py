"""What every log of who read the trail does."""

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
    """One reading, `number` seconds after the first."""
    return AccessEntry(
        at=AT + timedelta(seconds=number),
        checkout_id=checkout_id,
        target=f"/history/{number}",
        provenance=dataclasses.replace(BY, actor=reader),
        outcome=AccessOutcome.FOUND,
    )


def asked(page: Sequence[StoredAccessEntry]) -> list[str]:
    """Return the recorded requests, in order."""
    return [kept.read.target.removeprefix("/history/") for kept in page]


async def test_a_reading_is_read_as_it_was_kept(storage: Storage) -> None:
    """All of it, whether of one checkout or of none in particular, with any outcome."""
    outcomes = [dataclasses.replace(READ, outcome=outcome) for outcome in (*AccessOutcome, None)]
    reads = [*outcomes, dataclasses.replace(READ, checkout_id=None)]
    for each in reads:
        await storage.reads.keep(each)
    page = await storage.reads.page(ALL, after=None, before=None, limit=10)
    assert [kept.read for kept in page] == reads


async def test_readings_made_at_once_are_all_kept(storage: Storage) -> None:
    """The same one made twice is kept twice, and positions only grow."""
    await asyncio.gather(*(storage.reads.keep(READ) for _ in range(20)))
    page = await storage.reads.page(ALL, after=None, before=None, limit=100)
    positions = [kept.position for kept in page]
    assert len(page) == 20
    assert positions == sorted(set(positions))


async def test_pages_go_forward_and_back_in_one_order(storage: Storage) -> None:
    """After a position the next ones, before it the last ones, always oldest first."""
    for number in range(7):
        await storage.reads.keep(read(number))
    first = await storage.reads.page(ALL, after=None, before=None, limit=3)
    second = await storage.reads.page(ALL, after=first[-1].position, before=None, limit=3)
    back = await storage.reads.page(ALL, after=None, before=second[0].position, limit=2)
    assert (asked(first), asked(second), asked(back)) == (
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
async def test_readings_are_found_by_reader_checkout_and_time(
    storage: Storage, wanted: AccessFilter, expected: list[str]
) -> None:
    """Every condition that is set holds; since is inclusive and until is not."""
    await storage.reads.keep(read(0))
    await storage.reads.keep(read(1, reader="history:y"))
    await storage.reads.keep(read(2, checkout_id="b"))
    await storage.reads.keep(read(3, checkout_id=None))
    for after, before in ((None, None), (0, None), (None, 2**62)):
        page = await storage.reads.page(wanted, after=after, before=before, limit=10)
        assert asked(page) == expected


@given(
    readers=st.lists(st.sampled_from(["x", "y"]), max_size=12),
    limit=st.integers(1, 5),
    reader=st.sampled_from([None, "x"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_pages_put_together_are_the_whole(
    readers: list[str], limit: int, reader: str | None
) -> None:
    """Whatever the size of a page, forward and back, nothing is missed and nothing comes twice."""
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
