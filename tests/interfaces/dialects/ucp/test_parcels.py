"""A platform that supports several groups chooses an option for each parcel of a method."""

from typing import Any

import pytest

from application.ports.catalogue import Offer, Product, ShippingOption, TaxedOn, TaxRate
from interfaces.composition.shop_apis import shop_apis
from interfaces.dialects.ucp.versions.spoken import VERSIONS
from interfaces.runtime.live import Live
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import BUYER, DESTINATION, Platform, amounts, said, sent_to
from tests.interfaces.dialects.ucp.platforms import CHECKOUT, URL, profile

MERCHANT = "demo-shop"
OFFER = Offer(
    products=[
        Product(id="mug", title="Mug", unit_price=1000, weight=400),
        Product(id="sofa", title="Sofa", unit_price=90_000, weight=40_000, parcel="bulky"),
    ],
    shipping_options=[
        ShippingOption(id="post", title="By post", price=500, max_weight=2000),
        ShippingOption(id="carrier", title="Carrier", price=4000),
    ],
    tax_rates=[TaxRate(name="Tax", rate=1000, on=TaxedOn.SHIPPING)],
)


async def sofa_and_mug(
    app_fixture: AppFixture, version: str, *, supports: bool = True
) -> tuple[Platform, dict[str, Any]]:
    """A platform, and its checkout of what travels in two parcels to one address."""
    await app_fixture.storage.catalogue.put(MERCHANT, OFFER)
    app_fixture.platforms.put(
        URL, profile(CHECKOUT, version=version, supports_multi_group=supports)
    )
    platform = Platform(app_fixture, version=version)
    checkout = await platform.create(
        ("mug", 2), ("sofa", 1), buyer=BUYER, fulfillment=sent_to(DESTINATION)
    )
    return platform, checkout


def choosing(checkout: dict[str, Any], *options: str | None) -> dict[str, Any]:
    """The body that chooses an option for each group."""
    (method,) = checkout["fulfillment"]["methods"]
    groups = [
        {"id": group["id"], "selected_option_id": option}
        for group, option in zip(method["groups"], options, strict=True)
    ]
    return {
        "id": checkout["id"],
        "line_items": checkout["line_items"],
        "fulfillment": {"methods": [{"id": method["id"], "groups": groups}]},
    }


@pytest.mark.parametrize("version", VERSIONS)
async def test_a_purchase_in_two_parcels(app_fixture: AppFixture, version: str) -> None:
    """Each parcel has options and a choice; the delivery is their sum, and the order promises each."""
    platform, checkout = await sofa_and_mug(app_fixture, version)
    (method,) = checkout["fulfillment"]["methods"]
    groups = method["groups"]
    mug, sofa = (line["id"] for line in checkout["line_items"])
    assert method["line_item_ids"] == [mug, sofa]
    assert [(each["id"], each["line_item_ids"]) for each in groups] == [
        ("shipping-1", [mug]),
        ("shipping:bulky", [sofa]),
    ]
    assert [[option["id"] for option in each["options"]] for each in groups] == [
        ["post", "carrier"],
        ["carrier"],
    ]
    assert said(checkout) == [
        ("missing", f"$.fulfillment.methods[0].groups[{place}].selected_option_id")
        for place in (0, 1)
    ]
    ready = (await platform.update(checkout, choosing(checkout, "post", "carrier"))).json()
    assert (ready["status"], amounts(ready)["fulfillment"]) == ("ready_for_complete", 4500)
    assert amounts(ready)["total"] == 92_000 + 4500 + 450
    completed = (await platform.complete(ready)).json()
    order = (await platform.ask("GET", f"/orders/{completed['order']['id']}")).json()
    promises = order["fulfillment"]["expectations"]
    assert [(each["description"], each["line_items"]) for each in promises] == [
        ("By post", [{"id": mug, "quantity": 2}]),
        ("Carrier", [{"id": sofa, "quantity": 1}]),
    ]
    assert all(each["destination"]["postal_code"] == "90210" for each in promises)


async def test_a_platform_that_does_not_support_it_has_one_group(app_fixture: AppFixture) -> None:
    """Everything travels together, by an option that carries all of it."""
    _, checkout = await sofa_and_mug(app_fixture, "2026-04-08", supports=False)
    (method,) = checkout["fulfillment"]["methods"]
    (group,) = method["groups"]
    assert [option["id"] for option in group["options"]] == ["carrier"]


async def test_an_option_of_another_parcel_is_not_offered(app_fixture: AppFixture) -> None:
    """The error names the group, and the checkout stays as it was."""
    platform, checkout = await sofa_and_mug(app_fixture, "2026-04-08")
    answer = (await platform.update(checkout, choosing(checkout, "post", "post"))).json()
    assert said(answer)[0] == (
        "fulfillment_unavailable",
        "$.fulfillment.methods[0].groups[1].selected_option_id",
    )
    assert "fulfillment" not in amounts(answer)


async def test_a_choice_by_the_former_id_is_taken(app_fixture: AppFixture) -> None:
    """Options were answered with the id of their method before."""
    platform, checkout = await sofa_and_mug(app_fixture, "2026-04-08", supports=False)
    ready = (await platform.update(checkout, choosing(checkout, "shipping/carrier"))).json()
    (method,) = ready["fulfillment"]["methods"]
    assert method["groups"][0]["selected_option_id"] == "carrier"


@pytest.mark.parametrize(
    ("renderer", "option"),
    [("ucp/2026-04-08", "shipping/carrier"), ("ucp/2026-04-08/2", "carrier"), (None, "carrier")],
)
async def test_an_earlier_renderer_writes_as_it_did(
    app_fixture: AppFixture, renderer: str | None, option: str
) -> None:
    """A history that names it is shown with options as they were answered then."""
    platform, checkout = await sofa_and_mug(app_fixture, "2026-04-08", supports=False)
    await platform.update(checkout, choosing(checkout, "carrier"))
    found = await app_fixture.checkouts.read(app_fixture.target(checkout["id"]))
    answer = shop_apis(Live(app_fixture.merchants)).answer(renderer, found)
    assert answer is not None
    assert f'"selected_option_id":"{option}"' in answer.body
