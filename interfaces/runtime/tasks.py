"""Cancel background tasks and wait for their end."""

import asyncio

_RETRY_SECONDS = 1.0


async def cancel_and_wait(task: "asyncio.Task[None]") -> None:
    """Cancel the task repeatedly until it is done, and ignore its result.

    One cancellation is not enough. `asyncio.wait_for` of Python 3.11 loses a cancellation that arrives together with
    the awaited result, and an endless loop then continues.
    """
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=_RETRY_SECONDS)
