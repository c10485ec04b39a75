"""The known addresses of a buyer: for a platform with a key of the shop, which names the buyer's e-mail address."""

from dataclasses import replace
from typing import Any

import pytest

from application.ports.buyers.address_book import ADDRESS_BOOK
from application.ports.catalogue import BuyerAddress, Offer
from interfaces.dialects.ucp.settings import UcpSettings
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import BUYER, DESTINATION, Platform, sent_to

KEY = "sk_test_demo"
HOME = BuyerAddress(
    email="jane@example.com",
    name="Jane Doe",
    line_one="456 Oak Ave",
    city="Los Angeles",
    state="CA",
    postal_code="90210",
    country="US",
)
WORK = BuyerAddress(
    email="jane@example.com", line_one="2 Side St", city="Reno", postal_code="89501", country="US"
)
JOHN = BuyerAddress(
    email="john@example.com", line_one="3 Hill Rd", city="Reno", postal_code="89501", country="US"
)
NO_DESTINATIONS: dict[str, Any] = {"methods": [{"type": "shipping"}]}


@pytest.fixture(autouse=True)
async def book(app_fixture: AppFixture) -> None:
    """The shop knows two addresses of Jane, and one of John."""
    await app_fixture.storage.catalogue.put("demo-shop", Offer(addresses=(HOME, WORK, JOHN)))


@pytest.fixture
def partner(app_fixture: AppFixture) -> Platform:
    """A platform with a key of the shop."""
    return Platform(app_fixture, key=KEY)


def streets(checkout: dict[str, Any]) -> list[str]:
    """The streets of the destinations of the first method."""
    (method,) = checkout["fulfillment"]["methods"]
    return [each["street_address"] for each in method["destinations"]]


async def test_a_method_without_destinations_gets_them(partner: Platform) -> None:
    """None is selected. One of them can be, by its id."""
    checkout = await partner.create(("item_123", 1), buyer=BUYER, fulfillment=NO_DESTINATIONS)
    assert streets(checkout) == [HOME.line_one, WORK.line_one]
    (method,) = checkout["fulfillment"]["methods"]
    assert method["selected_destination_id"] is None
    chosen = {"id": method["id"], "selected_destination_id": method["destinations"][1]["id"]}
    updated = (await partner.update(checkout, {"fulfillment": {"methods": [chosen]}})).json()
    (after,) = updated["fulfillment"]["methods"]
    assert after["selected_destination_id"] == chosen["selected_destination_id"]
    assert after["destinations"] == method["destinations"]
    assert after["groups"][0]["options"]


async def test_the_only_known_address_is_not_selected(partner: Platform) -> None:
    """The buyer chooses it. An address that a request gives alone is selected."""
    john = {"email": JOHN.email}
    checkout = await partner.create(("item_123", 1), buyer=john, fulfillment=NO_DESTINATIONS)
    assert streets(checkout) == [JOHN.line_one]
    assert checkout["fulfillment"]["methods"][0]["selected_destination_id"] is None


async def test_an_earlier_request_may_have_named_the_buyer(partner: Platform) -> None:
    """The method may come later, without the buyer."""
    checkout = await partner.create(("item_123", 1), buyer=BUYER)
    assert streets(checkout) == []
    updated = (await partner.update(checkout, {"fulfillment": NO_DESTINATIONS})).json()
    assert streets(updated) == [HOME.line_one, WORK.line_one]


async def test_another_buyer_has_other_addresses(partner: Platform) -> None:
    """Those of the buyer before are gone, but for a selected one."""
    checkout = await partner.create(("item_123", 1), buyer=BUYER, fulfillment=NO_DESTINATIONS)
    john = {"buyer": {"email": JOHN.email}, "fulfillment": NO_DESTINATIONS}
    assert streets((await partner.update(checkout, john)).json()) == [JOHN.line_one]


async def test_an_address_that_is_given_gets_the_id_of_the_known_one(partner: Platform) -> None:
    """Case and repeated spaces do not matter. Known ones are not added to those that are given."""
    known = await partner.create(("item_123", 1), buyer=BUYER, fulfillment=NO_DESTINATIONS)
    known_id = known["fulfillment"]["methods"][0]["destinations"][0]["id"]
    given = {**DESTINATION, "street_address": "456  OAK ave"}
    checkout = await partner.create(("item_123", 1), buyer=BUYER, fulfillment=sent_to(given))
    assert streets(checkout) == ["456  OAK ave"]
    (method,) = checkout["fulfillment"]["methods"]
    assert method["destinations"][0]["id"] == method["selected_destination_id"] == known_id
    other = {**DESTINATION, "first_name": "June"}
    checkout = await partner.create(("item_123", 1), buyer=BUYER, fulfillment=sent_to(other))
    assert checkout["fulfillment"]["methods"][0]["destinations"][0]["id"] != known_id


