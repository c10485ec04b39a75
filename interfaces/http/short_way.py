"""The short way to an endpoint that takes nothing but the request.

FastAPI resolves the parameters, dependencies and response models of an endpoint, in a dozen calls between the server
and it. For an endpoint that has none of these, that takes longer than everything that tillroll itself does for a
request. Such endpoints are called from here, all the same with FastAPI's own routes, which describe them in OpenAPI and
which every other request takes: unknown paths, wrong methods, and endpoints with parameters.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import TypeVar, overload

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.convertors import StringConvertor
from starlette.datastructures import Headers
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

_T = TypeVar("_T")
Handlers = Mapping[type[Exception], Callable[[Request, Exception], Awaitable[Response]]]


class ShortWay:
    """Answers what goes the short way, and passes everything else on.

    `handlers` answer the exceptions of an endpoint; one of another kind goes on to whoever is around this.
    """

    def __init__(self, app: ASGIApp, routes: Iterable[BaseRoute], handlers: Handlers) -> None:
        self._app = app
        self._handlers = handlers
        self._caught = tuple(handlers)
        self._routes: defaultdict[str, list[APIRoute]] = defaultdict(list)
        for route in routes:
            if isinstance(route, APIRoute) and goes_the_short_way(route):
                for method in route.methods or ():
                    self._routes[method].append(route)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not scope.get("root_path"):
            path: str = scope["path"]
            for route in self._routes.get(scope["method"], ()):
                if found := route.path_regex.match(path):
                    # What Starlette's own router leaves for those around it.
                    scope["path_params"] = found.groupdict()
                    scope["endpoint"] = route.endpoint
                    scope["route"] = route
                    await self._answer(route, scope, receive, send)
                    return
        await self._app(scope, receive, send)

    async def _answer(self, route: APIRoute, scope: Scope, receive: Receive, send: Send) -> None:
        request = _Request(scope, receive, send)
        try:
            response = await route.endpoint(request)
        except self._caught as error:
            response = await self._handler(error)(request, error)
        await response(scope, receive, send)

    def _handler(self, error: Exception) -> Callable[[Request, Exception], Awaitable[Response]]:
        return next(self._handlers[kind] for kind in type(error).__mro__ if kind in self._handlers)


class _Request(Request):
    """A request that finds its headers at once."""

    @property
    def headers(self) -> Headers:
        """As Starlette gives them."""
        if not hasattr(self, "_headers"):
            self._headers: Headers = _IndexedHeaders(self.scope["headers"])
        return self._headers


class _IndexedHeaders(Headers):
    """Starlette looks through all headers, one after the other, for each one that it is asked for."""

    def __init__(self, raw: list[tuple[bytes, bytes]]) -> None:
        super().__init__(raw=raw)
        # The first of several counts, as it does for Starlette.
        self._values = {name: value.decode("latin-1") for name, value in reversed(raw)}

    def __getitem__(self, key: str) -> str:
        return self._values[key.lower().encode("latin-1")]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key.lower().encode("latin-1") in self._values

    @overload
    def get(self, key: str, /) -> str | None: ...
    @overload
    def get(self, key: str, /, default: str) -> str: ...
    @overload
    def get(self, key: str, /, default: _T) -> str | _T: ...
    def get(self, key: str, /, default: object = None) -> object:
        """The value, or `default`."""
        return self._values.get(key.lower().encode("latin-1"), default)


def goes_the_short_way(route: APIRoute) -> bool:
    """Whether FastAPI would do nothing for this endpoint but call it with the request."""
    takes = route.dependant
    parameters = (takes.query_params, takes.header_params, takes.cookie_params, takes.body_params)
    texts = (type(convertor) is StringConvertor for convertor in route.param_convertors.values())
    return (
        not any((*parameters, takes.path_params, takes.dependencies))
        and takes.request_param_name == "request"
        and route.response_model is None
        and all(texts)
    )
