"""Headers that every answer has, so that a browser takes it for nothing but what it is, and nobody keeps it.

What a dialect says of its own answers stands. Whatever is answered at the paths of a dialect may be about a customer,
and is not stored unless the dialect says so. HTML that has no policy of its own is the documentation's, which fetches
from where FastAPI's pages do.
"""

from collections.abc import Callable

from fastapi import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

RawHeaders = list[tuple[bytes, bytes]]
_NOSNIFF = (b"x-content-type-options", b"nosniff")
_NO_REFERRER = (b"referrer-policy", b"no-referrer")
_NOT_STORED = (b"cache-control", b"no-store")
_DOCUMENTATION_POLICY = (
    b"default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    b"script-src 'unsafe-inline' https://cdn.jsdelivr.net; worker-src blob:; "
    b"style-src 'unsafe-inline' https://cdn.jsdelivr.net https://fonts.googleapis.com; "
    b"font-src https://fonts.gstatic.com; img-src data: https://fastapi.tiangolo.com https://cdn.redoc.ly"
)
_DOCUMENTATION = (b"content-security-policy", _DOCUMENTATION_POLICY)


class ResponseHeaders:
    """Completes the headers of every answer. `is_private` says of a path whether its answers may be about somebody."""

    def __init__(self, app: ASGIApp, is_private: Callable[[str], bool]) -> None:
        self._app = app
        self._is_private = is_private

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def completed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message["headers"] = list(message["headers"])
                _complete(headers, is_private=self._is_private(scope["path"]))
            await send(message)

        await self._app(scope, receive, completed)


def with_headers(response: Response) -> Response:
    """The same for an answer at a dialect's path that no middleware sees."""
    _complete(response.raw_headers, is_private=True)
    return response


def _complete(headers: RawHeaders, *, is_private: bool) -> None:
    said = dict(headers)
    headers.append(_NO_REFERRER)
    if b"x-content-type-options" not in said:
        headers.append(_NOSNIFF)
    if is_private and b"cache-control" not in said:
        headers.append(_NOT_STORED)
    if (
        said.get(b"content-type", b"").startswith(b"text/html")
        and b"content-security-policy" not in said
    ):
        headers.append(_DOCUMENTATION)
