"""Requests with forwarding headers, and what the application sees of them."""

import asyncio
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from interfaces.http.forwarding.origins import HEADERS
from interfaces.http.forwarding.trusted_proxies import TrustedProxies, peer_of

PROXY = "10.0.0.7"
INNER = "10.0.0.8"
CLIENT = "203.0.113.9"
FORGED = "198.51.100.66"
NETWORK = ("10.0.0.0/8",)

Lines = list[tuple[str, str]]


@dataclass(frozen=True)
class Seen:
    """What the application sees of a request."""

    address: str
    base_url: str
    peer: str


def seen(
    lines: Lines,
    *,
    trusted: tuple[str, ...] = NETWORK,
    peer: str = PROXY,
    names: frozenset[bytes] = HEADERS,
) -> Seen:
    """What the application sees of a request with these header lines from this peer."""
    scopes: list[Scope] = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        scopes.append(scope)

    raw = [(name.encode(), value.encode("latin-1")) for name, value in lines]
    scope = {
        "type": "http",
        "scheme": "http",
        "path": "/",
        "query_string": b"",
        "client": (peer, 1234),
        "server": ("10.1.1.1", 8000),
        "headers": [(b"host", b"inside.example"), *raw],
    }

    async def unused(*_: object) -> Any:
        raise AssertionError("nothing is received or sent")

    application_behind = TrustedProxies(application, trusted, names)
    asyncio.run(application_behind(scope, unused, unused))
    (found,) = scopes
    return Seen(found["client"][0], str(Request(found).base_url), peer_of(found))


def address(*values: str, header: str = "x-forwarded-for", peer: str = PROXY) -> str:
    """The address that the application sees of a request with these lines of one header."""
    return seen([(header, value) for value in values], peer=peer).address
