"""Direct dispatch to an endpoint whose only parameter is the request.

FastAPI resolves the parameters, dependencies and response models of an endpoint, in a dozen calls between the server
and it, and every middleware wraps what is sent. For an endpoint that has none of these, that takes longer than
everything that tillroll itself does for a request. Such endpoints are called from here, before any middleware, and what
the middleware does is done here in a row: the optional slash, admission, observation, the answer's headers, and the
last resort. They are all the same FastAPI's own routes, which describe them in OpenAPI and which every other request
takes, through the middleware: unknown paths, wrong methods, and endpoints with parameters.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar, overload

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.convertors import StringConvertor
from starlette.datastructures import Headers
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from interfaces.http.pipeline.admission import AdmissionLimit
from interfaces.http.pipeline.observation import Observation, Observer
from interfaces.http.pipeline.response_headers import with_headers
from interfaces.http.pipeline.slashes import without_trailing_slash

_T = TypeVar("_T")
Handler = Callable[[Request, Exception], Awaitable[Response]]
Handlers = Mapping[type[Exception], Handler]


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """The parts around every endpoint, with direct dispatch and with FastAPI's middleware.

    `handlers` answer the exceptions of an endpoint. `last_resort` answers any other exception, which is then raised
    again. `turn_away` answers a request that finds no place.
    """

    handlers: Handlers
    last_resort: Handler
    places: AdmissionLimit
    turn_away: Callable[[Request], Response]
    observer: Observer
    dialect_at: Callable[[str], str]


class DirectDispatch:
    """Call plain endpoints directly, and pass every other request to `app`."""

    def __init__(self, app: ASGIApp, routes: Iterable[BaseRoute], around: Surroundings) -> None:
        self._app = app
        self._around = around
        self._caught = tuple(around.handlers)
        self._routes: defaultdict[str, list[APIRoute]] = defaultdict(list)
        for route in routes:
            if isinstance(route, APIRoute) and goes_the_short_way(route):
                for method in route.methods or ():
                    self._routes[method].append(route)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not scope.get("root_path"):
            path = without_trailing_slash(scope["path"])
            for route in self._routes.get(scope["method"], ()):
                if found := route.path_regex.match(path):
                    scope["path"] = path
                    # As Starlette's router sets them for the code around it.
                    scope["path_params"] = found.groupdict()
                    scope["endpoint"] = route.endpoint
                    scope["route"] = route
                    await self._answer(route, scope, receive, send)
                    return
        await self._app(scope, receive, send)

    async def _answer(self, route: APIRoute, scope: Scope, receive: Receive, send: Send) -> None:
        observation = Observation(
            self._around.observer, self._around.dialect_at(scope["path"]), scope
        )
        request = _Request(scope, receive, send)
        try:
            response = with_headers(await self._response(route, request))
        except Exception as error:
            observation.broken_off(error)
            await (await self._around.last_resort(request, error))(scope, receive, send)
            raise
        except BaseException as ending:
            observation.broken_off(ending)
            raise
        observation.answered(response.status_code)
        await response(scope, receive, send)

    async def _response(self, route: APIRoute, request: Request) -> Response:
        around = self._around
        if not around.places.take():
            return around.turn_away(request)
        try:
            answer: Response = await route.endpoint(request)
        except self._caught as error:
            answer = await self._handler(error)(request, error)
        finally:
            around.places.give_back()
        return answer

    def _handler(self, error: Exception) -> Handler:
        handlers = self._around.handlers
        return next(handlers[kind] for kind in type(error).__mro__ if kind in handlers)


class _Request(Request):
    """A request whose headers are indexed by name."""

    @property
    def headers(self) -> Headers:
        """The headers, as Starlette's own class."""
        if not hasattr(self, "_headers"):
            self._headers: Headers = _IndexedHeaders(self.scope["headers"])
        return self._headers


class _IndexedHeaders(Headers):
    """Headers indexed by name. Starlette's own class scans all headers for each lookup."""

    def __init__(self, raw: list[tuple[bytes, bytes]]) -> None:
        super().__init__(raw=raw)
        # The first of several applies, as in Starlette.
        self._values = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in reversed(raw)
        }

    def __getitem__(self, key: str) -> str:
        return self._values[key.lower()]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key.lower() in self._values

    @overload
    def get(self, key: str, /) -> str | None: ...
    @overload
    def get(self, key: str, /, default: str) -> str: ...
    @overload
    def get(self, key: str, /, default: _T) -> str | _T: ...
    def get(self, key: str, /, default: object = None) -> object:
        """Return the value, or `default`."""
        return self._values.get(key.lower(), default)


def goes_the_short_way(route: APIRoute) -> bool:
    """Return whether FastAPI would only call this endpoint with the request."""
    takes = route.dependant
    parameters = (takes.query_params, takes.header_params, takes.cookie_params, takes.body_params)
    texts = (type(convertor) is StringConvertor for convertor in route.param_convertors.values())
    return (
        not any((*parameters, takes.path_params, takes.dependencies))
        and takes.request_param_name == "request"
        and route.response_model is None
        and all(texts)
    )
