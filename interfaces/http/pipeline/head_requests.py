"""HEAD on every path that answers GET (RFC 9110 §9.3.2): the same status and headers, without the body.

The request goes through the application as a GET, so that authentication, the access log and the headers are those of
GET. A path without GET answers its usual 405, and an unknown path its usual 404.
"""

from starlette.types import Message, Scope, Send

GET, HEAD = "GET", "HEAD"
_SENT_METHOD = "tillroll.sent_method"


def as_get(scope: Scope, send: Send) -> tuple[Scope, Send]:
    """Return the scope of a HEAD request as that of a GET, and a `send` that drops the body of the response."""

    async def without_body(message: Message) -> None:
        if message["type"] != "http.response.body":
            await send(message)
        elif not message.get("more_body", False):
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    # A copy: the server reads the method in its own scope to frame a response without a body.
    return {**scope, "method": GET, _SENT_METHOD: HEAD}, without_body


def sent_method(scope: Scope) -> str:
    """Return the method that the client sent."""
    method: str = scope.get(_SENT_METHOD) or scope["method"]
    return method


def is_head(scope: Scope) -> bool:
    """Return whether only the headers of the response are sent."""
    return sent_method(scope) == HEAD


def with_head(methods: set[str]) -> set[str]:
    """Return the methods that a path answers, given those of its routes."""
    return methods | {HEAD} if GET in methods else methods
