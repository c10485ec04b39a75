"""Build the HTTP application: the routes of every dialect inside one pipeline."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from fastapi.telemetry import TelemetryConfig
from starlette.routing import Route
from starlette.types import Lifespan

from interfaces.http.application import Application
from interfaces.http.dialect import Dialect
from interfaces.http.errors.responses import ErrorResponses
from interfaces.http.forwarding.origins import HEADERS
from interfaces.http.limits.request_limits import RequestLimits
from interfaces.http.pipeline.admission import Admission
from interfaces.http.pipeline.body_budget import BodyBudget
from interfaces.http.pipeline.observation import Observer, Unobserved
from interfaces.http.pipeline.operations import OperationsAccess
from interfaces.http.pipeline.pipeline import Pipeline
from interfaces.http.pipeline.routes import RouteTable
from interfaces.http.reference.assets import Assets
from interfaces.http.reference.front_page import FrontPage, FrontSettings, add_front_page
from interfaces.http.reference.pages import ReferencePages
from interfaces.http.reference.routes import EVERYWHERE, Reference, reference_router
from interfaces.http.request.body.reception import BODY_WITHIN_SECONDS
from interfaces.runtime.live import Live
from interfaces.runtime.shutdown import Shutdown


@dataclass(frozen=True, kw_only=True)
class Operation:
    """The settings of the application that do not depend on its dialects.

    `probes` are endpoints beside those of the dialects. The paths `probed` need no place. Those `for_operators`, and
    the documentation, are answered where `access` says. `observer` observes every request. `admission` has the places
    of one process, and `bodies` the bytes of bodies that it holds. `body_within_seconds` is the timeout of reading one
    body. `trusted_proxies` are the proxies whose `forwarding_headers` are believed. Without `limits`, there are no
    limits of rate. `front` is what the page at `/` says; without it there is none. `shutdown` says whether the process
    drains.
    """

    probes: APIRouter = field(default_factory=APIRouter)
    probed: frozenset[str] = frozenset()
    for_operators: frozenset[str] = frozenset()
    access: OperationsAccess = field(default_factory=OperationsAccess)
    observer: Observer = field(default_factory=Unobserved)
    telemetry: TelemetryConfig = field(default_factory=lambda: TelemetryConfig(tracing=False))
    admission: Admission = field(default_factory=Admission)
    bodies: BodyBudget = field(default_factory=BodyBudget)
    body_within_seconds: float = BODY_WITHIN_SECONDS
    trusted_proxies: tuple[str, ...] = ()
    forwarding_headers: frozenset[bytes] = HEADERS
    limits: Live[RequestLimits] | None = None
    front: FrontSettings | None = None
    shutdown: Shutdown = field(default_factory=Shutdown)


def create_http_app(
    dialects: Sequence[Dialect],
    lifespan: "Lifespan[FastAPI]",
    operation: Operation | None = None,
) -> FastAPI:
    """Build the application that serves `dialects`."""
    operation = operation or Operation()
    app = _application(lifespan, operation)
    app.references = {each.name: each.reference for each in dialects if each.reference is not None}
    pages = _pages(app, operation)
    documents = [route for route in (*app.routes, *pages.routes) if isinstance(route, Route)]
    for_operators = {route.path for route in documents} - EVERYWHERE
    # FastAPI describes these routes in OpenAPI. The pipeline answers their requests.
    for dialect in dialects:
        app.include_router(dialect.router)
    app.include_router(operation.probes)
    app.include_router(pages)
    app.pipeline = partial(
        Pipeline,
        routes=RouteTable(
            dialects,
            [*operation.probes.routes, *documents],
            unlimited=operation.probed,
            for_operators=operation.for_operators | for_operators,
            everywhere=EVERYWHERE,
            access=operation.access,
        ),
        errors=ErrorResponses(dialects),
        admission=operation.admission,
        bodies=operation.bodies,
        observer=operation.observer,
        limits=operation.limits,
        shutdown=operation.shutdown,
    )
    return app


def _pages(app: Application, operation: Operation) -> APIRouter:
    """Return the routes of the API reference, and of the page at `/` if there is one."""
    assets = Assets()
    pages = ReferencePages(assets)
    router = reference_router(Reference(app.openapi, app.references, assets, pages))
    if operation.front is not None:
        front = FrontPage(app.references, operation.front, operation.access, pages)
        add_front_page(router, front)
    return router


def _operation_id(route: APIRoute) -> str:
    """Return the id of an operation that has no other: the tag and the name of the route."""
    tag = str(route.tags[0]).lower() if route.tags else "tillroll"
    return f"{tag}_{route.name}"


def _application(lifespan: "Lifespan[FastAPI]", operation: Operation) -> Application:
    app = Application(
        title="tillroll",
        summary="Checkout state as a history of events.",
        lifespan=lifespan,
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
        version=version("tillroll"),
        telemetry=operation.telemetry,
        generate_unique_id_function=_operation_id,
    )
    app.trusted_proxies = operation.trusted_proxies
    app.forwarding_headers = operation.forwarding_headers
    app.state.body_within_seconds = operation.body_within_seconds
    return app
