"""A table of routes, and how it is added to a router with the documentation of each endpoint."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response


@dataclass(frozen=True)
class Route:
    """One endpoint, with its method and its path."""

    method: str
    path: str
    endpoint: Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class EndpointDoc:
    """The documentation of one endpoint."""

    operation_id: str
    status: int
    summary: str
    description: str
    responses: dict[int | str, dict[str, Any]]
    extra: dict[str, Any]


def add_routes(
    router: APIRouter, routes: Iterable[Route], doc_of: Callable[[str, str], EndpointDoc]
) -> None:
    """Add the routes in their order. `doc_of` takes a method and a path."""
    for route in routes:
        doc = doc_of(route.method, route.path)
        router.add_api_route(
            route.path,
            route.endpoint,
            methods=[route.method],
            response_model=None,
            status_code=doc.status,
            summary=doc.summary,
            description=doc.description,
            operation_id=doc.operation_id,
            responses=doc.responses,
            openapi_extra=doc.extra,
        )
