"""Forwarded headers are believed from the proxies that the configuration names, and from nobody else."""

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
async def _nothing(_: FastAPI) -> AsyncIterator[None]:
    yield


async def _seen(
    *trusted: str, peer: str = PROXY, forwarded: str = CLIENT, proto: str = "https"
) -> tuple[str, str]:
    """The address that would be recorded, and the address of this server in links."""
    router = APIRouter()

    async def seen(request: Request) -> list[str]:
        recorded = provenance(request, actor="a", dialect="d", operation="o")
        return [recorded.address, str(request.base_url)]

    router.add_api_route("/seen", seen)
    app = create_http_app([], _nothing, Operation(probes=router, trusted_proxies=trusted))
    headers = {
        "X-Forwarded-For": forwarded,
        "X-Forwarded-Proto": proto,
        "X-Forwarded-Host": "evil.example",
        "Forwarded": "for=198.51.100.1;host=evil.example",
    }
    transport = httpx.ASGITransport(app, client=(peer, 1234))
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.example") as client:
        address, base_url = (await client.get("/seen", headers=headers)).json()
    return address, base_url


@pytest.mark.parametrize("peer", [PROXY, "127.0.0.1", "::1"])
async def test_without_trusted_proxies_the_connection_counts(peer: str) -> None:
    """Also for a peer on the same machine."""
    assert await _seen(peer=peer) == (peer, "http://shop.example/")


@pytest.mark.parametrize("trusted", [PROXY, "10.0.0.0/8"])
async def test_a_trusted_proxy_is_believed(trusted: str) -> None:
    """Its client's address and scheme count; the host is still the one of the request."""
    assert await _seen(trusted) == (CLIENT, "https://shop.example/")


async def test_another_peer_is_not_believed() -> None:
    """It may have reached the server past the proxy."""
    assert await _seen(PROXY, peer="10.0.0.8") == ("10.0.0.8", "http://shop.example/")


async def test_what_the_client_wrote_itself_is_passed_over() -> None:
    """A proxy appends the address that it saw, so the last address that is not a trusted proxy's counts."""
    address, _ = await _seen("10.0.0.0/8", forwarded=f"192.0.2.1, {CLIENT}, 10.0.0.8")
    assert address == CLIENT


@pytest.mark.parametrize(
    "forwarded",
    ["<script>alert(1)</script>", "A" * 5000, "=cmd()", "unknown", "", "fe80::1%<script>", "1.2.3"],
)
async def test_what_is_no_address_is_not_recorded(forwarded: str) -> None:
    """The peer's address is recorded instead."""
    address, _ = await _seen(PROXY, forwarded=forwarded)
    assert address == PROXY


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [(f"{CLIENT}:4711", CLIENT), ("[2001:DB8:0::1]:4711", "2001:db8::1")],
)
async def test_an_address_is_recorded_in_its_usual_form(forwarded: str, address: str) -> None:
    """Without the port, and with IPv6 as RFC 5952 writes it."""
    assert (await _seen(PROXY, forwarded=forwarded))[0] == address


@pytest.mark.parametrize("proto", ["ws", "javascript", ""])
async def test_what_is_no_scheme_of_http_is_passed_over(proto: str) -> None:
    """The connection's scheme stays."""
    assert (await _seen(PROXY, proto=proto))[1] == "http://shop.example/"
