"""The HTTP application: every dialect's routes, and one error path that ends in the shape of the dialect asked."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp, Lifespan

from application.ports.event_store import StoreUnavailable
from domain.refusals import Refusal
from interfaces.http import errors
from interfaces.http.dialect import Dialect
from interfaces.http.errors import FieldFault, RequestError
from interfaces.http.named_schemas import with_named_schemas
from interfaces.http.pipeline.admission import Admission, AdmissionLimit
from interfaces.http.pipeline.direct import DirectDispatch, Handlers, Surroundings
from interfaces.http.pipeline.head_requests import HeadAsGet, with_head
from interfaces.http.pipeline.invalid_bodies import keep_invalid_body
from interfaces.http.pipeline.observation import ObservationMiddleware, Observer, Unobserved
from interfaces.http.pipeline.response_headers import ResponseHeaders, with_headers
from interfaces.http.pipeline.slashes import OptionalTrailingSlash
from interfaces.http.pipeline.trusted_proxies import TrustedProxies
from interfaces.http.problems import fault_problem
from interfaces.http.request.body.reader import BODY_WITHIN_SECONDS
from interfaces.http.request.headers import request_id
from interfaces.telemetry.request_context import NOBODYS, note_outcome

_log = logging.getLogger("tillroll.http")
RETRY_AFTER_SECONDS = 2


MOST_UNDER_WAY = 1000


@dataclass(frozen=True, kw_only=True)
class Operation:
    """How the application is run, whatever it speaks.

    `probes` are endpoints beside those of the dialects, on the paths `probed`, which are answered however much there is
    to do. `observer` is told of every request. `most_under_way` bounds the requests that one process works at, and
    `body_within_seconds` the time that the body of one may take to come. `trusted_proxies` are believed what
    they say of clients.
    """

    probes: APIRouter = field(default_factory=APIRouter)
    probed: frozenset[str] = frozenset()
    observer: Observer = field(default_factory=Unobserved)
    telemetry: TelemetryConfig = field(default_factory=lambda: TelemetryConfig(tracing=False))
    most_under_way: int = MOST_UNDER_WAY
    body_within_seconds: float = BODY_WITHIN_SECONDS
    trusted_proxies: tuple[str, ...] = ()


def create_http_app(
    dialects: Sequence[Dialect],
    lifespan: "Lifespan[FastAPI]",
    operation: Operation | None = None,
) -> FastAPI:
    """The application that speaks `dialects`; a path that belongs to none of them answers problem details."""
    operation = operation or Operation()
    app = _Application(
        title="tillroll",
        summary="Checkout state as a history of events.",
        lifespan=lifespan,
        redirect_slashes=False,
        telemetry=operation.telemetry,
    )
    app.trusted_proxies = operation.trusted_proxies
    app.state.body_within_seconds = operation.body_within_seconds
    by_prefix = {prefix: dialect for dialect in dialects for prefix in dialect.prefixes}
    for dialect in dialects:
        app.include_router(dialect.router)
    app.include_router(operation.probes)

    def spoken(request: Request) -> Dialect | None:
        return by_prefix.get(_prefix_of(request.scope["path"]))

    def faulty(request: Request, fault: RequestError) -> Response:
        dialect = spoken(request)
        return fault_problem(request, fault) if dialect is None else dialect.faulty(request, fault)

    async def on_refusal(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refusal)
        note_outcome(type(error).__name__)
        dialect = spoken(request)
        assert dialect is not None, "only dialects ask the domain"
        return dialect.refused(request, error)

    async def on_fault(request: Request, error: Exception) -> Response:
        fault = _fault_of(error)
        note_outcome(type(fault).__name__)
        await keep_invalid_body(request, fault)
        if isinstance(fault, errors.MethodNotAllowed):
            fault = errors.MethodNotAllowed(_methods_of(request, spoken(request)) or fault.allowed)
        return _last_where_body_is_open(faulty(request, fault), fault)

    async def on_unexpected(request: Request, error: Exception) -> Response:
        _log.error("request %s failed: %r", request_id(request), error)
        return with_headers(faulty(request, errors.Unexpected()))

    handlers: Handlers = {
        Refusal: on_refusal,
        RequestError: on_fault,
        StoreUnavailable: on_fault,
        HTTPException: on_fault,
        RequestValidationError: on_fault,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)
    app.add_exception_handler(Exception, on_unexpected)
    names = {prefix: dialect.name for prefix, dialect in by_prefix.items()}
    around = Surroundings(
        handlers=handlers,
        last_resort=on_unexpected,
        places=AdmissionLimit(operation.most_under_way),
        turn_away=lambda request: faulty(request, errors.Unavailable(RETRY_AFTER_SECONDS)),
        observer=operation.observer,
        dialect_at=lambda path: names.get(_prefix_of(path), NOBODYS),
    )
    app.add_middleware(
        Admission,
        places=around.places,
        unlimited=operation.probed,
        turn_away=around.turn_away,
    )
    for dialect in dialects:
        for layer in dialect.middleware:
            app.add_middleware(layer)
    app.add_middleware(
        ObservationMiddleware, observer=around.observer, dialect_at=around.dialect_at
    )
    app.add_middleware(ResponseHeaders, is_private=lambda path: _prefix_of(path) in by_prefix)
    app.add_middleware(OptionalTrailingSlash)
    app.take_short_way(
        # A dialect's own middleware is on the other way.
        (route for each in dialects if not each.middleware for route in each.router.routes),
        around,
    )
    return app


class _Application(FastAPI):
    """FastAPI's, with the short way before its middleware, and with named schemas in its OpenAPI document."""

    _short_way: Callable[[ASGIApp], ASGIApp] | None = None
    trusted_proxies: tuple[str, ...] = ()

    def take_short_way(self, routes: Iterable[BaseRoute], around: Surroundings) -> None:
        """Lets endpoints that can be reached in the short way be."""
        self._short_way = partial(DirectDispatch, routes=tuple(routes), around=around)

    def openapi(self) -> dict[str, Any]:
        """As FastAPI makes it, once, with every titled object schema under `components/schemas`."""
        if not self.openapi_schema:
            self.openapi_schema = with_named_schemas(super().openapi())
        return self.openapi_schema

    def build_middleware_stack(self) -> ASGIApp:
        """As FastAPI builds it; around that the short way, HEAD as GET, and what proxies say."""
        stack = super().build_middleware_stack()
        if self._short_way is not None:
            stack = self._short_way(stack)
        stack = HeadAsGet(stack)
        if not self.trusted_proxies:
            return stack
        return TrustedProxies(stack, self.trusted_proxies)


