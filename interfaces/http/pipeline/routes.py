"""The table of all routes, and the endpoint of a request: called directly, or through FastAPI's parameters.

FastAPI resolves the parameters of an endpoint in a dozen calls. An endpoint whose only parameter is the request has
nothing to resolve, so it is called directly. All routes are FastAPI's own, which describe them in OpenAPI.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from re import Pattern
from typing import cast

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.convertors import StringConvertor
from starlette.routing import BaseRoute, Route
from starlette.types import Scope

from interfaces.http.dialect import Dialect, Endpoint, Identify, Middleware
from interfaces.http.errors.request_errors import MethodNotAllowed, RouteUnknown
from interfaces.http.pipeline.head_requests import with_head
from interfaces.http.pipeline.operations import OperationsAccess
from interfaces.http.request.body.reader import MAX_BODY
from interfaces.telemetry.request_context import NO_DIALECT

_PUBLIC = OperationsAccess()
_WELL_KNOWN = "/.well-known"
# FastAPI's handler of an endpoint expects these entries in the scope, which its own middleware and router create.
_EXIT_STACKS = ("fastapi_middleware_astack", "fastapi_inner_astack", "fastapi_function_astack")


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a request goes. `path` is the template of its route; empty for an unknown path or a wrong method.

    Without `is_limited` it needs no place, and its body is not received.
    `largest_body` is the size in bytes up to which its body is received.
    """

    dialect: str
    endpoint: Endpoint
    path: str = ""
    middleware: Sequence[Middleware] = ()
    is_limited: bool = True
    identify: Identify | None = None
    largest_body: int = MAX_BODY


@dataclass(frozen=True, slots=True)
class _Entry:
    pattern: Pattern[str]
    route: Route
    destination: Destination
    has_only_texts: bool
    is_for_operators: bool
    is_restricted: bool

    def convert(self, values: dict[str, str]) -> dict[str, object]:
        convertors = self.route.param_convertors
        return {name: convertors[name].convert(value) for name, value in values.items()}


