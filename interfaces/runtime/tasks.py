"""Cancel background tasks and wait for their end, and begin work whose result may not be needed."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

_T = TypeVar("_T")

_RETRY_SECONDS = 1.0


async def cancel_and_wait(task: "asyncio.Task[None]") -> None:
    """Cancel the task repeatedly until it is done, and ignore its result.

    One cancellation is not enough. `asyncio.wait_for` of Python 3.11 loses a cancellation that arrives together with
    the awaited result, and an endless loop then continues.
    """
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=_RETRY_SECONDS)


@contextmanager
def cancel_unless_awaited(work: Coroutine[Any, Any, _T]) -> "Iterator[asyncio.Task[_T]]":
    """Begin work that the block may wait for. What the block has not waited for is cancelled at its end."""
    task = asyncio.get_running_loop().create_task(work)
    try:
        yield task
    finally:
        if not task.cancel() and not task.cancelled():
            # asyncio would report an error that nobody has retrieved.
            task.exception()
