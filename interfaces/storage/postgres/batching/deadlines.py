"""Timeouts of pending futures.

All have the same timeout, so they expire in the order of their addition and share one timer. A timer for each future
would cost as much as submitting the job.
"""

import asyncio
from collections import deque
from typing import Any

from application.ports.event_store import StoreUnavailable


class TimeoutQueue:
    """Pending futures of one event loop that fail after `seconds`."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._answers: deque[tuple[float, asyncio.Future[Any]]] = deque()
        self._timer: asyncio.TimerHandle | None = None

    def add(self, answer: asyncio.Future[Any]) -> None:
        """Make the future fail with StoreUnavailable if it has no result in time."""
        self._drop_finished()
        loop = answer.get_loop()
        deadline = loop.time() + self._seconds
        self._answers.append((deadline, answer))
        if self._timer is None:
            self._timer = loop.call_at(deadline, self._expire, loop)

    def _expire(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        self._drop_finished()
        while self._answers:
            deadline, answer = self._answers[0]
            if deadline > loop.time():
                self._timer = loop.call_at(deadline, self._expire, loop)
                return
            answer.set_exception(StoreUnavailable("there was no answer in time"))
            # It is retrieved here: asyncio would report the error of an answer that its caller has dropped.
            answer.exception()
            self._drop_finished()

    def _drop_finished(self) -> None:
        while self._answers and self._answers[0][1].done():
            self._answers.popleft()