def _last_where_body_is_open(response: Response, fault: RequestError) -> Response:
    """Whatever comes yet after a body that was not waited for is the rest of it and no request."""
    if isinstance(fault, errors.BodyTooSlow):
        response.headers["Connection"] = "close"
    return response


def _prefix_of(path: str) -> str:
    return "/" + path.lstrip("/").partition("/")[0]


def _methods_of(request: Request, dialect: Dialect | None) -> str:
    """Every method of the path; the router itself names those of the first endpoint on it only."""
    routes = [] if dialect is None else dialect.router.routes
    allowed: set[str] = set()
    for route in routes:
        if isinstance(route, Route) and route.matches(request.scope)[0] is not Match.NONE:
            allowed |= route.methods or set()
    return ", ".join(sorted(with_head(allowed)))


def _fault_of(error: Exception) -> RequestError:
    match error:
        case RequestError():
            return error
        case StoreUnavailable():
            _log.warning("store unavailable: %s", error)
            return errors.Unavailable(RETRY_AFTER_SECONDS)
        case HTTPException(status_code=405):
            named = (error.headers or {}).get("Allow", "")
            methods = {method.strip() for method in named.split(",")} - {""}
            return errors.MethodNotAllowed(", ".join(sorted(with_head(methods))))
        case HTTPException(status_code=404):
            return errors.RouteUnknown()
        case HTTPException():
            return errors.MalformedBody(str(error.detail))
        case RequestValidationError():
            return errors.InvalidFields(tuple(_field_fault(item) for item in error.errors()))
        case _:
            return errors.Unexpected()


def _field_fault(item: dict[str, Any]) -> FieldFault:
    place = [str(part) for part in item["loc"] if part not in ("body", "query", "path")]
    path = ".".join(place)
    return FieldFault(path=path, kind=item["type"], message=f"{path or 'The body'}: {item['msg']}.")
