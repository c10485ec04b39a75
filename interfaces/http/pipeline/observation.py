"""Observe every request: its endpoint, its outcome, and the time until its response began."""

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
# Only texts in the form of a checkout id: any other text in a path may be a token or personal data.
_CHECKOUT_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Observer(Protocol):
    """A receiver of observations. It is called once for each request and must not block."""

    def answered(self, exchange: RequestContext, status: int, seconds: float) -> None:
        """Record that the response began with `status`, `seconds` after the request arrived."""


class Observation:
    """The observation of one request, from now until its response begins, in its own request context."""

    __slots__ = ("_began", "_exchange", "_observer", "_scope", "is_told")

    def __init__(self, observer: Observer, dialect: str, scope: Scope) -> None:
        self._began = perf_counter()
        self._observer = observer
        self._scope = scope
        self._exchange = RequestContext(dialect, partial(request_id_in, scope))
        self.is_told = False
        begin(self._exchange)

    def answered(self, status: int) -> None:
        """Record the start of the response. Only the first call counts."""
        if not self.is_told:
            self.is_told = True
            seconds = perf_counter() - self._began
            _complete(self._exchange, self._scope, status)
            self._observer.answered(self._exchange, status, seconds)

    def broken_off(self, error: BaseException) -> None:
        """Record that the endpoint raised. The last resort answers the error in an outer layer."""
        if not self.is_told:
            self._exchange.outcome = type(error).__name__
            self.answered(_SERVER_ERROR)


class ObservationMiddleware:
    """Open a request context for each request until its response. `dialect_at` names the dialect of a path."""

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
    """An observer that ignores everything."""

    def answered(self, exchange: RequestContext, status: int, seconds: float) -> None:
        """Ignore it."""


def _complete(exchange: RequestContext, scope: Scope, status: int) -> None:
    if not exchange.outcome:
        exchange.outcome = OK if status < _BAD_REQUEST else f"status {status}"
    route = scope.get("route")
    # An unknown method may be any text, and each label value would create a time series.
    if route is None or exchange.outcome in ("MethodNotAllowed", "RouteUnknown"):
        exchange.operation = NO_OPERATION
    else:
        exchange.operation = f"{sent_method(scope)} {route.path}"
    if not exchange.checkout:
        named = scope.get("path_params", {}).get("checkout_id", "").lower()
        exchange.checkout = named if _CHECKOUT_ID.fullmatch(named) else ""
