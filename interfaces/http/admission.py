"""Bounds the work under way: what comes on top of it is turned away at once, rather than left to wait in line.

A request that waits longer than its caller does is work for nobody. The caller of one that is turned away hears so
within a millisecond or two, and when to ask again.
"""

from collections.abc import Callable

from fastapi import Request, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from interfaces.telemetry.exchange import note_outcome

OVERLOADED = "Overloaded"


class Admission:
    """Lets `limit` requests be under way at a time in this process; `unlimited` paths are always let in.

    A request is under way until its answer begins. So an export that is read slowly takes up no place.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        limit: int,
        unlimited: frozenset[str],
        turn_away: Callable[[Request], Response],
    ) -> None:
        self._app = app
        self._limit = limit
        self._unlimited = unlimited
        self._turn_away = turn_away
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in self._unlimited:
            await self._app(scope, receive, send)
            return
        if self._under_way >= self._limit:
            note_outcome(OVERLOADED)
            await self._turn_away(Request(scope, receive))(scope, receive, send)
            return
        self._under_way += 1
        is_under_way = True

        async def answering(message: Message) -> None:
            nonlocal is_under_way
            if is_under_way:
                is_under_way = False
                self._under_way -= 1
            await send(message)

        try:
            await self._app(scope, receive, answering)
        finally:
            if is_under_way:
                self._under_way -= 1
