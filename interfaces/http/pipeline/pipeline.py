"""The way of every HTTP request: route, observation, party, body, place, endpoint, errors, headers of the response.

Each step is one call on the request or its response, because middleware that wraps `send` takes longer for a small
request than all other work on it. Only the innermost step differs between endpoints, see `RouteTable`.
"""

from functools import partial
from time import perf_counter

from fastapi import Request, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from interfaces.http.dialect import Endpoint
from interfaces.http.errors.request_errors import RateLimited
from interfaces.http.errors.responses import EXPECTED, ErrorResponses
from interfaces.http.limits.request_limits import LIMITS, RequestLimits
from interfaces.http.limits.sign_ins import SignIn
from interfaces.http.party import STRANGER, Party, Share
from interfaces.http.pipeline.admission import Admission
from interfaces.http.pipeline.body_budget import ACCOUNT, BodyBudget
from interfaces.http.pipeline.denials import note_denial
from interfaces.http.pipeline.draining import close_after
from interfaces.http.pipeline.head_requests import GET, HEAD, as_get
from interfaces.http.pipeline.observation import Observation, Observer
from interfaces.http.pipeline.penalty import Penalty
from interfaces.http.pipeline.places import PLACE
from interfaces.http.pipeline.response_headers import with_headers
from interfaces.http.pipeline.routes import Destination, RouteTable
from interfaces.http.request.body.reception import NoRoomForBody, declares_body, receive_body
from interfaces.runtime.live import Live
from interfaces.runtime.shutdown import Shutdown
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
        admission: Admission,
        bodies: BodyBudget,
        observer: Observer,
        shutdown: Shutdown,
        limits: Live[RequestLimits] | None = None,
    ) -> None:
        self._app = app
        self._routes = routes
        self._errors = errors
        self._admission = admission
        self._bodies = bodies
        self._observer = observer
        self._shutdown = shutdown
        self._limits = limits
        self._penalty = Penalty()

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
                with_headers(response, scope, is_private=True)
                close_after(response, self._shutdown)
                await response(scope, receive, send)
            raise
        with_headers(response, scope, is_private=destination.dialect != NO_DIALECT)
        close_after(response, self._shutdown)
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
        """Identify the party, apply the limits, receive the body, take a place, call the endpoint."""
        scope = request.scope
        limits = self._limits.now if self._limits is not None and destination.is_limited else None
        party = STRANGER
        sign_in: SignIn = (b"", "")
        try:
            if limits is not None:
                scope[LIMITS] = limits
                sign_in = limits.sign_ins.check(scope)
            if destination.identify is not None:
                party = await destination.identify(request)
            if limits is not None:
                limits.rates.check(request, party)
            if destination.is_limited:
                if scope["method"] != GET or declares_body(scope):
                    await receive_body(request, destination.largest_body, self._bodies, party)
                place = self._admission.take(party)
                if place is None:
                    return self._errors.respond_overloaded(request)
                scope[PLACE] = place
            response = await destination.endpoint(request)
            if limits is not None and party.share is not Share.STRANGERS:
                limits.sign_ins.note_success(sign_in)
            return response
        except EXPECTED as error:
            note_denial(request, error, limits)
            return await self._respond_to(error, request, party)
        except NoRoomForBody:
            self._admission.reject_body(party)
            return self._errors.respond_overloaded(request)
        finally:
            _give_back(scope)

    async def _respond_to(self, error: Exception, request: Request, party: Party) -> Response:
        response = await self._errors.respond(request, error)
        if isinstance(error, RateLimited) and party.share is Share.STRANGERS:
            _give_back(request.scope)
            return await self._penalty.impose(response)
        return response


def _give_back(scope: Scope) -> None:
    """Free the place of the request and the bytes of its body. Later calls do nothing."""
    if PLACE in scope:
        scope[PLACE].give_back()
    if ACCOUNT in scope:
        scope[ACCOUNT].close()
