"""The profile of the shop, and the pages that it links."""

from urllib.parse import urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from interfaces.configuration.demo.configuration import DEMO_HANDLERS
from interfaces.dialects.ucp.settings import UcpSettings
from interfaces.dialects.ucp.signing.keys import ShopKey
from interfaces.dialects.ucp.wire import SUPPORTED
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.platforms import VERSION
from tests.interfaces.dialects.ucp.schemas import validate_profile

PATH = "/.well-known/ucp"


async def test_the_profile_is_public_and_valid(app_fixture: AppFixture) -> None:
    """It needs no credentials, may be cached, and names services, capabilities, handlers and no private part."""
    answer = await app_fixture.client.get(PATH)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "public, max-age=300")
    validate_profile(VERSION, answer.json())
    ucp = answer.json()["ucp"]
    service, mcp = ucp["services"]["dev.ucp.shopping"]
    assert (mcp["transport"], mcp["endpoint"]) == ("mcp", "https://tillroll.test/ucp/mcp")
    assert (service["transport"], service["endpoint"]) == ("rest", "https://tillroll.test")
    assert {each["version"] for (each,) in ucp["capabilities"].values()} == {VERSION}
    assert set(ucp["payment_handlers"]) == {each.name for each in DEMO_HANDLERS}
    assert "success_token" not in answer.text
    assert "4242" not in answer.text


async def test_the_addresses_of_handlers_answer(app_fixture: AppFixture) -> None:
    """Each handler has a page and a schema of its own at this server."""
    handlers = (await app_fixture.client.get(PATH)).json()["ucp"]["payment_handlers"]
    for (handler,) in handlers.values():
        page = await app_fixture.client.get(urlsplit(handler["spec"]).path)
        assert (page.status_code, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        schema = await app_fixture.client.get(urlsplit(handler["schema"]).path)
        assert schema.json()["$id"] == handler["schema"]


async def test_what_is_not_there(app_fixture: AppFixture) -> None:
    """An unknown handler is 404 in the shape of UCP, and an unknown document in that of ACP."""
    handler = await app_fixture.client.get(f"{PATH}/handlers/unknown")
    assert (handler.status_code, handler.json()["code"]) == (404, "not_found")
    document = await app_fixture.client.get("/.well-known/unknown.json")
    assert (document.status_code, document.json()["type"]) == (404, "invalid_request")


@pytest.mark.parametrize("version", SUPPORTED)
async def test_orders_are_offered_by_a_shop_that_can_sign_webhooks(version: str) -> None:
    """Without a key of its own the profile names no orders, and with one it does."""
    key = ShopKey.of(generate_private_key(SECP256R1()))
    for keys in ((), (key,)):
        settings = UcpSettings(open=True, handlers=DEMO_HANDLERS)
        app_fixture = AppFixture(ucp=settings, ucp_keys=keys)
        found = (await app_fixture.client.get(f"{PATH}/{version}")).json()
        validate_profile(version, found)
        capabilities = found["ucp"]["capabilities"]
        if isinstance(capabilities, list):
            capabilities = [each["name"] for each in capabilities]
        assert ("dev.ucp.shopping.order" in capabilities) is bool(keys)
