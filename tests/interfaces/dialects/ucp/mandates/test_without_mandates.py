"""AP2 mandates, which the shop does not offer: they are never negotiated, and are passed over."""

from typing import Any

import pytest

from interfaces.dialects.ucp.wire import SUPPORTED
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import ROOT, Platform, creation, payment
from tests.interfaces.dialects.ucp.platforms import CHECKOUT, URL, profile

NAMES = ("dev.ucp.shopping.ap2_mandate", "dev.ucp.common.payment.ap2_mandate")
MANDATES: tuple[Any, ...] = (
    {"checkout_mandate": "e30.e30.c2ln~"},
    {"checkout_mandate": 7},
    {},
    "nothing that the schema knows",
    None,
)


@pytest.mark.parametrize("version", SUPPORTED)
async def test_a_mandate_is_passed_over(app_fixture: AppFixture, version: str) -> None:
    """A platform that supports mandates buys without one and with any, and no answer has `ap2`."""
    app_fixture.platforms.put(URL, profile(CHECKOUT, *NAMES, version=version))
    platform = Platform(app_fixture, version=version)
    for mandate in MANDATES:
        opened = await platform.ask("POST", ROOT, {**creation(("item_123", 1)), "ap2": mandate})
        assert opened.status_code == 201, opened.text
        ready = await platform.ready(("item_123", 1))
        body = {**payment({"type": "token", "token": "success_token"}), "ap2": mandate}
        paid = await platform.ask("POST", f"{ROOT}/{ready['id']}/complete", body)
        assert paid.json()["status"] == "completed", paid.text
        for shape in (opened.json(), ready, paid.json()):
            assert "ap2" not in shape
            assert not {*NAMES} & {*_names(shape["ucp"]["capabilities"])}


@pytest.mark.parametrize("version", SUPPORTED)
async def test_the_shop_does_not_offer_mandates(app_fixture: AppFixture, version: str) -> None:
    """The profile of each version has no capability for mandates."""
    found = (await app_fixture.client.get(f"/.well-known/ucp/{version}")).json()
    assert not {*NAMES} & {*_names(found["ucp"]["capabilities"])}


def _names(capabilities: Any) -> list[str]:
    if isinstance(capabilities, dict):
        return list(capabilities)
    return [each["name"] for each in capabilities]
