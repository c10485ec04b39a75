"""Batched reads: the reads of several callers in one round trip, each with its own result."""

import asyncio
from unittest.mock import AsyncMock

import pytest

from application.ports.event_store import Append, StoreUnavailable
from interfaces.storage.postgres.batching import batch_reader
from interfaces.storage.postgres.batching.lookups import MOST_ROWS
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.examples import changes
from tests.interfaces.storage.test_broken_connections import ANY_LOSS, proxied_storage, wire  # noqa: F401  fixtures
from tests.interfaces.storage.wire import Fault, Wire


async def test_each_read_of_a_batch_gets_its_own_result(postgres: PostgresStorage) -> None:
    """Concurrent reads of different checkouts and versions get their own rows."""
    for number in range(1, 9):
        await postgres.events.append(Append(changes(f"c-{number}", 1, number)))
    reads = [(number, after) for number in range(1, 10) for after in range(1, 9)]
    answers = await asyncio.gather(
        *(postgres.events.events(f"c-{number}", after=after) for number, after in reads)
    )
    for (number, after), events in zip(reads, answers, strict=True):
        there = range(after + 1, number + 1) if number < 9 else range(0)
        assert [event.originator_version for event in events] == list(there)
        assert {event.originator_id for event in events} <= {f"c-{number}"}


@pytest.mark.parametrize("more", [-1, 0, 1, 2 * MOST_ROWS])
async def test_a_long_result_is_read_completely(postgres: PostgresStorage, more: int) -> None:
    """A read returns all events, even where they exceed the row limit of one statement."""
    history = changes("long", 1, 1 + MOST_ROWS + more)
    await postgres.events.append(Append(history))
    assert list(await postgres.events.events("long", after=1)) == history[1:]


async def test_a_read_sees_earlier_appends_of_its_process(postgres: PostgresStorage) -> None:
    """A read that starts after an append has returned sees its event."""
    await postgres.events.append(Append(changes("c", 1, 1)))
    for version in range(2, 30):
        await postgres.events.append(Append(changes("c", version, version)))
        (newer,) = await postgres.events.events("c", after=version - 1)
        assert newer.originator_version == version


async def test_a_cancelled_read_does_not_affect_others(postgres: PostgresStorage) -> None:
    """Cancelling one read of a batch does not affect the others."""
    await postgres.events.append(Append(changes("c", 1, 3)))
    reads = [asyncio.ensure_future(postgres.events.events("c", after=1)) for _ in range(9)]
    await asyncio.sleep(0)
    reads[4].cancel()
    answers = await asyncio.gather(*reads, return_exceptions=True)
    assert isinstance(answers.pop(4), asyncio.CancelledError)
    assert all(isinstance(answer, list) and len(answer) == 2 for answer in answers)


@pytest.mark.parametrize("fault", ANY_LOSS)
async def test_a_batched_read_survives_a_broken_connection(
    wire: Wire,  # noqa: F811
    proxied_storage: PostgresStorage,  # noqa: F811
    fault: Fault,
) -> None:
    """A read is repeated whichever message is lost."""
    await proxied_storage.events.append(Append(changes("c", 1, 3)))
    assert len(await proxied_storage.events.events("c", after=1)) == 2
    wire.break_next(fault)
    assert len(await proxied_storage.events.events("c", after=1)) == 2


async def test_an_unexpected_error_does_not_stop_later_reads(
    postgres: PostgresStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unexpected error raises StoreUnavailable to the caller, and the next read succeeds."""
    await postgres.events.append(Append(changes("c", 1, 3)))
    with monkeypatch.context() as patched:
        patched.setattr(
            batch_reader, "answer_lookups", AsyncMock(side_effect=ValueError("unreadable"))
        )
        with pytest.raises(StoreUnavailable, match="unreadable"):
            await postgres.events.events("c", after=1)
    assert len(await postgres.events.events("c", after=1)) == 2


async def test_a_closed_store_refuses_reads(migrated_url: str) -> None:
    """A read from a closed store raises StoreUnavailable."""
    async with PostgresStorage(migrated_url) as storage:
        await storage.events.append(Append(changes("c", 1, 1)))
    with pytest.raises(StoreUnavailable):
        await storage.events.events("c", after=1)
