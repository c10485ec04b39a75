"""Limit the concurrent requests: the server rejects what exceeds the limit at once instead of queueing it.

A request that waits longer than its caller does is work for nobody. The caller of one that is turned away hears so
within a millisecond or two, and when to ask again.
"""

from collections.abc import Callable

from fastapi import Request, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from interfaces.telemetry.request_context import note_outcome

OVERLOADED = "Overloaded"


class AdmissionLimit:
    """The places for the concurrent requests of this process.

    A request is under way until its answer begins. So an export that is read slowly takes up no place.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._taken = 0

    def take(self) -> bool:
        """Take a place and return True; return False if all are taken. The caller gives the place back."""
        if self._taken >= self._limit:
            note_outcome(OVERLOADED)
            return False
        self._taken += 1
        return True

    def give_back(self) -> None:
        """Return one place."""
        self._taken -= 1


class Admission:
    """Admit as many requests as there are places. `unlimited` paths are always admitted."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        places: AdmissionLimit,
        unlimited: frozenset[str],
        turn_away: Callable[[Request], Response],
    ) -> None:
        self._app = app
        self._places = places
        self._unlimited = unlimited
        self._turn_away = turn_away

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in self._unlimited:
            await self._app(scope, receive, send)
            return
        if not self._places.take():
            await self._turn_away(Request(scope, receive))(scope, receive, send)
            return
        is_under_way = True

        async def answering(message: Message) -> None:
            nonlocal is_under_way
            if is_under_way:
                is_under_way = False
                self._places.give_back()
            await send(message)

        try:
            await self._app(scope, receive, answering)
        finally:
            if is_under_way:
                self._places.give_back()
