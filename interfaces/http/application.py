"""The ASGI application: FastAPI for routes and OpenAPI, behind one pipeline for all HTTP requests."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from interfaces.http.forwarding.origins import HEADERS
from interfaces.http.forwarding.trusted_proxies import TrustedProxies
from interfaces.http.reference.api_reference import ApiReference
from interfaces.http.reference.document import complete


class Application(FastAPI):
    """FastAPI with a pipeline in place of its middleware, and with named schemas in its OpenAPI document."""

    trusted_proxies: tuple[str, ...] = ()
    forwarding_headers: frozenset[bytes] = HEADERS
    pipeline: Callable[[ASGIApp], ASGIApp] | None = None
    references: Mapping[str, ApiReference] = MappingProxyType({})
    _document: bytes = b""

    def build_middleware_stack(self) -> ASGIApp:
        """Build FastAPI's stack, then put the pipeline before it, and the trusted proxies before the pipeline."""
        stack = super().build_middleware_stack()
        if self.pipeline is not None:
            stack = self.pipeline(stack)
        if not self.trusted_proxies:
            return stack
        return TrustedProxies(stack, self.trusted_proxies, self.forwarding_headers)

    def openapi(self) -> dict[str, Any]:
        """Build FastAPI's document once, and complete it by `references`."""
        if not self.openapi_schema:
            self.openapi_schema = complete(super().openapi(), self.references)
        return self.openapi_schema

    def setup(self) -> None:
        """Add FastAPI's routes of the documentation, with the document encoded only once.

        Encoding takes 10 ms of the event loop, and the document needs no credential.
        """
        super().setup()
        routes = self.router.routes
        for index, route in enumerate(routes):
            if isinstance(route, Route) and route.path == self.openapi_url:
                routes[index] = Route(route.path, self._answer_document, include_in_schema=False)

    async def _answer_document(self, _: Request) -> Response:
        if not self._document:
            self._document = bytes(JSONResponse(self.openapi()).body)
        return Response(self._document, media_type=JSONResponse.media_type)
