"""Forwarded headers are trusted only from the configured proxies."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Request

from interfaces.http.app import Operation, create_http_app
from interfaces.http.request.headers import provenance

PROXY = "10.0.0.7"
CLIENT = "203.0.113.9"


@asynccontextmanager
async def _empty_lifespan(_: FastAPI) -> AsyncIterator[None]:
    yield


async def _recorded(
    *trusted: str, peer: str = PROXY, forwarded: str = CLIENT, proto: str = "https"
) -> tuple[str, str]:
    """The client address that events would have, and the server's base URL in links."""
    router = APIRouter()

    async def recorded(request: Request) -> list[str]:
        event = provenance(request, actor="a", dialect="d", operation="o")
        return [event.address, str(request.base_url)]

    router.add_api_route("/recorded", recorded)
    app = create_http_app([], _empty_lifespan, Operation(probes=router, trusted_proxies=trusted))
    headers = {
        "X-Forwarded-For": forwarded,
        "X-Forwarded-Proto": proto,
        "X-Forwarded-Host": "evil.example",
        "Forwarded": "for=198.51.100.1;host=evil.example",
    }
    transport = httpx.ASGITransport(app, client=(peer, 1234))
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.example") as client:
        address, base_url = (await client.get("/recorded", headers=headers)).json()
    return address, base_url


@pytest.mark.parametrize("peer", [PROXY, "127.0.0.1", "::1"])
async def test_without_trusted_proxies_the_peer_address_is_used(peer: str) -> None:
    """Without trusted proxies the peer's address is used, also for a peer on the same machine."""
    assert await _recorded(peer=peer) == (peer, "http://shop.example/")


@pytest.mark.parametrize("trusted", [PROXY, "10.0.0.0/8"])
async def test_the_headers_of_a_trusted_proxy_are_used(trusted: str) -> None:
    """A trusted proxy determines the client's address and the scheme. The host is that of the request."""
    assert await _recorded(trusted) == (CLIENT, "https://shop.example/")


async def test_the_headers_of_another_peer_are_ignored() -> None:
    """A peer that is no trusted proxy may be a client, so its headers are ignored."""
    assert await _recorded(PROXY, peer="10.0.0.8") == ("10.0.0.8", "http://shop.example/")


async def test_addresses_before_the_last_untrusted_one_are_ignored() -> None:
    """Proxies append addresses, so the last address that is no trusted proxy is the client's."""
    address, _ = await _recorded("10.0.0.0/8", forwarded=f"192.0.2.1, {CLIENT}, 10.0.0.8")
    assert address == CLIENT


@pytest.mark.parametrize(
    "forwarded",
    ["<script>alert(1)</script>", "A" * 5000, "=cmd()", "unknown", "", "fe80::1%<script>", "1.2.3"],
)
async def test_an_invalid_forwarded_address_is_not_recorded(forwarded: str) -> None:
    """The peer's address is recorded in place of an invalid one."""
    address, _ = await _recorded(PROXY, forwarded=forwarded)
    assert address == PROXY


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [(f"{CLIENT}:4711", CLIENT), ("[2001:DB8:0::1]:4711", "2001:db8::1")],
)
async def test_an_address_is_recorded_in_canonical_form(forwarded: str, address: str) -> None:
    """The address has no port, and IPv6 is written according to RFC 5952."""
    assert (await _recorded(PROXY, forwarded=forwarded))[0] == address


@pytest.mark.parametrize("proto", ["ws", "javascript", ""])
async def test_an_invalid_forwarded_scheme_is_ignored(proto: str) -> None:
    """A scheme other than HTTP's is ignored, and the connection's scheme is used."""
    assert (await _recorded(PROXY, proto=proto))[1] == "http://shop.example/"
