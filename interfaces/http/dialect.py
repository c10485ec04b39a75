"""The interface of a dialect to the server: its name, paths, routes and error format."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from fastapi import APIRouter, Request, Response

from domain.refusals import Refusal
from interfaces.http.errors.request_errors import RequestError
from interfaces.http.party import Party
from interfaces.http.reference.api_reference import ApiReference
from interfaces.http.request.body.reader import MAX_BODY

Endpoint = Callable[[Request], Awaitable[Response]]
Middleware = Callable[[Endpoint, Request], Awaitable[Response]]
"""Answers a request, usually with what the endpoint answers."""
Identify = Callable[[Request], Awaitable[Party]]
"""Find out from the head of a request who sends it. Raises the errors of authentication."""


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """One API that the server offers.

    `prefixes` are the first path segments (`/checkouts`), or documents in `/.well-known`, under which every answer,
    errors included, has this dialect's shape. `statuses` are HTTP statuses outside the standard that it uses, with
    their reason phrases.
    `middleware` is around every response at these paths, errors included, the first one innermost. It is not around
    the response to an unexpected exception.

    `identify` is called before the body of a request to one of the routes is read. It must not read the body, and may
    put the caller into the scope as CALLER. Without it, everybody is a stranger. `largest_body` is the size in bytes up
    to which bodies are received, and `largest_bodies` has the exceptions by path template. Endpoints may take less.
    `reference` is what the OpenAPI document says of the API; without it, none of its operations is documented.
    """

    name: str
    prefixes: frozenset[str]
    router: APIRouter
    render_refusal: Callable[[Request, Refusal], Response]
    render_error: Callable[[Request, RequestError], Response]
    statuses: Mapping[int, str] = field(default_factory=dict)
    middleware: Sequence[Middleware] = ()
    identify: Identify | None = None
    largest_body: int = MAX_BODY
    largest_bodies: Mapping[str, int] = field(default_factory=dict)
    reference: ApiReference | None = None
