"""Nobody waits for an answer for ever, however many others wait."""

import asyncio

import pytest

from application.ports.event_store import StoreUnavailable
from interfaces.storage.postgres.batching.deadlines import TimeoutQueue


def answers(number: int) -> "list[asyncio.Future[int]]":
    """So many answers that are not there yet."""
    loop = asyncio.get_running_loop()
    return [loop.create_future() for _ in range(number)]


async def test_what_is_not_answered_is_given_up() -> None:
    """Every one of them, whether they came together or one after the other."""
    awaited = TimeoutQueue(0.02)
    together, later = answers(3), answers(2)
    for answer in together:
        awaited.add(answer)
    await asyncio.sleep(0.01)
    for answer in later:
        awaited.add(answer)
    outcomes = await asyncio.gather(*together, *later, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [StoreUnavailable] * 5


async def test_a_result_is_kept() -> None:
    """A finished or cancelled future is unaffected by the expiry of others."""
    awaited = TimeoutQueue(0.02)
    missing, there, cancelled, last = answers(4)
    for answer in (missing, there, cancelled, last):
        awaited.add(answer)
    there.set_result(7)
    cancelled.cancel()
    with pytest.raises(StoreUnavailable):
        await last
    assert isinstance(missing.exception(), StoreUnavailable)
    assert there.result() == 7
    assert cancelled.cancelled()


async def test_it_goes_on_after_a_pause() -> None:
    """When all were given up and nothing was awaited for a while, the next one is given up as well."""
    awaited = TimeoutQueue(0.01)
    for _ in range(3):
        (answer,) = answers(1)
        awaited.add(answer)
        with pytest.raises(StoreUnavailable):
            await answer
        await asyncio.sleep(0.02)
