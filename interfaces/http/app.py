"""Build the HTTP application: the routes of every dialect inside one pipeline."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from fastapi import APIRouter, FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.types import Lifespan

from interfaces.http.application import Application
from interfaces.http.dialect import Dialect
from interfaces.http.errors.responses import ErrorResponses, prefix_of
from interfaces.http.pipeline.admission import Admission, AdmissionLimit
from interfaces.http.pipeline.direct import Surroundings
from interfaces.http.pipeline.observation import ObservationMiddleware, Observer, Unobserved
from interfaces.http.pipeline.response_headers import ResponseHeaders
from interfaces.http.pipeline.slashes import OptionalTrailingSlash
from interfaces.http.request.body.reader import BODY_WITHIN_SECONDS
from interfaces.telemetry.request_context import NOBODYS

MOST_UNDER_WAY = 1000


@dataclass(frozen=True, kw_only=True)
class Operation:
    """The settings of the application that do not depend on its dialects.

    `probes` are endpoints beside those of the dialects. The paths `probed` have no admission limit. `observer` observes
    every request. `most_under_way` limits the concurrent requests of one process. `body_within_seconds` is the timeout
    of reading one body. `trusted_proxies` are the proxies whose forwarding headers are believed.
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
    """Build the application that serves `dialects`."""
    operation = operation or Operation()
    app = _application(lifespan, operation)
    for dialect in dialects:
        app.include_router(dialect.router)
    app.include_router(operation.probes)
    responses = ErrorResponses(dialects)
    for kind, handler in responses.handlers.items():
        app.add_exception_handler(kind, handler)
    app.add_exception_handler(Exception, responses.unexpected)
    around = _surroundings(dialects, responses, operation)
    _add_middleware(app, dialects, around, operation)
    # The middleware of a dialect is FastAPI's, which direct dispatch passes by.
    plain = (each for each in dialects if not each.middleware)
    app.dispatch_directly((route for each in plain for route in each.router.routes), around)
    return app


def _application(lifespan: "Lifespan[FastAPI]", operation: Operation) -> Application:
    app = Application(
        title="tillroll",
        summary="Checkout state as a history of events.",
        lifespan=lifespan,
        redirect_slashes=False,
        telemetry=operation.telemetry,
    )
    app.trusted_proxies = operation.trusted_proxies
    app.state.body_within_seconds = operation.body_within_seconds
    return app


def _surroundings(
    dialects: Sequence[Dialect], responses: ErrorResponses, operation: Operation
) -> Surroundings:
    names = {prefix: dialect.name for dialect in dialects for prefix in dialect.prefixes}
    return Surroundings(
        handlers=responses.handlers,
        last_resort=responses.unexpected,
        places=AdmissionLimit(operation.most_under_way),
        turn_away=responses.overloaded,
        observer=operation.observer,
        dialect_at=lambda path: names.get(prefix_of(path), NOBODYS),
    )


def _add_middleware(
    app: Application, dialects: Sequence[Dialect], around: Surroundings, operation: Operation
) -> None:
    """Add FastAPI's middleware, the innermost first."""
    prefixes = frozenset[str]().union(*(dialect.prefixes for dialect in dialects))
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
    app.add_middleware(ResponseHeaders, is_private=lambda path: prefix_of(path) in prefixes)
    app.add_middleware(OptionalTrailingSlash)
