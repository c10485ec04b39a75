"""Answers that somebody waits for, none of them for ever.

All wait equally long, so that they give up in the order in which they came, and one timer does for all of them. A timer
for each would take as long as handing in the question.
"""

import asyncio
from collections import deque
from typing import Any

from application.ports.event_store import StoreUnavailable


class TimeoutQueue:
    """The answers of one event loop that are given up on after `seconds`."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._answers: deque[tuple[float, asyncio.Future[Any]]] = deque()
        self._timer: asyncio.TimerHandle | None = None

    def add(self, answer: asyncio.Future[Any]) -> None:
        """Has the answer raise StoreUnavailable where there is none in time."""
        self._forget_answered()
        loop = answer.get_loop()
        until = loop.time() + self._seconds
        self._answers.append((until, answer))
        if self._timer is None:
            self._timer = loop.call_at(until, self._give_up, loop)

    def _give_up(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        self._forget_answered()
        while self._answers:
            until, answer = self._answers[0]
            if until > loop.time():
                self._timer = loop.call_at(until, self._give_up, loop)
                return
            answer.set_exception(StoreUnavailable("there was no answer in time"))
            self._forget_answered()

    def _forget_answered(self) -> None:
        while self._answers and self._answers[0][1].done():
            self._answers.popleft()
