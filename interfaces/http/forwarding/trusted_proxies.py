"""Requests through trusted proxies: each is served as if the client had sent it to this server itself.

Only proxies that the configuration names are believed (`origins.py` has the rules). The client's address, the scheme
and the header Host are rewritten, so that everything that reads them sees the client's. `server` in the scope stays the
socket's own: operators are answered by its port, and no header may choose that.
"""

from collections.abc import Iterable
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from interfaces.http.forwarding.nodes import TrustedNetworks, peer_address
from interfaces.http.forwarding.origins import HEADERS, origin

_PEER: Final = "tillroll.peer"
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


class TrustedProxies:
    """Replace the proxy's values with the client's if the proxy is in `trusted` (addresses, networks).

    `headers` are the names, in lower case, of those in HEADERS that count.
    """

    def __init__(
        self, app: ASGIApp, trusted: Iterable[str], headers: Iterable[bytes] = HEADERS
    ) -> None:
        self._app = app
        self._trusted = TrustedNetworks(trusted)
        self._headers = frozenset(headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request as one from the client."""
        if scope["type"] == "http":
            self._rewrite(scope)
        await self._app(scope, receive, send)

    def _rewrite(self, scope: Scope) -> None:
        client = scope.get("client")
        if client is None:
            return
        peer = peer_address(client[0])
        if peer is None or peer not in self._trusted:
            return
        found = origin(self._lines(scope), self._trusted)
        if found.address is not None and found.address != peer:
            scope[_PEER] = client[0]
            scope["client"] = (str(found.address), 0)
        if found.scheme is not None:
            scope["scheme"] = found.scheme
        if found.host is not None:
            _set_host(scope, found.host)

    def _lines(self, scope: Scope) -> dict[bytes, list[str]]:
        lines: dict[bytes, list[str]] = {}
        for name, value in scope["headers"]:
            if name in self._headers:
                lines.setdefault(name, []).append(value.decode("latin-1"))
        return lines


def peer_of(scope: Scope) -> str:
    """Return the address of the trusted proxy that sent a request for another; empty if the client sent it itself."""
    peer: str = scope.get(_PEER, "")
    return peer


def _set_host(scope: Scope, host: str) -> None:
    """Write the header Host, without the scheme's own port, as browsers write it."""
    written = host.removesuffix(_DEFAULT_PORTS.get(scope["scheme"], ":"))
    others = [(name, value) for name, value in scope["headers"] if name != b"host"]
    scope["headers"] = [(b"host", written.encode("ascii")), *others]
