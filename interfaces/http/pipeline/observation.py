"""Observe every request: its endpoint, its outcome, and the time until its response began."""

import re
from functools import partial
from time import perf_counter
from typing import Protocol

from starlette.types import Scope

from interfaces.http.pipeline.routes import Destination
from interfaces.http.request.headers import request_id_in
from interfaces.telemetry.request_context import OK, RequestContext, begin

NO_OPERATION = "none"
_BAD_REQUEST = 400
# Only texts in the form of a checkout id: any other text in a path may be a token or personal data.
_CHECKOUT_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Observer(Protocol):
    """A receiver of observations. It is called once for each request and must not block."""

    def count_request(self, exchange: RequestContext, status: int, seconds: float) -> None:
        """Record that the response began with `status`, `seconds` after the request arrived."""


class Unobserved:
    """An observer that ignores everything."""

    def count_request(self, exchange: RequestContext, status: int, seconds: float) -> None:
        """Ignore the request and its response."""


class Observation:
    """The observation of one request in its own context. `began` is the reading of `perf_counter` at its arrival."""

    __slots__ = ("_began", "_context", "_destination", "_method", "_observer", "_scope")

    def __init__(
        self, observer: Observer, destination: Destination, scope: Scope, method: str, began: float
    ) -> None:
        self._observer = observer
        self._destination = destination
        self._scope = scope
        self._method = method
        self._began = began
        self._context = RequestContext(destination.dialect, partial(request_id_in, scope))
        begin(self._context)

    def complete(self, status: int, outcome: str = "") -> None:
        """Report the start of the response. `outcome` overrides the outcome that was noted meanwhile."""
        seconds = perf_counter() - self._began
        context = self._context
        if outcome:
            context.outcome = outcome
        elif not context.outcome:
            context.outcome = OK if status < _BAD_REQUEST else f"status {status}"
        path = self._destination.path
        # An unknown method may be any text, and each label value would create a time series.
        if not path or context.outcome in ("MethodNotAllowed", "RouteUnknown"):
            context.operation = NO_OPERATION
        else:
            context.operation = f"{self._method} {path}"
        if not context.checkout:
            named = self._scope.get("path_params", {}).get("checkout_id", "").lower()
            context.checkout = named if _CHECKOUT_ID.fullmatch(named) else ""
        self._observer.count_request(context, status, seconds)