async def test_a_platform_without_credentials_learns_no_address() -> None:
    """Naming an e-mail address gives it nothing: no destination, and no id that says that one is known.

    A platform with a key puts none into its checkout either.
    """
    app_fixture = AppFixture(ucp=UcpSettings(profiles="lenient", open=True))
    await app_fixture.fill()
    await app_fixture.storage.catalogue.put("demo-shop", Offer(addresses=(HOME, WORK, JOHN)))
    async with app_fixture.client:
        platform, partner = Platform(app_fixture), Platform(app_fixture, key=KEY)
        checkout = await platform.create(("item_123", 1), buyer=BUYER, fulfillment=NO_DESTINATIONS)
        assert streets(checkout) == []
        given = await platform.create(
            ("item_123", 1), buyer=BUYER, fulfillment=sent_to(DESTINATION)
        )
        assert given["fulfillment"]["methods"][0]["destinations"][0]["id"] == "destination-1"
        asked = await partner.update(checkout, {"buyer": BUYER, "fulfillment": NO_DESTINATIONS})
        assert streets(asked.json()) == []


async def test_a_merchant_may_offer_known_addresses_to_everyone() -> None:
    """They are offered in checkouts that platforms without credentials create and update."""
    app_fixture = AppFixture(
        ucp=UcpSettings(profiles="lenient", open=True, known_addresses="everyone")
    )
    await app_fixture.fill()
    await app_fixture.storage.catalogue.put("demo-shop", Offer(addresses=(HOME, WORK, JOHN)))
    async with app_fixture.client:
        platform = Platform(app_fixture)
        checkout = await platform.create(("item_123", 1), buyer=BUYER, fulfillment=NO_DESTINATIONS)
        assert streets(checkout) == [HOME.line_one, WORK.line_one]
        checkout = await platform.create(("item_123", 1))
        john = {"buyer": {"email": JOHN.email}, "fulfillment": NO_DESTINATIONS}
        assert streets((await platform.update(checkout, john)).json()) == [JOHN.line_one]


async def test_an_erased_buyer_is_not_known_any_more(
    partner: Platform, app_fixture: AppFixture
) -> None:
    """With the key of the book, its addresses are gone from every later checkout."""
    storage = app_fixture.storage
    for name in list(storage.vault.due_times()):
        if name.data_class == ADDRESS_BOOK:
            await storage.vault.destroy(name, app_fixture.time)
    checkout = await partner.create(("item_123", 1), buyer=BUYER, fulfillment=NO_DESTINATIONS)
    assert streets(checkout) == []


async def test_the_merchants_own_id_is_that_of_the_destination(
    app_fixture: AppFixture, partner: Platform
) -> None:
    """An import of that id replaces the address, one of equal content adds none, and erasure removes it."""
    put = app_fixture.storage.catalogue.put
    await put("demo-shop", Offer(addresses=(replace(HOME, id="home"),)))
    moved = replace(HOME, id="home", line_one="1 New St")
    await put("demo-shop", Offer(addresses=(moved, replace(moved, id=None))))
    checkout = await partner.create(("item_123", 1), buyer=BUYER, fulfillment=NO_DESTINATIONS)
    (method,) = checkout["fulfillment"]["methods"]
    found = {each["id"]: each["street_address"] for each in method["destinations"]}
    assert found["home"] == "1 New St"
    assert sorted(found.values()) == ["1 New St", WORK.line_one, HOME.line_one]
    other = await partner.create(
        ("item_123", 1),
        buyer=BUYER,
        fulfillment=sent_to({**DESTINATION, "street_address": "1 New St"}),
    )
    assert other["fulfillment"]["methods"][0]["selected_destination_id"] == "home"
    for name in list(app_fixture.storage.vault.due_times()):
        if name.data_class == ADDRESS_BOOK:
            await app_fixture.storage.vault.destroy(name, app_fixture.time)
    gone = await partner.create(("item_123", 1), buyer=BUYER, fulfillment=NO_DESTINATIONS)
    assert streets(gone) == []