class RouteTable:
    """The routes of all dialects and `others`.

    The paths `unlimited` need no place. The paths `for_operators` are answered where `access` says, those `everywhere`
    and `unlimited` at the address of operators and at the public one.
    """

    def __init__(
        self,
        dialects: Sequence[Dialect],
        others: Iterable[BaseRoute] = (),
        *,
        unlimited: frozenset[str] = frozenset(),
        for_operators: frozenset[str] = frozenset(),
        everywhere: frozenset[str] = frozenset(),
        access: OperationsAccess = _PUBLIC,
    ) -> None:
        self._dialects = {prefix: dialect for dialect in dialects for prefix in dialect.prefixes}
        self._unlimited = unlimited
        self._for_operators = for_operators
        self._everywhere = unlimited | everywhere
        self._access = access
        self._entries: list[_Entry] = []
        self._by_method: defaultdict[str, list[_Entry]] = defaultdict(list)
        for dialect in dialects:
            self._add(dialect.router.routes)
        self._add(others)

    def match(self, scope: Scope) -> Destination:
        """Return the destination of a request, and complete its scope as Starlette's router does.

        A trailing slash of the path is ignored: some clients always send it, some never do. `raw_path` stays as
        received, because signatures cover it.
        """
        path: str = scope["path"]
        if path.endswith("/") and path != "/":
            path = scope["path"] = path.rstrip("/") or "/"
        for entry in self._by_method.get(scope["method"], ()):
            if found := entry.pattern.match(path):
                if entry.is_restricted and self._hides(entry, scope):
                    continue
                values = found.groupdict()
                scope["path_params"] = values if entry.has_only_texts else entry.convert(values)
                scope["endpoint"] = entry.route.endpoint
                scope["route"] = entry.route
                return entry.destination
        return self._without_route(scope, path)

    def _add(self, routes: Iterable[BaseRoute]) -> None:
        for route in routes:
            if isinstance(route, Route):
                destination = self._destination(route.path, _endpoint_of(route), route.path)
                is_for_operators = route.path in self._for_operators
                entry = _Entry(
                    route.path_regex,
                    route,
                    destination,
                    _has_only_texts(route),
                    is_for_operators,
                    is_restricted=self._is_restricted(route.path),
                )
                self._entries.append(entry)
                for method in route.methods or ():
                    self._by_method[method].append(entry)

    def _is_restricted(self, path: str) -> bool:
        """Return whether a route is hidden at one of the addresses. Probes and `everywhere` are answered at both."""
        if path in self._for_operators:
            return not self._access.is_public
        return self._access.port is not None and path not in self._everywhere

    def _hides(self, entry: _Entry, scope: Scope) -> bool:
        if not entry.is_restricted:
            return False
        return entry.is_for_operators != self._access.is_own_address(scope)

    def _without_route(self, scope: Scope, path: str) -> Destination:
        methods: set[str] = set()
        for entry in self._entries:
            if (found := entry.pattern.match(path)) and not self._hides(entry, scope):
                if not methods:
                    scope["path_params"] = found.groupdict()
                methods |= entry.route.methods or set()
        if not methods:
            return self._destination(path, _raise_unknown_path)
        allowed = ", ".join(sorted(with_head(methods)))

        async def raise_wrong_method(_: Request) -> Response:
            raise MethodNotAllowed(allowed)

        return self._destination(path, raise_wrong_method)

    def _destination(self, path: str, endpoint: Endpoint, template: str = "") -> Destination:
        # The endpoint of an unknown path or a wrong method only raises the error. It needs neither party nor place.
        is_limited = bool(template) and path not in self._unlimited
        dialect = dialect_at(self._dialects, path)
        if dialect is None:
            return Destination(NO_DIALECT, endpoint, template, is_limited=is_limited)
        return Destination(
            dialect=dialect.name,
            endpoint=endpoint,
            path=template,
            middleware=dialect.middleware,
            is_limited=is_limited,
            identify=dialect.identify if template else None,
            largest_body=dialect.largest_bodies.get(template, dialect.largest_body),
        )


def dialect_at(dialects: Mapping[str, Dialect], path: str) -> Dialect | None:
    """Return the dialect of a path, by its first segment. Documents in `/.well-known` have dialects of their own."""
    prefix = prefix_of(path)
    if prefix == _WELL_KNOWN:
        document = path.lstrip("/").split("/", 2)[1:2]
        return dialects.get("/".join((prefix, *document))) or dialects.get(prefix)
    return dialects.get(prefix)


def prefix_of(path: str) -> str:
    """Return the first segment of the path with its slash. It selects the dialect."""
    return "/" + path.lstrip("/").partition("/")[0]


def takes_only_the_request(route: APIRoute) -> bool:
    """Return whether FastAPI would do nothing for this endpoint but call it with the request."""
    takes = route.dependant
    parameters = (takes.query_params, takes.header_params, takes.cookie_params, takes.body_params)
    return (
        not any((*parameters, takes.path_params, takes.dependencies))
        and takes.request_param_name == "request"
        and route.response_model is None
        and _has_only_texts(route)
    )


def _endpoint_of(route: Route) -> Endpoint:
    if not isinstance(route, APIRoute) or takes_only_the_request(route):
        return cast("Endpoint", route.endpoint)
    handle = route.get_route_handler()

    async def resolve_parameters(request: Request) -> Response:
        async with AsyncExitStack() as stack:
            request.scope.update(dict.fromkeys(_EXIT_STACKS, stack))
            return await handle(request)

    return resolve_parameters


def _has_only_texts(route: Route) -> bool:
    return all(type(each) is StringConvertor for each in route.param_convertors.values())


async def _raise_unknown_path(_: Request) -> Response:
    raise RouteUnknown
