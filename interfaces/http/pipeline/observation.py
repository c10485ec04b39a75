"""Tells of every request: what was asked, how it ended and how long the caller waited for the answer to begin."""

import re
from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import Protocol

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from interfaces.http.pipeline.head_requests import sent_method
from interfaces.http.request.headers import request_id_in
from interfaces.telemetry.request_context import OK, RequestContext, begin

NO_OPERATION = "none"
_SERVER_ERROR = 500
_BAD_REQUEST = 400
# Only what can be an id of a checkout: any other text in a path may be a token, or say who somebody is.
_CHECKOUT_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Observer(Protocol):
    """Who is told. Called once for each request, and never expected to wait for anything."""

    def answered(self, exchange: RequestContext, status: int, seconds: float) -> None:
        """The answer to the request begins with `status`, `seconds` after the request had come in."""


class Observation:
    """Watches one request from here on, in an exchange of its own, until it is told how that ends."""

    __slots__ = ("_began", "_exchange", "_observer", "_scope", "is_told")

    def __init__(self, observer: Observer, dialect: str, scope: Scope) -> None:
        self._began = perf_counter()
        self._observer = observer
        self._scope = scope
        self._exchange = RequestContext(dialect, partial(request_id_in, scope))
        self.is_told = False
        begin(self._exchange)

    def answered(self, status: int) -> None:
        """The answer begins. Only the first word counts."""
        if not self.is_told:
            self.is_told = True
            seconds = perf_counter() - self._began
            _complete(self._exchange, self._scope, status)
            self._observer.answered(self._exchange, status, seconds)

    def broken_off(self, error: BaseException) -> None:
        """There is no answer from here. An error is answered further out, by the last resort."""
        if not self.is_told:
            self._exchange.outcome = type(error).__name__
            self.answered(_SERVER_ERROR)


class ObservationMiddleware:
    """Begins an exchange for each request and ends it with the answer. `dialect_at` names who speaks at a path."""

    def __init__(
        self, app: ASGIApp, *, observer: Observer, dialect_at: Callable[[str], str]
    ) -> None:
        self._app = app
        self._observer = observer
        self._dialect_at = dialect_at

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        observation = Observation(self._observer, self._dialect_at(scope["path"]), scope)

        async def answering(message: Message) -> None:
            if not observation.is_told:
                observation.answered(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, answering)
        except BaseException as error:
            observation.broken_off(error)
            raise


class Unobserved:
    """An observer whom nothing is of interest to."""

    def answered(self, exchange: RequestContext, status: int, seconds: float) -> None:
        """Forgets it."""


def _complete(exchange: RequestContext, scope: Scope, status: int) -> None:
    if not exchange.outcome:
        exchange.outcome = OK if status < _BAD_REQUEST else f"status {status}"
    route = scope.get("route")
    # A method that no route has may be any text, and there would be a series of figures for each.
    if route is None or exchange.outcome in ("MethodNotAllowed", "RouteUnknown"):
        exchange.operation = NO_OPERATION
    else:
        exchange.operation = f"{sent_method(scope)} {route.path}"
    if not exchange.checkout:
        named = scope.get("path_params", {}).get("checkout_id", "").lower()
        exchange.checkout = named if _CHECKOUT_ID.fullmatch(named) else ""
