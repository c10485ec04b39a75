"""Cross-origin access for the customer's page, which runs at the shop's origin (https://fetch.spec.whatwg.org/#http-cors-protocol).

Any origin is allowed, because the public token in the path is the only credential. Cookies and other credentials of
the browser are neither needed nor allowed. Only /shopper is open to other origins.
"""

from fastapi import Request, Response

from interfaces.http.dialect import Endpoint

_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
}
_PREFLIGHT = _OPEN | {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Content-Type, If-Match, If-None-Match, X-Request-Id",
    "Access-Control-Max-Age": "7200",
}


async def open_to_every_origin(respond: Endpoint, request: Request) -> Response:
    """Answer a preflight, and let any origin read every other response."""
    if request.method == "OPTIONS" and "access-control-request-method" in request.headers:
        return Response(status_code=204, headers=_PREFLIGHT)
    response = await respond(request)
    response.headers.update(_OPEN)
    return response
