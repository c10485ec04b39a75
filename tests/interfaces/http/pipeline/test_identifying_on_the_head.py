"""A request is identified by its head, and the body of an unknown sender is not read."""

import base64
from typing import Any

import pytest
from fastapi import Request

from interfaces.api.payments.auth import PaymentKeys
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.merchants import payment_keys
from interfaces.http.party import STRANGER, Party, Share
from interfaces.http.pipeline.routes import RouteTable
from tests.interfaces.api.api_fixture import KEY
from tests.interfaces.dialects.session.app_fixture import AppFixture as SessionFixture
from tests.interfaces.dialects.svea.app_fixture import AppFixture
from tests.interfaces.http.pipeline.raw_requests import exchange, scope_of

LENGTH = {"Content-Length": "3999999", "Content-Type": "application/json"}


def svea_claim(merchant: str) -> dict[str, str]:
    """Return the headers of a request that claims to be from `merchant`, with a wrong signature."""
    value = base64.b64encode(f"{merchant}:00".encode()).decode()
    return {**LENGTH, "Authorization": f"Svea {value}", "Timestamp": "2026-01-01 00:00:00"}


@pytest.mark.parametrize("path", ["/api/orders", "/api/orders/1", "/api/tokens/1/orders"])
async def test_an_unknown_merchant_of_svea_is_refused_on_the_head(path: str) -> None:
    """401 in the dialect's shape, and no part of the body is received."""
    app_fixture = AppFixture()
    answered = await exchange(app_fixture.app, "POST", path, svea_claim("nobody"))
    assert (answered.status, answered.receives) == (401, 0)
    assert answered.headers["www-authenticate"] == "Svea"


async def test_the_body_of_a_known_merchant_is_read_before_its_signature_is_verified() -> None:
    """The signature covers the body, so the answer to a wrong one follows the body."""
    app_fixture = AppFixture()
    answered = await exchange(app_fixture.app, "POST", "/api/orders", svea_claim("100001"), b"{}")
    assert (answered.status, answered.receives) == (401, 1)


async def test_an_unknown_user_of_a_shared_key_is_refused_on_the_head() -> None:
    """401, and no part of the body is received."""
    value = base64.b64encode(b"nobody:00").decode()
    headers = {**LENGTH, "Authorization": f"SharedKey {value}"}
    answered = await exchange(AppFixture().app, "POST", "/checkouts", headers)
    assert (answered.status, answered.receives) == (401, 0)


@pytest.mark.parametrize(("method", "status"), [("POST", 404), ("PATCH", 405)])
async def test_unknown_paths_need_no_credentials(method: str, status: int) -> None:
    """404 and 405 without credentials, and no part of the body is received."""
    path = "/api/unknown" if status == 404 else "/api/orders"
    answered = await exchange(AppFixture().app, method, path, LENGTH)
    assert (answered.status, answered.receives) == (status, 0)


async def identify(app: Any, path: str, headers: dict[str, str]) -> Party:
    """Return the party of a GET of `path`, as its dialect identifies it."""
    scope = scope_of("GET", path, headers)
    table: RouteTable = app.pipeline.keywords["routes"]
    destination = table.match(scope)
    assert destination.identify is not None
    return await destination.identify(Request(scope))


AGENT = {"Authorization": "Bearer sk_test_demo"}


async def test_svea_names_the_claimed_merchant() -> None:
    """The party is not verified, because the signature covers the body."""
    party = await identify(AppFixture().app, "/api/orders/1", svea_claim("100001"))
    assert party == Party(Share.MERCHANTS, "demo-shop", "100001", is_verified=False)


@pytest.mark.parametrize("path", ["/v1/checkouts/1", "/checkout_sessions/1", "/catalogue/products"])
async def test_an_api_key_names_its_merchant(path: str) -> None:
    """The key is verified on the head."""
    party = await identify(SessionFixture().app, path, AGENT)
    assert (party.share, party.name, party.is_verified) == (Share.MERCHANTS, "demo-shop", True)


async def test_discovery_takes_strangers() -> None:
    """A path without credentials names nobody."""
    assert await identify(SessionFixture().app, "/.well-known/acp.json", {}) == STRANGER


def test_a_payment_key_names_the_payment_side() -> None:
    """It has a share of its own, apart from the shop's."""
    scope = scope_of("POST", "/payments/1/succeeded", KEY)
    keys = PaymentKeys(payment_keys(demo_configuration().merchants))
    party = keys.identify(Request(scope))
    assert (party.share, party.name) == (Share.PAYMENTS, "demo-shop")
