"""A timeout for work that mostly completes without waiting."""

import asyncio
from collections.abc import Coroutine, Generator
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")


async def with_timeout(seconds: float, work: Coroutine[Any, Any, _T]) -> _T:
    """Return the result of `work`. Raises TimeoutError if it takes more than `seconds` after it first waited.

    The timer starts only when `work` waits, because setting a timer takes longer than reading a small body that
    arrived with its head (tests/measure/README.md).
    """
    try:
        waits_for = work.send(None)
    except StopIteration as done:
        result: _T = done.value
        return result
    async with asyncio.timeout(seconds):
        return await _Started(work, waits_for)


class _Started(Generic[_T]):
    """An awaitable that continues a coroutine that was stepped to its first wait."""

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
