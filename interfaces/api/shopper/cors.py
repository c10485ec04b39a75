"""Cross-origin access to the customer's page (https://fetch.spec.whatwg.org/#http-cors-protocol).

Only the origins of the checkout's own shop may read answers and send changes: those of the pages that the shop named
when it opened the checkout. tillroll's page is at tillroll's own origin and needs no permission. Every change demands a
media type that browsers send to another origin only after a preflight. Cookies and other credentials of the browser are
neither needed nor allowed.
"""

from collections.abc import Awaitable, Callable, Sequence

from fastapi import Request, Response

from application.ports.event_store import StoreUnavailable
from domain.refusals import Refusal
from interfaces.http.dialect import Endpoint, Middleware
from interfaces.http.errors.request_errors import UnsupportedMediaType
from interfaces.http.request.body.reader import require_json

OriginsOf = Callable[[str], Awaitable[Sequence[str]]]
"""Returns the origins that may use the page with a public token. May raise refusals and StoreUnavailable."""
_EXPOSED = "ETag, Retry-After, Page-Secret"
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Content-Type, If-Match, If-None-Match, Page-Secret, X-Request-Id",
    "Access-Control-Max-Age": "7200",
}


def open_to_shops(origins_of: OriginsOf) -> Middleware:
    """Return the middleware that answers preflights, and lets the origins of the shop read every other response."""

    async def permit(respond: Endpoint, request: Request) -> Response:
        origin = request.headers.get("origin")
        is_preflight = (
            request.method == "OPTIONS" and "access-control-request-method" in request.headers
        )
        response = Response(status_code=204) if is_preflight else await respond(request)
        response.headers.add_vary_header("Origin, Page-Secret")
        if origin is None or origin == _own_origin(request):
            return response
        if origin in await _permitted_origins(origins_of, request):
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = _EXPOSED
            if is_preflight:
                response.headers.update(_PREFLIGHT)
        return response

    return permit


async def _permitted_origins(origins_of: OriginsOf, request: Request) -> Sequence[str]:
    """Return the permitted origins; none where the checkout cannot be found, so that its existence is not revealed."""
    public_token = request.url.path.split("/")[2:3]
    try:
        return await origins_of(*public_token) if public_token else ()
    except (Refusal, StoreUnavailable):
        return ()


def require_preflight(request: Request) -> None:
    """Raise UnsupportedMediaType unless the body is declared as JSON, also where it is empty.

    Browsers send a form, plain text, or a body without a media type to any origin, and JSON only after a preflight.
    """
    if not request.headers.get("content-type"):
        raise UnsupportedMediaType(got="nothing", expected="application/json")
    require_json(request)


def _own_origin(request: Request) -> str:
    return str(request.base_url).rstrip("/")
