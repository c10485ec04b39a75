"""The ASGI application: FastAPI for routes and OpenAPI, behind one pipeline for all HTTP requests."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp

from interfaces.http.named_schemas import with_named_schemas
from interfaces.http.pipeline.trusted_proxies import TrustedProxies


class Application(FastAPI):
    """FastAPI with a pipeline in place of its middleware, and with named schemas in its OpenAPI document."""

    trusted_proxies: tuple[str, ...] = ()
    pipeline: Callable[[ASGIApp], ASGIApp] | None = None

    def build_middleware_stack(self) -> ASGIApp:
        """Build FastAPI's stack, then put the pipeline before it, and the trusted proxies before the pipeline."""
        stack = super().build_middleware_stack()
        if self.pipeline is not None:
            stack = self.pipeline(stack)
        if not self.trusted_proxies:
            return stack
        return TrustedProxies(stack, self.trusted_proxies)

    def openapi(self) -> dict[str, Any]:
        """Build FastAPI's document once, with every titled object schema under `components/schemas`."""
        if not self.openapi_schema:
            self.openapi_schema = with_named_schemas(super().openapi())
        return self.openapi_schema
