"""The way of every HTTP request: route, observation, admission, endpoint, errors, headers of the response.

Each step is one call on the request or its response, because middleware that wraps `send` takes longer for a small
request than all other work on it. Only the innermost step differs between endpoints, see `RouteTable`.
"""

from functools import partial
from time import perf_counter

from fastapi import Request, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from interfaces.http.dialect import Endpoint
from interfaces.http.errors.responses import EXPECTED, ErrorResponses
from interfaces.http.limits.request_limits import LIMITS, RequestLimits
from interfaces.http.party import STRANGER, Share
from interfaces.http.pipeline.admission import AdmissionLimit
from interfaces.http.pipeline.denials import note_denial
from interfaces.http.pipeline.head_requests import HEAD, as_get
from interfaces.http.pipeline.observation import Observation, Observer
from interfaces.http.pipeline.places import give_back_place, keep_place
from interfaces.http.pipeline.response_headers import with_headers
from interfaces.http.pipeline.routes import Destination, RouteTable
from interfaces.runtime.live import Live
from interfaces.telemetry.request_context import NO_DIALECT

_SERVER_ERROR = 500


class Pipeline:
    """The outermost ASGI application. `app` gets what is not HTTP: the lifespan."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        routes: RouteTable,
        errors: ErrorResponses,
        admission: AdmissionLimit,
        observer: Observer,
        limits: Live[RequestLimits] | None = None,
    ) -> None:
        self._app = app
        self._routes = routes
        self._errors = errors
        self._admission = admission
        self._observer = observer
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request. An unexpected exception is answered with 500 and raised again for the server's log."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = perf_counter()
        method: str = scope["method"]
        if method == HEAD:
            scope, send = as_get(scope, send)
        destination = self._routes.match(scope)
        observation = Observation(self._observer, destination, scope, method, began)
        request = Request(scope, receive, send)
        try:
            if destination.middleware:
                response = await self._respond_through_middleware(destination, request)
            else:
                response = await self._respond(destination, request)
        except BaseException as error:
            observation.complete(_SERVER_ERROR, type(error).__name__)
            if isinstance(error, Exception):
                response = self._errors.respond_to_unexpected(request, error)
                await with_headers(response, is_private=True)(scope, receive, send)
            raise
        with_headers(response, is_private=destination.dialect != NO_DIALECT)
        observation.complete(response.status_code)
        try:
            await response(scope, receive, send)
        except Exception as error:
            # The head is sent already. The server closes the connection, so the response does not look complete.
            self._errors.log(request, error)
            raise

    async def _respond_through_middleware(
        self, destination: Destination, request: Request
    ) -> Response:
        respond: Endpoint = partial(self._respond, destination)
        for middleware in destination.middleware:
            respond = partial(middleware, respond)
        return await respond(request)

    async def _respond(self, destination: Destination, request: Request) -> Response:
        """Identify the party, call the endpoint if the limits admit the request, and answer the expected exceptions."""
        if not destination.is_limited:
            return await self._respond_without_limits(destination, request)
        limits = None if self._limits is None else self._limits.now
        try:
            party = STRANGER
            sign_in = None
            if limits is not None:
                request.scope[LIMITS] = limits
                sign_in = limits.sign_ins.check(request.scope)
            # The endpoint of an unknown path only raises the error, which needs no credentials.
            if destination.identify is not None and destination.path:
                party = await destination.identify(request)
            if limits is not None:
                limits.rates.check(request, party)
            if not self._admission.take():
                return self._errors.respond_overloaded(request)
            keep_place(request.scope, self._admission.give_back)
            response = await destination.endpoint(request)
            if sign_in is not None and limits is not None and party.share is not Share.STRANGERS:
                limits.sign_ins.note_success(sign_in)
            return response
        except EXPECTED as error:
            note_denial(request, error, limits)
            return await self._errors.respond(request, error)
        finally:
            give_back_place(request)

    async def _respond_without_limits(self, destination: Destination, request: Request) -> Response:
        try:
            return await destination.endpoint(request)
        except EXPECTED as error:
            return await self._errors.respond(request, error)
