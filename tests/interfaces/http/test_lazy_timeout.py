"""What is there at once is not timed, and what is waited for is waited for so long and no longer."""

import asyncio
from typing import NoReturn

import pytest

from interfaces.http.request.body.lazy_timeout import with_timeout


class Work:
    """Work that waits until it is let go, and remembers how it ended."""

    def __init__(self) -> None:
        self.let_go = asyncio.Event()
        self.end = ""

    async def do(self, pauses: int = 1) -> str:
        try:
            for _ in range(pauses):
                await asyncio.sleep(0)
            await self.let_go.wait()
        except asyncio.CancelledError:
            self.end = "cancelled"
            raise
        self.end = "done"
        return self.end


async def at_once() -> int:
    return 7


async def fails(*, waits: bool) -> NoReturn:
    if waits:
        await asyncio.sleep(0)
    raise ValueError("it failed")


async def test_what_is_there_at_once() -> None:
    """It is returned, with no turn of the event loop in between, however little time there is."""
    with pytest.raises(StopIteration) as returned:
        with_timeout(0, at_once()).send(None)
    assert returned.value.value == 7


@pytest.mark.parametrize("pauses", [0, 1, 5])
async def test_what_is_waited_for(pauses: int) -> None:
    """Work that has to wait, once or again and again, returns what it returns."""
    work = Work()
    waiting = asyncio.create_task(with_timeout(10, work.do(pauses)))
    await asyncio.sleep(0.01)
    assert not waiting.done()
    work.let_go.set()
    assert await waiting == "done"


async def test_what_does_not_come_in_time() -> None:
    """The work is cancelled where it waits, and the caller hears that the time is over."""
    work = Work()
    with pytest.raises(TimeoutError):
        await with_timeout(0.01, work.do())
    assert work.end == "cancelled"


async def test_a_caller_who_goes_away() -> None:
    """To be cancelled is no lack of time: the work is cancelled with its caller."""
    work = Work()
    waiting = asyncio.create_task(with_timeout(10, work.do()))
    await asyncio.sleep(0.01)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert work.end == "cancelled"


@pytest.mark.parametrize("waits", [False, True])
async def test_what_fails(*, waits: bool) -> None:
    """The failure is the caller's, whether there was anything to wait for or not."""
    with pytest.raises(ValueError, match="it failed"):
        await with_timeout(10, fails(waits=waits))
