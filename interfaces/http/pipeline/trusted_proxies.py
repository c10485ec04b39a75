"""Forwarding headers of trusted proxies: the client's address and the scheme.

Only proxies that the configuration names are believed. The headers X-Forwarded-For and X-Forwarded-Proto are read from
them, as uvicorn's ProxyHeadersMiddleware does. `Forwarded` (RFC 7239) and X-Forwarded-Host are not read.
"""

from ipaddress import ip_address
from typing import Any, cast

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

_CONNECTION = "tillroll.connection"


class TrustedProxies:
    """Replace the proxy's address with the client's if the proxy is in `trusted` (addresses, networks)."""

    def __init__(self, app: ASGIApp, trusted: tuple[str, ...]) -> None:
        self._app = app
        self._forwarded = ProxyHeadersMiddleware(cast("Any", self._restore_invalid), list(trusted))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request as one from the client."""
        if scope["type"] == "http":
            scope[_CONNECTION] = (scope.get("client"), scope.get("scheme"))
        await self._forwarded(cast("Any", scope), cast("Any", receive), cast("Any", send))

    async def _restore_invalid(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Restore the proxy's own values where it forwarded an invalid address or scheme."""
        if scope["type"] == "http":
            peer, scheme = scope.pop(_CONNECTION)
            if scope.get("client") != peer:
                address = _address(scope["client"][0])
                scope["client"] = peer if address is None else (address, scope["client"][1])
            if scope.get("scheme") not in ("http", "https"):
                scope["scheme"] = scheme
        await self._app(scope, receive, send)


def _address(text: str) -> str | None:
    """Return the address in its usual form. A zone may be any text and means nothing on another machine."""
    try:
        return None if "%" in text else str(ip_address(text))
    except ValueError:
        return None
