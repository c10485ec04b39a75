"""The version 2026-01-23: registries by name, amounts without signs, and failures of the business as statuses."""

import pytest

from interfaces.dialects.ucp.settings import UcpSettings, VersionName
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import ROOT, Platform, amounts, creation
from tests.interfaces.dialects.ucp.platforms import CHECKOUT
from tests.interfaces.dialects.ucp.schemas import validate_profile

SECOND: VersionName = "2026-01-23"
PATH = "/.well-known/ucp"


@pytest.fixture
def second(app_fixture: AppFixture) -> Platform:
    """A platform that names the version in UCP-Agent."""
    return Platform(app_fixture, version=SECOND)


async def test_a_purchase_in_the_shapes_of_the_version(second: Platform) -> None:
    """Capabilities and handlers are registries, no status is beside them, and discounts have no sign."""
    ready = await second.ready(("item_123", 2), discounts={"codes": ["WELCOME10"]})
    assert ready["ucp"]["capabilities"][CHECKOUT] == [{"version": SECOND}]
    assert "status" not in ready["ucp"]
    for (handler,) in ready["ucp"]["payment_handlers"].values():
        assert "available_instruments" not in handler
    assert amounts(ready)["items_discount"] == 200
    answer = await second.complete(ready)
    assert (answer.status_code, answer.json()["status"]) == (200, "completed")


async def test_failures_of_the_business_have_statuses(second: Platform) -> None:
    """They are those of 2026-01-11."""
    ready = await second.ready(("item_123", 1))
    assert (await second.ask("POST", ROOT, creation(("nothing", 1)))).status_code == 400
    assert (await second.get({"id": "unknown"})).status_code == 404
    assert (await second.complete(ready, "fail_token")).status_code == 402


async def test_the_profile_of_the_version(app_fixture: AppFixture) -> None:
    """It is valid, and names no other version."""
    answer = await app_fixture.client.get(f"{PATH}/{SECOND}")
    validate_profile(SECOND, answer.json())
    service, mcp = answer.json()["ucp"]["services"]["dev.ucp.shopping"]
    assert service["schema"] == f"https://ucp.dev/{SECOND}/services/shopping/openapi.json"
    assert mcp["schema"] == f"https://ucp.dev/{SECOND}/services/shopping/openrpc.json"
    assert "supported_versions" not in answer.json()["ucp"]


@pytest.mark.parametrize("version", ["2026-01-11", SECOND])
async def test_an_unknown_version_has_the_status_of_the_version_of_the_shop(
    version: VersionName,
) -> None:
    """It is 400 where the shop is described in a version of January."""
    app_fixture = AppFixture(ucp=UcpSettings(open=True, profiles="lenient", version=version))
    platform = Platform(app_fixture)
    agent = 'profile="https://platform.example/profile"; version="2099-01-01"'
    async with app_fixture.client:
        answer = await platform.ask("POST", ROOT, creation(("item_123", 1)), UCP_Agent=agent)
    assert (answer.status_code, answer.json()["code"]) == (400, "VERSION_UNSUPPORTED")
