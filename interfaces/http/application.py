"""The ASGI application: FastAPI inside the layers that precede its own middleware."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from fastapi import FastAPI
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from interfaces.http.named_schemas import with_named_schemas
from interfaces.http.pipeline.direct import DirectDispatch, Surroundings
from interfaces.http.pipeline.head_requests import HeadAsGet
from interfaces.http.pipeline.trusted_proxies import TrustedProxies


class Application(FastAPI):
    """FastAPI with direct dispatch, HEAD on every GET, trusted proxies, and named schemas in its OpenAPI document.

    These layers are not FastAPI middleware: direct dispatch passes by all of it, and the others apply to both ways.
    """

    trusted_proxies: tuple[str, ...] = ()
    _direct_dispatch: Callable[[ASGIApp], ASGIApp] | None = None

    def dispatch_directly(self, routes: Iterable[BaseRoute], around: Surroundings) -> None:
        """Call the plain endpoints among `routes` without FastAPI's middleware, with `around` in its place."""
        self._direct_dispatch = partial(DirectDispatch, routes=tuple(routes), around=around)

    def build_middleware_stack(self) -> ASGIApp:
        """Build FastAPI's stack, then wrap it in the layers of this class, the outermost last."""
        stack = super().build_middleware_stack()
        if self._direct_dispatch is not None:
            stack = self._direct_dispatch(stack)
        stack = HeadAsGet(stack)
        if not self.trusted_proxies:
            return stack
        return TrustedProxies(stack, self.trusted_proxies)

    def openapi(self) -> dict[str, Any]:
        """Build FastAPI's document once, with every titled object schema under `components/schemas`."""
        if not self.openapi_schema:
            self.openapi_schema = with_named_schemas(super().openapi())
        return self.openapi_schema
