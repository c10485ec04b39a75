"""GET /history/checkouts/{id}/shown: what the customer's page showed at a version."""

from dataclasses import replace
from typing import Any

import msgspec

from application.checkouts.admission import Target
from application.commands.change import Change
from application.commands.purchase import CommitPurchase
from application.commands.shop import IdentifyCustomer, OpenCheckout, Suspend
from domain.values.cart import Cart
from domain.values.customer import Customer
from tests.interfaces.api.history.app_fixture import AUDITOR, AppFixture
from tests.interfaces.api.history.dispute import ID, SHOP, SHOPPER, coffee

JANE = Customer(email="jane@person.example", first_name="Jane")


async def shown(app_fixture: AppFixture, query: str = "", key: Any = None) -> Any:
    """What was shown, as an auditor reads it."""
    answer = await app_fixture.get(f"/history/checkouts/{ID}/shown{query}", key or AUDITOR)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def open_in(app_fixture: AppFixture, dialect: str, settings: str = "{}") -> None:
    """A checkout of another API, with one packet of coffee."""
    command = OpenCheckout(
        merchant="demo-shop",
        dialect=dialect,
        country="US",
        currency="USD",
        public_token="public-US-1",
        cart=Cart(lines=(coffee(1),)),
        settings=settings,
    )
    by = replace(app_fixture._by(SHOP, "open checkout"), dialect=dialect)
    await app_fixture.checkouts.open(command, by)


async def change(app_fixture: AppFixture, what: Change, actor: str) -> None:
    """A change that must not be refused."""
    target = Target(checkout_id=ID, merchant=None)
    await app_fixture.checkouts.change(target, what, app_fixture._by(actor, "test"))


async def test_the_page_that_identified_the_customer_shows_the_data(
    app_fixture: AppFixture,
) -> None:
    """It shows the data whole. Where the shop set the customer, the page shows what is masked."""
    await app_fixture.opened()
    await change(app_fixture, IdentifyCustomer(customer=JANE), SHOP)
    await change(app_fixture, IdentifyCustomer(customer=replace(JANE, phone="+46700")), SHOPPER)

    by_shop, by_page = await shown(app_fixture, "?version=4"), await shown(app_fixture)

    assert (by_shop["customer_data"], by_page["customer_data"]) == ("masked", "whole")
    assert by_shop["shown"]["customer"]["email"] == "j…@person.example"
    assert by_page["shown"]["customer"]["email"] == "jane@person.example"
    assert by_shop["shown"]["obstacle"]["title"] == "Not identified"
    assert by_page["shown"]["purchasable"]


async def test_a_key_without_the_scope_sees_no_personal_data(app_fixture: AppFixture) -> None:
    """Marks stand in place of the texts, also where the page masked them, and in the answer of the shop's API."""
    await app_fixture.opened()
    await change(app_fixture, IdentifyCustomer(customer=JANE), SHOP)
    by_shop = await shown(app_fixture, key={"Authorization": "Bearer demo-history"})
    await change(app_fixture, IdentifyCustomer(customer=replace(JANE, phone="+46700")), SHOPPER)
    by_page = await shown(app_fixture, key={"Authorization": "Bearer demo-history"})

    for found in (by_shop, by_page):
        assert found["shown"]["customer"]["email"].startswith("(sealed ")
        assert found["shown"]["customer"]["first_name"].endswith(")")
        assert "jane" not in str(found).lower()
    assert "(sealed " in by_shop["answer"]["body"]


async def test_erased_data_is_shown_as_erased(app_fixture: AppFixture) -> None:
    """The text of the erasure stands where the data was, and the page is shown nevertheless."""
    await app_fixture.opened()
    await change(app_fixture, IdentifyCustomer(customer=JANE), SHOPPER)
    erased = await app_fixture.post(
        "/history/persons/erasures",
        {"checkout_id": ID, "confirm": True},
        {"Authorization": "Bearer demo-eraser"},
    )
    assert erased.status_code == 201

    found = await shown(app_fixture, "?version=4")

    assert found["shown"]["customer"]["email"].startswith("(erased ")
    assert found["shown"]["totals"]["total"] == 9500


