"""Tells of every request: what was asked, how it ended and how long the caller waited for the answer to begin."""

import re
from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import Protocol

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from interfaces.http.asking import request_id_in
from interfaces.telemetry.exchange import NOBODYS, OK, Exchange, begin

NO_OPERATION = "none"
_SERVER_ERROR = 500
_BAD_REQUEST = 400
# Only what can be an id of a checkout: any other text in a path may be a token, or say who somebody is.
_CHECKOUT_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Observer(Protocol):
    """Who is told. Called once for each request, and never expected to wait for anything."""

    def answered(self, exchange: Exchange, status: int, seconds: float) -> None:
        """The answer to the request begins with `status`, `seconds` after the request had come in."""


class Observed:
    """Begins an exchange for each request and ends it with the answer. `dialect_at` names who speaks at a path."""

    def __init__(
        self, app: ASGIApp, *, observer: Observer, dialect_at: Callable[[str], str | None]
    ) -> None:
        self._app = app
        self._observer = observer
        self._dialect_at = dialect_at

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = perf_counter()
        exchange = Exchange(
            self._dialect_at(scope["path"]) or NOBODYS, partial(request_id_in, scope)
        )
        begin(exchange)
        is_told = False

        async def answering(message: Message) -> None:
            nonlocal is_told
            if not is_told:
                is_told = True
                self._tell(exchange, scope, message["status"], perf_counter() - began)
            await send(message)

        try:
            await self._app(scope, receive, answering)
        except BaseException as error:
            # An error that got this far is answered further out, by the last resort.
            if not is_told:
                exchange.outcome = type(error).__name__
                self._tell(exchange, scope, _SERVER_ERROR, perf_counter() - began)
            raise

    def _tell(self, exchange: Exchange, scope: Scope, status: int, seconds: float) -> None:
        _complete(exchange, scope, status)
        self._observer.answered(exchange, status, seconds)


def _complete(exchange: Exchange, scope: Scope, status: int) -> None:
    if not exchange.outcome:
        exchange.outcome = OK if status < _BAD_REQUEST else f"status {status}"
    route = scope.get("route")
    # A method that no route has may be any text, and there would be a series of figures for each.
    if route is None or exchange.outcome in ("MethodNotAllowed", "RouteUnknown"):
        exchange.operation = NO_OPERATION
    else:
        exchange.operation = f"{scope['method']} {route.path}"
    if not exchange.checkout:
        named = scope.get("path_params", {}).get("checkout_id", "").lower()
        exchange.checkout = named if _CHECKOUT_ID.fullmatch(named) else ""
