"""Refuse requests of web pages that have this machine resolved as their own host (DNS rebinding).

The check is the SDK's: `Host` has to be a name of the server, and `Origin`, which browsers send, a page of it. The
protocol asks for it (MCP 2025-11-25, Transports, Security Warning).
"""

from collections.abc import Iterator, Sequence

from fastapi import Request, Response
from mcp.server.transport_security import (
    TransportSecurityMiddleware,
    TransportSecuritySettings,
)

from interfaces.http.dialect import Endpoint, Middleware
from interfaces.http.errors.problems import problem

_MISDIRECTED = 421
_FORBIDDEN = 403


def rebinding_check(port: int, public_hosts: Sequence[str] = ()) -> Middleware:
    """Return what answers 421 to a foreign `Host` and 403 to a foreign `Origin`.

    The server has the names of this machine with its `port`, and `public_hosts`, whose pages come by https.
    """
    settings = TransportSecuritySettings(
        allowed_hosts=[*_local_hosts(port), *public_hosts],
        allowed_origins=[
            *(f"http://{host}" for host in _local_hosts(port)),
            *(f"https://{host}" for host in public_hosts),
        ],
    )
    security = TransportSecurityMiddleware(settings)

    async def check(respond: Endpoint, request: Request) -> Response:
        refused = await security.validate_request(request)
        if refused is None:
            return await respond(request)
        if refused.status_code == _FORBIDDEN:
            detail = (
                "Pages of this origin may not ask. Programs that are no browser send no Origin."
            )
            return problem(request, _FORBIDDEN, "Foreign origin", detail, kind="foreign-origin")
        detail = "This server has another name. `tillroll mcp --public-host` adds one."
        return problem(request, _MISDIRECTED, "Foreign host", detail, kind="foreign-host")

    return check


def _local_hosts(port: int) -> Iterator[str]:
    return (f"{host}:{port}" for host in ("127.0.0.1", "localhost", "[::1]"))
