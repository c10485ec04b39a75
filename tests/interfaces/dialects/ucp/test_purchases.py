"""A platform buys: from the creation of a checkout to its completion."""

import pytest

from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import (
    BUYER,
    DESTINATION,
    ROOT,
    Platform,
    amounts,
    choosing,
    creation,
    payment,
    said,
    sent_to,
)


async def test_a_purchase_from_creation_to_completion(platform: Platform) -> None:
    """Goods alone are quoted at first; an address gives options, an option a price, and a token an order."""
    checkout = await platform.create(("item_123", 2))
    assert (checkout["status"], amounts(checkout)) == (
        "incomplete",
        {"subtotal": 2000, "tax": 57, "total": 2057},
    )
    assert said(checkout) == [("missing", "$.fulfillment.methods[0].destinations")]
    answer = await platform.update(
        checkout, creation(("item_123", 2), buyer=BUYER, fulfillment=sent_to(DESTINATION))
    )
    quoted = answer.json()
    assert "fulfillment" not in amounts(quoted)
    options = quoted["fulfillment"]["methods"][0]["groups"][0]["options"]
    assert [each["id"] for each in options] == [
        "shipping_standard",
        "shipping_fast",
    ]
    assert said(quoted) == [("missing", "$.fulfillment.methods[0].groups[0].selected_option_id")]
    answer = await platform.update(quoted, choosing(quoted, options[1]["id"]))
    ready = answer.json()
    assert (ready["status"], amounts(ready)["fulfillment"]) == ("ready_for_complete", 150)
    answer = await platform.complete(ready)
    completed = answer.json()
    assert (answer.status_code, completed["status"]) == (200, "completed")
    assert completed["order"]["permalink_url"].endswith(completed["order"]["id"])
    assert completed["totals"] == ready["totals"]
    assert "continue_url" not in completed


async def test_the_rows_of_totals_add_up(platform: Platform) -> None:
    """What is taken off is negative, and all rows but the total add up to it, of lines and of the checkout."""
    ready = await platform.ready(
        ("item_123", 2), ("item_456", 1), discounts={"codes": ["WELCOME10"]}
    )
    assert amounts(ready)["items_discount"] == -250
    for rows in (ready["totals"], *(line["totals"] for line in ready["line_items"])):
        parts = [row["amount"] for row in rows if row["type"] != "total"]
        assert [sum(parts)] == [row["amount"] for row in rows if row["type"] == "total"]
    (applied,) = ready["discounts"]["applied"]
    assert (applied["code"], applied["amount"]) == ("WELCOME10", 250)
    assert sum(each["amount"] for each in applied["allocations"]) == 250


async def test_everything_may_come_in_the_creation(platform: Platform) -> None:
    """Buyer, address, codes and an option that was not offered yet are taken in one request."""
    chosen = sent_to(DESTINATION, groups=[{"selected_option_id": "shipping_fast"}])
    checkout = await platform.create(
        ("item_123", 1), buyer=BUYER, fulfillment=chosen, discounts={"codes": ["welcome10"]}
    )
    assert checkout["status"] == "ready_for_complete"
    assert amounts(checkout)["fulfillment"] == 150
    assert amounts(checkout)["items_discount"] == -100


async def test_the_customers_page_is_linked_while_the_checkout_is_open(platform: Platform) -> None:
    """`continue_url` is the customer's page, with the public token. A cancelled checkout has none."""
    checkout = await platform.create(("item_123", 1))
    assert checkout["continue_url"] == "https://tillroll.test/shopper/public-US_002/page"
    cancelled = (await platform.cancel(checkout)).json()
    assert cancelled["status"] == "canceled"
    assert "continue_url" not in cancelled
    assert cancelled["expires_at"] == checkout["expires_at"]


async def test_a_declined_payment_leaves_the_checkout_ready(platform: Platform) -> None:
    """The answer is 200 with an error, and another instrument completes it."""
    ready = await platform.ready(("item_123", 1))
    declined = await platform.complete(ready, "fail_token")
    assert (declined.status_code, declined.json()["status"]) == (200, "ready_for_complete")
    assert said(declined.json()) == [("payment_failed", "$.payment")]
    assert "order" not in declined.json()
    assert (await platform.complete(ready)).json()["status"] == "completed"


@pytest.mark.parametrize(
    ("credential", "status"),
    [
        ({"type": "token", "token": "nonsense"}, "ready_for_complete"),
        ({"type": "card", "card_number_type": "fpan", "number": "4242424242424242"}, "completed"),
        (
            {"type": "card", "card_number_type": "fpan", "number": "4000000000000002"},
            "ready_for_complete",
        ),
    ],
)
async def test_a_credential_is_paid_or_declined(
    platform: Platform, credential: dict[str, str], status: str
) -> None:
    """The handler says which tokens and which test cards are paid; all others are declined."""
    ready = await platform.ready(("item_123", 1))
    assert (await platform.complete(ready, credential)).json()["status"] == status


