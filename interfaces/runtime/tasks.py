"""Ends tasks that would run for ever."""

import asyncio

_AGAIN_SECONDS = 1.0


async def ended(task: "asyncio.Task[None]") -> None:
    """Cancels the task until it is done, and keeps to itself how it ended.

    One cancelling is not enough: it is lost where it arrives together with what the task waits for, by
    `asyncio.wait_for` of Python 3.11 for one, and a loop then goes on as if nobody had asked.
    """
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=_AGAIN_SECONDS)
