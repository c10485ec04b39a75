"""Ending tasks that would run for ever."""

import asyncio
import contextlib

from interfaces.runtime.tasks import cancel_and_wait


async def test_a_task_that_misses_being_cancelled_ends_all_the_same() -> None:
    """A loop that takes the first cancelling for something else is cancelled again, and nothing is raised."""
    missed = 0

    async def for_ever() -> None:
        nonlocal missed
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        missed += 1
        await asyncio.Event().wait()

    task = asyncio.create_task(for_ever())
    await asyncio.sleep(0)
    await cancel_and_wait(task)
    assert missed == 1
    assert task.cancelled()


async def test_a_task_that_has_failed_is_left_in_peace() -> None:
    """One that is over already is not waited for, and its error is its own affair."""

    async def fails() -> None:
        raise ValueError

    task = asyncio.create_task(fails())
    await asyncio.wait([task])
    await cancel_and_wait(task)
    assert isinstance(task.exception(), ValueError)
