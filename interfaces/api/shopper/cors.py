"""Cross-origin access for the customer's page, which runs at the shop's origin (https://fetch.spec.whatwg.org/#http-cors-protocol).

Any origin may ask, because the public token in the path is all that it takes, with or without a browser. Cookies and
other credentials of the browser are neither needed nor allowed. Nothing outside /shopper is opened.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
}
_PREFLIGHT = _OPEN | {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Content-Type, If-Match, If-None-Match, X-Request-Id",
    "Access-Control-Max-Age": "7200",
}


class OpenToEveryOrigin:
    """Answer preflights below `prefix`, and let any origin read every other response there."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self._app = app
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not f"{scope['path']}/".startswith(f"{self._prefix}/"):
            await self._app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS" and "access-control-request-method" in Headers(scope=scope):
            headers = MutableHeaders(_PREFLIGHT).raw
            await send({"type": "http.response.start", "status": 204, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return

        async def opened(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_OPEN)
            await send(message)

        await self._app(scope, receive, opened)
