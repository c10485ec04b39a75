"""Security and caching headers of every response, and the id of its request.

A header that the endpoint set is kept. A response at a dialect's path may be about a customer, so it is not stored
unless the dialect allows it. HTML without a policy of its own may load nothing.
"""

from fastapi import Response
from starlette.types import Scope

from interfaces.http.request.headers import request_id_in

_REQUEST_ID = b"x-request-id"
_NOSNIFF = (b"x-content-type-options", b"nosniff")
_NO_REFERRER = (b"referrer-policy", b"no-referrer")
_NOT_STORED = (b"cache-control", b"no-store")
_PAGE_POLICY = b"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_PAGE = (b"content-security-policy", _PAGE_POLICY)


def with_headers(response: Response, scope: Scope, *, is_private: bool) -> Response:
    """Add the missing headers to the `response` to the request of `scope`, and return it.

    `is_private`: it may be about a customer. The id is the one that the client sent or a new one. Events, refused
    commands and the log have the same.
    """
    headers = response.raw_headers
    headers.append((_REQUEST_ID, request_id_in(scope).encode("latin-1")))
    present = dict(headers)
    if b"referrer-policy" not in present:
        headers.append(_NO_REFERRER)
    if b"x-content-type-options" not in present:
        headers.append(_NOSNIFF)
    if is_private and b"cache-control" not in present:
        headers.append(_NOT_STORED)
    if (
        present.get(b"content-type", b"").startswith(b"text/html")
        and b"content-security-policy" not in present
    ):
        headers.append(_PAGE)
    return response
