"""What the application generates and checks has the scheme and the host that the client used."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Request

from interfaces.api.shopper.cors import needs_permission
from interfaces.dialects.svea.responses.snippet import Addresses
from interfaces.http.app import Operation, create_http_app
from interfaces.http.pipeline.operations import OperationsAccess
from tests.interfaces.http.forwarding.forwarded_requests import CLIENT, NETWORK, PROXY

HEADERS = {"Forwarded": f"for={CLIENT};proto=https;host=shop.example"}
OPERATIONS = 9100


@asynccontextmanager
async def _empty_lifespan(_: FastAPI) -> AsyncIterator[None]:
    yield


async def _get(
    path: str, headers: dict[str, str], trusted: tuple[str, ...] = NETWORK
) -> httpx.Response:
    router = APIRouter()

    async def generated(request: Request) -> list[str]:
        return [
            Addresses(None).of(request),
            Addresses("https://public.example").of(request),
            str(needs_permission(request)),
        ]

    async def for_operators() -> str:
        return "figures"

    router.add_api_route("/generated", generated)
    router.add_api_route("/metrics", for_operators)
    operation = Operation(
        probes=router,
        trusted_proxies=trusted,
        for_operators=frozenset({"/metrics"}),
        access=OperationsAccess(OPERATIONS, is_public=False),
    )
    app = create_http_app([], _empty_lifespan, operation)
    transport = httpx.ASGITransport(app, client=(PROXY, 1234))
    async with httpx.AsyncClient(transport=transport, base_url="http://inside.example") as client:
        return await client.get(path, headers=headers)


@pytest.mark.parametrize(
    ("trusted", "generated", "needs"),
    [(NETWORK, "https://shop.example", "False"), ((), "http://inside.example", "True")],
)
async def test_addresses_are_those_that_the_client_used(
    trusted: tuple[str, ...], generated: str, needs: str
) -> None:
    """The configured public address comes first. A page of the forwarded origin needs no permission."""
    answer = await _get("/generated", HEADERS | {"Origin": "https://shop.example"}, trusted)
    assert answer.json() == [generated, "https://public.example", needs]


@pytest.mark.parametrize(
    "headers",
    [
        {"Forwarded": f"for={CLIENT};host=shop.example:{OPERATIONS}"},
        {"X-Forwarded-Host": f"shop.example:{OPERATIONS}"},
    ],
)
async def test_a_forwarded_port_opens_no_endpoint_for_operators(headers: dict[str, str]) -> None:
    """They are answered by the port of the socket, which no header changes."""
    assert (await _get("/metrics", headers)).status_code == 404
    assert (await _get("/generated", headers)).status_code == 200
