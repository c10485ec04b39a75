"""Before a destination is known, taxes and options are those of the place that `context` names."""

from typing import Any

import pytest

from application.ports.catalogue import Offer, Product, ShippingOption, TaxedOn, TaxRate
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import BUYER, DESTINATION, Platform, amounts, said, sent_to

OFFER = Offer(
    products=[Product(id="mug", title="Mug", unit_price=1000)],
    tax_rates=[
        TaxRate(name="MwSt", rate=1900, country="DE"),
        TaxRate(name="Tax", rate=500, country="US"),
        TaxRate(name="MwSt", rate=1900, on=TaxedOn.SHIPPING, country="DE"),
    ],
    shipping_options=[
        ShippingOption(id="dhl", title="DHL", price=300, country="DE"),
        ShippingOption(id="post", title="By post", price=500, country="US"),
    ],
)
CONTEXT = {"address_country": "de", "postal_code": "10115"}


@pytest.fixture(autouse=True)
async def shop(app_fixture: AppFixture) -> None:
    """A shop whose prices depend on the country."""
    await app_fixture.storage.catalogue.put("demo-shop", OFFER)


def options(checkout: dict[str, Any]) -> list[str]:
    (method,) = checkout["fulfillment"]["methods"]
    return [option["id"] for group in method["groups"] for option in group["options"]]


def is_provisional(checkout: dict[str, Any]) -> bool:
    return "provisional" in [each.get("code") for each in checkout["messages"]]


async def test_the_place_of_the_context_until_there_is_a_destination(platform: Platform) -> None:
    """A message says that it is provisional; the address of the destination replaces it, and the message goes."""
    checkout = await platform.create(("mug", 1), buyer=BUYER, context=CONTEXT)
    assert (amounts(checkout)["tax"], options(checkout)) == (190, ["dhl"])
    assert said(checkout) == [("missing", "$.fulfillment.methods[0].destinations")]
    assert is_provisional(checkout)
    answer = await platform.update(checkout, {"fulfillment": sent_to(DESTINATION)})
    placed = answer.json()
    assert (amounts(placed)["tax"], options(placed)) == (50, ["post"])
    assert not is_provisional(placed)


async def test_a_change_of_the_context_is_quoted_again(platform: Platform) -> None:
    """Its removal too: then the prices are those of the shop's own country, without options."""
    checkout = await platform.create(("mug", 1), context=CONTEXT)
    american = (await platform.update(checkout, {"context": {"address_country": "US"}})).json()
    assert (amounts(american)["tax"], options(american)) == (50, ["post"])
    without = (await platform.update(american, {"context": None})).json()
    assert options(without) == []
    assert not is_provisional(without)


@pytest.mark.parametrize("country", ["Germany", ""])
async def test_what_is_no_country_is_passed_over(platform: Platform, country: str) -> None:
    """Hints are never refused."""
    checkout = await platform.create(("mug", 1), context={"address_country": country})
    assert options(checkout) == []
    assert not is_provisional(checkout)


async def test_an_option_of_the_supposed_place_is_kept_where_it_is_offered(
    platform: Platform,
) -> None:
    """Choosing it is possible, and buying is not; it is given up where the destination has it not."""
    checkout = await platform.create(
        ("mug", 1),
        buyer=BUYER,
        context=CONTEXT,
        fulfillment={"methods": [{"type": "shipping", "groups": [{"selected_option_id": "dhl"}]}]},
    )
    assert (checkout["status"], amounts(checkout)["fulfillment"]) == ("incomplete", 300)
    german = {**DESTINATION, "address_country": "DE", "postal_code": "10115"}
    german.pop("address_region")
    placed = (await platform.update(checkout, {"fulfillment": sent_to(german)})).json()
    assert placed["status"] == "ready_for_complete"
    moved = (await platform.update(placed, {"fulfillment": sent_to(DESTINATION)})).json()
    assert "fulfillment" not in amounts(moved)
