"""An event that a customer's page caused through a trusted proxy has the proxy's address beside the customer's."""

import httpx
import pytest
from fastapi import Request

from domain.provenance import Provenance
from interfaces.http.forwarding.trusted_proxies import TrustedProxies
from interfaces.http.request.headers import provenance
from tests.interfaces.api.api_fixture import JSON, TOKEN, ApiFixture

PROXY = "10.0.0.7"
CUSTOMER = "203.0.113.9"


async def suspended(api: ApiFixture, headers: dict[str, str]) -> Provenance:
    """The provenance of a suspension that this peer sent with these headers."""
    checkout = await api.opened()
    app = TrustedProxies(api.app, [PROXY])
    transport = httpx.ASGITransport(app, client=(PROXY, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://inside.example") as client:
        answer = await client.post(f"/shopper/{TOKEN}/suspend", headers=headers | JSON)
    assert answer.status_code == 200
    return (await api.history(checkout))[-1].provenance


@pytest.mark.parametrize(
    "headers",
    [{"Forwarded": f"for={CUSTOMER}"}, {"X-Forwarded-For": f"198.51.100.66, {CUSTOMER}"}],
)
async def test_the_event_has_both_addresses(api: ApiFixture, headers: dict[str, str]) -> None:
    """The customer's is the address, and the connection's is the peer."""
    by = await suspended(api, headers)
    assert (by.address, by.peer) == (CUSTOMER, PROXY)


@pytest.mark.parametrize("headers", [{}, {"X-Forwarded-For": PROXY}, {"Forwarded": "for=unknown"}])
async def test_the_event_has_one_address_if_they_are_equal(
    api: ApiFixture, headers: dict[str, str]
) -> None:
    """A peer is empty where nothing is derived, so that the event is no bigger."""
    by = await suspended(api, headers)
    assert (by.address, by.peer) == (PROXY, "")


@pytest.mark.parametrize(
    ("actor", "peer"), [("shopper:c-1", PROXY), ("shop:demo", ""), ("history:demo-auditor", "")]
)
async def test_only_customers_have_a_peer(actor: str, peer: str) -> None:
    """The address of a shop's server is no evidence of a customer's."""
    found: list[Provenance] = []

    async def application(scope: object, receive: object, send: object) -> None:
        request = Request(scope)  # type: ignore[arg-type] # the scope of an ASGI application
        found.append(provenance(request, actor=actor, dialect="d", operation="o"))
        raise _Recorded

    transport = httpx.ASGITransport(TrustedProxies(application, [PROXY]), client=(PROXY, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://inside.example") as client:
        with pytest.raises(_Recorded):
            await client.get("/", headers={"X-Forwarded-For": CUSTOMER})
    assert [(by.address, by.peer) for by in found] == [(CUSTOMER, peer)]


class _Recorded(Exception):
    """The application needs no answer."""
