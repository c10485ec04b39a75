"""A limit of time for what is mostly there at once."""

import asyncio
from collections.abc import Coroutine, Generator
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")


async def within(seconds: float, work: Coroutine[Any, Any, _T]) -> _T:
    """What `work` returns. Raises TimeoutError where it has not come to its end so many seconds after it had to wait.

    The timer is set only when there is something to wait for: that takes longer than to read a small body which came
    along with its head.
    """
    try:
        waits_for = work.send(None)
    except StopIteration as done:
        result: _T = done.value
        return result
    async with asyncio.timeout(seconds):
        return await _Started(work, waits_for)


class _Started(Generic[_T]):
    """A coroutine that has begun to wait for something, and is awaited from there on."""

    def __init__(self, work: Coroutine[Any, Any, _T], waits_for: object) -> None:
        self._work = work
        self._waits_for = waits_for

    def __await__(self) -> Generator[Any, Any, _T]:
        waits_for = self._waits_for
        try:
            while True:
                try:
                    heard = yield waits_for
                except BaseException as error:
                    waits_for = self._work.throw(error)
                else:
                    waits_for = self._work.send(heard)
        except StopIteration as done:
            result: _T = done.value
            return result