async def test_the_public_token_is_a_credential_and_not_shown(app_fixture: AppFixture) -> None:
    """Neither the JSON of the page nor the answer of the shop's API has it."""
    await app_fixture.opened()
    answer = await app_fixture.get(f"/history/checkouts/{ID}/shown", AUDITOR)
    assert "public-SE" not in answer.text


async def test_amounts_have_the_language_that_the_order_names(app_fixture: AppFixture) -> None:
    """The locale of a Svea order counts; otherwise the language of the country is assumed."""
    await open_in(app_fixture, "svea", '{"Locale":"fi-fi"}')
    assert (await shown(app_fixture))["language"] == {"tag": "fi-FI", "known_by": "checkout"}
    found = await app_fixture.checkouts.read(Target(checkout_id=ID, merchant=None))
    assert found.settings == '{"Locale":"fi-fi"}'


async def test_a_language_that_does_not_exist_is_not_taken(app_fixture: AppFixture) -> None:
    """A browser could not format amounts in it."""
    await open_in(app_fixture, "svea", '{"Locale":"xx-<b>"}')
    assert (await shown(app_fixture))["language"] == {"tag": "en-US", "known_by": "country"}


async def test_the_screen_of_an_agent_is_unknown(app_fixture: AppFixture) -> None:
    """The answer of the agents' API stands in for it, in the format of the dialect."""
    for dialect in ("stateset", "acp"):
        fixture = AppFixture()
        await open_in(fixture, dialect)
        found = await shown(fixture)
        assert found["surface"] == "agent"
        assert found["answer"]["media_type"] == "application/json"
        assert '"display_text":"Total","amount":9500' in found["answer"]["body"]


async def test_the_page_shows_a_checkout_that_it_took_part_in(app_fixture: AppFixture) -> None:
    """One request of the page at any version is enough, and there is no answer beside it."""
    await app_fixture.opened()
    assert (await shown(app_fixture, "?version=2"))["surface"] == "api"
    await change(app_fixture, Suspend(), SHOPPER)
    found = await shown(app_fixture, "?version=2")
    assert (found["surface"], found["answer"]) == ("page", None)


async def test_an_api_that_is_not_configured_any_more_has_no_answer(
    app_fixture: AppFixture,
) -> None:
    """A merchant without it, a merchant that is gone and an unknown dialect: the page is shown, and no answer."""
    await app_fixture.opened()
    assert (await shown(app_fixture))["answer"] is not None
    merchants = app_fixture.merchants.now
    for left in ([without_walley(each) for each in merchants], []):
        app_fixture.merchants.now = left
        found = await shown(app_fixture)
        assert found["answer"] is None
        assert found["shown"]["totals"]["total"] == 9500
    other = AppFixture()
    await open_in(other, "forgotten")
    assert (await shown(other))["answer"] is None


def without_walley(merchant: Any) -> Any:
    """The merchant without the settings of Walley."""
    return msgspec.structs.replace(merchant, walley=None)


async def test_a_checkout_that_ended_showed_no_customer(app_fixture: AppFixture) -> None:
    """The page of a completed purchase gets nothing of the customer."""
    await app_fixture.dispute()
    found = await shown(app_fixture)
    assert (found["shown"]["stage"], found["customer_data"]) == ("completed", "nothing")


async def test_each_read_is_recorded(app_fixture: AppFixture) -> None:
    """The access log has the read, and one of a version that does not exist."""
    await app_fixture.opened()
    await shown(app_fixture)
    missing = await app_fixture.get(f"/history/checkouts/{ID}/shown?version=99", AUDITOR)
    assert missing.status_code == 404
    reads = (await app_fixture.get("/history/reads", AUDITOR)).json()["reads"]
    kept = [(each["provenance"]["operation"], each["outcome"]) for each in reads[:2]]
    assert kept == [("read shown page", "found"), ("read shown page", "not-found")]


async def test_a_commitment_shows_what_was_agreed(app_fixture: AppFixture) -> None:
    """At the version of the commitment, the page waits for the payment."""
    await app_fixture.opened()
    await change(app_fixture, CommitPurchase(shown_version=3), SHOPPER)
    found = await shown(app_fixture)
    assert found["shown"]["obstacle"]["type"] == "urn:tillroll:problem:purchase-committed"