async def test_an_instrument_of_another_handler_or_checkout_is_refused(platform: Platform) -> None:
    """The answer is 200 with an error at the instrument, and nothing is paid."""
    ready = await platform.ready(("item_123", 1))
    path = f"{ROOT}/{ready['id']}/complete"
    other = await platform.ask(
        "POST", path, payment({"type": "token", "token": "success_token"}, "unknown")
    )
    assert said(other.json()) == [("payment_failed", "$.payment.instruments[0].handler_id")]
    binding = {"checkout_id": "another"}
    bound = await platform.complete(
        ready, {"type": "token", "token": "success_token", "binding": binding}
    )
    assert said(bound.json()) == [("payment_failed", "$.payment.instruments[0].credential.binding")]
    assert not platform.app_fixture.provider.requests


async def test_the_selected_instrument_pays(platform: Platform) -> None:
    """Of several instruments the selected one pays; without a selection nothing does."""
    ready = await platform.ready(("item_123", 1))
    path = f"{ROOT}/{ready['id']}/complete"
    both = [
        payment({"type": "token", "token": token})["payment"]["instruments"][0]
        for token in ("fail_token", "success_token")
    ]
    none = await platform.ask("POST", path, {"payment": {"instruments": both}})
    assert said(none.json()) == [("payment_failed", "$.payment.instruments")]
    both[1]["selected"] = True
    paid = await platform.ask("POST", path, {"payment": {"instruments": both}})
    assert paid.json()["status"] == "completed"


async def test_completing_too_early_says_what_is_missing(platform: Platform) -> None:
    """The answer is 200 with the checkout as it is."""
    checkout = await platform.create(("item_123", 1))
    answer = await platform.complete(checkout)
    assert (answer.status_code, answer.json()["status"]) == (200, "incomplete")
    assert said(answer.json()) == [("missing", "$.fulfillment.methods[0].destinations")]


async def test_an_address_without_its_street_gives_options_and_no_order(platform: Platform) -> None:
    """Country and postal code are enough for options. The street is missing until it comes."""
    short = {"address_country": "US", "postal_code": "90210", "address_region": "CA"}
    checkout = await platform.create(("item_123", 1), fulfillment=sent_to(short))
    option = checkout["fulfillment"]["methods"][0]["groups"][0]["options"][0]["id"]
    chosen = (await platform.update(checkout, choosing(checkout, option))).json()
    path = "$.fulfillment.methods[0].destinations[0]"
    gaps = [("missing", f"{path}.street_address"), ("missing", f"{path}.address_locality")]
    assert (chosen["status"], said(chosen)) == ("incomplete", gaps)
    refused = (await platform.complete(chosen)).json()
    assert (refused["status"], said(refused)) == ("incomplete", gaps)
    assert not platform.app_fixture.provider.requests


async def test_final_checkouts_refuse_every_change(platform: Platform) -> None:
    """Update, complete and cancel of a completed and of a cancelled checkout are 409."""
    completed = await platform.ready(("item_123", 1))
    await platform.complete(completed)
    cancelled = await platform.create(("item_123", 1))
    await platform.cancel(cancelled)
    for checkout, code in ((completed, "already_completed"), (cancelled, "already_canceled")):
        for answer in (
            await platform.update(checkout, creation(("item_456", 1))),
            await platform.complete(checkout),
            await platform.cancel(checkout),
        ):
            assert (answer.status_code, answer.json()["code"]) == (409, code)


async def test_a_sold_out_article_is_an_error_of_its_line(platform: Platform) -> None:
    """The checkout is created, and says at the line that there is none left."""
    checkout = await platform.create(("item_gone", 1), fulfillment=sent_to(DESTINATION))
    assert ("out_of_stock", "$.line_items[0]") in said(checkout)
    many = await platform.create(("item_789", 3), fulfillment=sent_to(DESTINATION))
    assert ("quantity_invalid_limit_exceeded", "$.line_items[0].quantity") in said(many)


async def test_goods_that_were_sold_meanwhile_are_not_paid(
    platform: Platform, app_fixture: AppFixture
) -> None:
    """The answer to the completion is 200 with a new quote, whose lines stay apart, and nothing is paid."""
    ready = await platform.ready(("item_789", 1), ("item_789", 1))
    await app_fixture.put("item_789", stock=1)
    answer = await platform.complete(ready)
    assert (answer.status_code, answer.json()["status"]) == (200, "incomplete")
    assert said(answer.json()) == [("out_of_stock", "$.line_items[0].quantity")]
    assert [line["id"] for line in answer.json()["line_items"]] == ["item_789", "item_789-2"]
    assert not app_fixture.provider.requests


async def test_an_expired_checkout_is_canceled(platform: Platform, app_fixture: AppFixture) -> None:
    """There is no word for it; a message says that it has expired."""
    checkout = await platform.create(("item_123", 1))
    await app_fixture.bring(checkout["id"], "expired")
    answer = await platform.update(checkout, creation(("item_123", 2)))
    assert (answer.status_code, answer.json()["code"]) == (409, "expired")


async def test_an_item_without_its_article_is_refused_at_its_place(platform: Platform) -> None:
    """The path is that of the missing object, or of the missing id in it."""
    without: dict[str, object] = {"quantity": 1}
    # The id beside the object is that of the line, and names no article.
    places = (
        (without, "$.line_items[0].item"),
        ({**without, "id": "item_123"}, "$.line_items[0].item"),
        ({**without, "item": {}}, "$.line_items[0].item.id"),
    )
    for item, path in places:
        answer = await platform.ask("POST", "/checkout-sessions", {"line_items": [item]})
        assert answer.status_code == 400
        assert [each["path"] for each in answer.json()["messages"]] == [path]
