"""The timeout queue fails each future that gets no result within the time limit."""

import asyncio

import pytest

from application.ports.event_store import StoreUnavailable
from interfaces.storage.postgres.batching.deadlines import TimeoutQueue


def pending(number: int) -> "list[asyncio.Future[int]]":
    """Return this many futures without a result."""
    loop = asyncio.get_running_loop()
    return [loop.create_future() for _ in range(number)]


async def test_a_future_without_a_result_times_out() -> None:
    """Every pending future fails with StoreUnavailable, whether added together or later."""
    queue = TimeoutQueue(0.02)
    together, later = pending(3), pending(2)
    for answer in together:
        queue.add(answer)
    await asyncio.sleep(0.01)
    for answer in later:
        queue.add(answer)
    outcomes = await asyncio.gather(*together, *later, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [StoreUnavailable] * 5


async def test_finished_futures_are_left_alone() -> None:
    """A finished or cancelled future is unaffected by the expiry of others."""
    queue = TimeoutQueue(0.02)
    missing, there, cancelled, last = pending(4)
    for answer in (missing, there, cancelled, last):
        queue.add(answer)
    there.set_result(7)
    cancelled.cancel()
    with pytest.raises(StoreUnavailable):
        await last
    assert isinstance(missing.exception(), StoreUnavailable)
    assert there.result() == 7
    assert cancelled.cancelled()


async def test_the_queue_continues_after_it_was_empty() -> None:
    """A future that is added after all others have expired times out as well."""
    queue = TimeoutQueue(0.01)
    for _ in range(3):
        (answer,) = pending(1)
        queue.add(answer)
        with pytest.raises(StoreUnavailable):
            await answer
        await asyncio.sleep(0.02)
