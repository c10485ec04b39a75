"""Work that completes immediately is not timed, and work that waits is limited to the timeout."""

import asyncio
from typing import NoReturn

import pytest

from interfaces.http.request.body.lazy_timeout import with_timeout


class Work:
    """Work that waits for a release, and records how it ended."""

    def __init__(self) -> None:
        self.released = asyncio.Event()
        self.end = ""

    async def do(self, pauses: int = 1) -> str:
        try:
            for _ in range(pauses):
                await asyncio.sleep(0)
            await self.released.wait()
        except asyncio.CancelledError:
            self.end = "cancelled"
            raise
        self.end = "done"
        return self.end


async def immediate() -> int:
    return 7


async def fails(*, waits: bool) -> NoReturn:
    if waits:
        await asyncio.sleep(0)
    raise ValueError("it failed")


async def test_immediate_work_returns_without_a_timer() -> None:
    """Work that does not wait returns without an iteration of the event loop, whatever the timeout."""
    with pytest.raises(StopIteration) as returned:
        with_timeout(0, immediate()).send(None)
    assert returned.value.value == 7


@pytest.mark.parametrize("pauses", [0, 1, 5])
async def test_waiting_work_returns_its_result(pauses: int) -> None:
    """Work that waits one or more times returns its result."""
    work = Work()
    waiting = asyncio.create_task(with_timeout(10, work.do(pauses)))
    await asyncio.sleep(0.01)
    assert not waiting.done()
    work.released.set()
    assert await waiting == "done"


async def test_late_work_is_cancelled() -> None:
    """Work beyond the timeout is cancelled, and the caller gets TimeoutError."""
    work = Work()
    with pytest.raises(TimeoutError):
        await with_timeout(0.01, work.do())
    assert work.end == "cancelled"


async def test_a_cancelled_caller_cancels_the_work() -> None:
    """A cancelled caller cancels its work, and gets CancelledError and not TimeoutError."""
    work = Work()
    waiting = asyncio.create_task(with_timeout(10, work.do()))
    await asyncio.sleep(0.01)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert work.end == "cancelled"


@pytest.mark.parametrize("waits", [False, True])
async def test_an_exception_reaches_the_caller(*, waits: bool) -> None:
    """An exception of the work reaches the caller, whether the work waited or not."""
    with pytest.raises(ValueError, match="it failed"):
        await with_timeout(10, fails(waits=waits))
