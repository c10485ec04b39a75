"""Refuse requests that another site made the browser send, and those that no reader asked for.

An unsafe method passes if Sec-Fetch-Site says `same-origin`. A browser leaves that header out on plain http to other
hosts than loopback, and old browsers know none; then Origin must be this server's own (OWASP, Cross-Site Request
Forgery Prevention). The token in each form is the second check, see `access/forms.py`.
"""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request, Response

from interfaces.api.console.policy import with_policy
from interfaces.http.dialect import Endpoint, Middleware
from interfaces.http.errors.request_errors import AccessDenied, RequestError, Unavailable

_SAFE: Final = frozenset(("GET", "HEAD", "OPTIONS"))
_FOREIGN = AccessDenied("This form was sent from another site, or by a program. Nothing was done.")
_PREFETCH_RETRY_SECONDS = 1


def guard(
    render_error: Callable[[Request, RequestError], Response], public_address: str | None
) -> Middleware:
    """Return the middleware that checks where a request comes from, and sets the headers of the console.

    Only what a reader opens is shown, because each look is recorded. So a prefetch is answered 503.
    """

    async def check(respond: Endpoint, request: Request) -> Response:
        if "prefetch" in request.headers.get("sec-purpose", ""):
            return with_policy(render_error(request, Unavailable(_PREFETCH_RETRY_SECONDS)))
        if request.method not in _SAFE and not is_same_origin(request, public_address):
            return with_policy(render_error(request, _FOREIGN))
        return with_policy(await respond(request))

    return check


def is_same_origin(request: Request, public_address: str | None) -> bool:
    """Return whether a page of this server sent the request."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("origin") in own_origins(request, public_address)


def own_origins(request: Request, public_address: str | None) -> set[str]:
    """Return the origins at which a browser reaches this server: the public one, and that of the request."""
    origins = {f"{request.url.scheme}://{request.headers.get('host', '')}"}
    if public_address is not None:
        parts = urlsplit(public_address)
        origins.add(f"{parts.scheme}://{parts.netloc}")
    return origins
