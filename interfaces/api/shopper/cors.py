"""Cross-origin access to the customer's page (https://fetch.spec.whatwg.org/#http-cors-protocol).

Only the origins of the checkout's own shop may read answers and send changes: those of the pages that the shop named
when it opened the checkout. tillroll's page is at tillroll's own origin and needs no permission. Every change demands a
media type that browsers send to another origin only after a preflight. Cookies and other credentials of the browser are
neither needed nor allowed.

An endpoint finds the origins, and the middleware writes them into the response. So a request that is turned away
before it reaches its endpoint costs no look-up, and preflights are limited as all requests are.
"""

from collections.abc import Sequence
from typing import Final

from fastapi import Request, Response

from interfaces.http.dialect import Endpoint
from interfaces.http.errors.request_errors import UnsupportedMediaType
from interfaces.http.request.body.reader import require_json

_ORIGINS = "tillroll.shop_origins"
_EXPOSED = "ETag, Retry-After, Page-Secret, X-Request-Id"
PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Content-Type, If-Match, If-None-Match, Page-Secret, X-Request-Id",
    "Access-Control-Max-Age": "7200",
}


async def open_to_shops(respond: Endpoint, request: Request) -> Response:
    """Let the origins that the endpoint has permitted read the response."""
    response = await respond(request)
    response.headers.add_vary_header("Origin, Page-Secret")
    if is_permitted(request):
        response.headers["Access-Control-Allow-Origin"] = request.headers["origin"]
        response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    return response


def needs_permission(request: Request) -> bool:
    """Return whether the request is from a page of another origin."""
    origin = request.headers.get("origin")
    return origin is not None and origin != str(request.base_url).rstrip("/")


def permit(request: Request, origins: Sequence[str]) -> None:
    """Note the origins that may use the checkout of this request."""
    request.scope[_ORIGINS] = origins


def is_permitted(request: Request) -> bool:
    """Return whether the origin of the request is one that was noted."""
    return request.headers.get("origin") in request.scope.get(_ORIGINS, ())


def require_preflight(request: Request) -> None:
    """Raise UnsupportedMediaType unless the body is declared as JSON, also where it is empty.

    Browsers send a form, plain text, or a body without a media type to any origin, and JSON only after a preflight.
    """
    if not request.headers.get("content-type"):
        raise UnsupportedMediaType(got="nothing", expected="application/json")
    require_json(request)
