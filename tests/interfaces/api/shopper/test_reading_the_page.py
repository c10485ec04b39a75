"""GET /shopper/{public_token}: what the customer's page shows."""

from datetime import timedelta
from decimal import Decimal

import pytest

from domain.stage import Stage
from domain.values.cart import Cart
from interfaces.api.shown.v1 import plain
from tests.interfaces.api.api_fixture import RETURNED, TOKEN, ApiFixture, problem
from tests.interfaces.api.shopper.identified_page import identify

PAGE = {
    "public_token": TOKEN,
    "version": 4,
    "stage": "open",
    "suspended": False,
    "purchasable": True,
    "obstacle": None,
    "country": "SE",
    "currency": "SEK",
    "lines": [
        {
            "kind": "article",
            "article": "1",
            "description": "Coffee",
            "quantity": "2",
            "unit_price": 9500,
            "discount": 0,
            "total": 19000,
            "tax": 3800,
            "tax_rate": 2500,
            "requires_electronic_id": False,
            "minimum_age": None,
            "tax_on_top": 0,
        }
    ],
    "fees": [
        {
            "kind": "shipping",
            "description": "Parcel",
            "total": 5000,
            "tax": 1000,
            "tax_rate": 2500,
        }
    ],
    "deliveries": [],
    "taxes": [],
    "totals": {
        "lines": 19000,
        "fees": 5000,
        "deliveries": 0,
        "taxes": 0,
        "tax": 4800,
        "total": 24000,
    },
    "minimum_age": None,
    "customer": None,
    "expires_at": "2026-03-08T12:00:00Z",
    "completed_at": None,
}


async def test_an_open_checkout_is_shown_whole(api: ApiFixture) -> None:
    """Lines, fees and totals are minor units; the version is in the body and, as a strong validator, in ETag."""
    await api.opened()

    answer = await api.client.get(f"/shopper/{TOKEN}")

    assert (answer.status_code, answer.json()) == (200, PAGE)
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["etag"] == '"4"'
    assert answer.headers["cache-control"] == "private, no-cache"


async def test_what_is_the_shops_own_is_not_shown(api: ApiFixture) -> None:
    """The private id, metadata, settings and the merchant appear nowhere in the answer."""
    checkout = await api.opened()

    answer = await api.client.get(f"/shopper/{TOKEN}")

    shown = answer.text + str(answer.headers)
    for secret in (checkout.id, "secret", "demo-shop", "demo-client"):
        assert secret not in shown


async def test_the_customer_is_shown_without_identity_numbers(api: ApiFixture) -> None:
    """The page that identified sees name and addresses, but no national id and no organization number."""
    await api.opened()
    page = await identify(
        api,
        {
            "type": "business",
            "email": "a@shop.example",
            "phone": "+46 70 1",
            "company": "Kaffe AB",
            "national_id": "19121212-1212",
            "organization_number": "556000-0000",
            "delivery_address": {
                "first_name": "Astrid",
                "address": "Storgatan 1",
                "city": "Lund",
                "country": "SE",
            },
        },
    )

    answer = await api.client.get(f"/shopper/{TOKEN}", headers=page)

    assert answer.json()["customer"] == {
        "masked": False,
        "type": "business",
        "email": "a@shop.example",
        "phone": "+46 70 1",
        "first_name": None,
        "last_name": None,
        "company": "Kaffe AB",
        "delivery_address": {
            "first_name": "Astrid",
            "last_name": None,
            "company": None,
            "co_address": None,
            "address": "Storgatan 1",
            "address2": None,
            "postal_code": None,
            "city": "Lund",
            "country": "SE",
        },
        "billing_address": None,
    }
    assert "1212" not in answer.text
    assert "556000" not in answer.text


@pytest.mark.parametrize(
    ("stage", "obstacle"),
    [
        (Stage.SUSPENDED, "checkout-suspended"),
        (Stage.COMMITTED, "purchase-committed"),
        (Stage.COMPLETED, "purchase-completed"),
        (Stage.CANCELLED, "checkout-cancelled"),
        (Stage.EXPIRED, "checkout-expired"),
    ],
)
async def test_each_stage_but_open_says_why_it_cannot_be_purchased(
    api: ApiFixture, stage: Stage, obstacle: str
) -> None:
    """The obstacle has the same type as the problem that a commit is answered with."""
    await api.at(stage)

    page = (await api.client.get(f"/shopper/{TOKEN}")).json()
    commit = await api.client.post(f"/shopper/{TOKEN}/commit", json={"version": page["version"]})

    assert (page["stage"], page["purchasable"]) == (stage.value, False)
    assert page["suspended"] is (stage is Stage.SUSPENDED)
    assert page["obstacle"]["type"] == f"urn:tillroll:problem:{obstacle}"
    assert page["obstacle"] == {name: commit.json()[name] for name in ("type", "title", "detail")}


@pytest.mark.parametrize(
    ("cart", "obstacle"), [(Cart(), "empty-cart"), (Cart(lines=(RETURNED,)), "negative-total")]
)
async def test_a_cart_that_cannot_be_bought_is_an_obstacle(
    api: ApiFixture, cart: Cart, obstacle: str
) -> None:
    """An open checkout with an empty cart, or a total below zero, is not purchasable."""
    await api.opened(cart=cart)

    page = (await api.client.get(f"/shopper/{TOKEN}")).json()

    assert page["stage"] == "open"
    assert page["obstacle"]["type"] == f"urn:tillroll:problem:{obstacle}"


async def test_a_completed_purchase_is_still_shown(api: ApiFixture) -> None:
    """The page can show a receipt: lines, totals and when it was completed."""
    await api.at(Stage.COMPLETED)

    page = (await api.client.get(f"/shopper/{TOKEN}")).json()

    assert page["totals"] == PAGE["totals"]
    assert page["completed_at"] == "2026-03-01T12:00:00Z"


async def test_a_page_that_is_up_to_date_is_not_sent_again(api: ApiFixture) -> None:
    """If-None-Match with the version that stands is answered 304, and with another one in full."""
    await api.opened()

    same = await api.client.get(f"/shopper/{TOKEN}", headers={"If-None-Match": '"4"'})
    other = await api.client.get(f"/shopper/{TOKEN}", headers={"If-None-Match": '"3"'})

    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", '"4"')
    assert (other.status_code, other.json()) == (200, PAGE)


async def test_a_checkout_whose_time_is_over_is_expired_and_then_gone(api: ApiFixture) -> None:
    """It is shown as expired for a day, and not found after that, without a word of its private id."""
    checkout = await api.opened()
    api.now = checkout.expires_at
    expired = await api.client.get(f"/shopper/{TOKEN}")
    api.now += timedelta(days=1)
    gone = await api.client.get(f"/shopper/{TOKEN}")

    assert (expired.json()["stage"], expired.json()["version"]) == ("expired", 5)
    assert gone.status_code == 404
    assert checkout.id not in gone.text


@pytest.mark.parametrize("token", ["unknown", "%00", "a%00b", "%FF%FE", "å", "a b", "x" * 5000])
async def test_an_unknown_token_is_not_found(api: ApiFixture, token: str) -> None:
    """Whatever stands in place of the token, known characters or not, the answer is the same 404."""
    await api.opened()

    answer = await api.client.get(f"/shopper/{token}")

    assert (answer.status_code, answer.json()) == (404, NOT_FOUND)


NOT_FOUND = problem(
    "checkout-not-found",
    404,
    "Checkout not found",
    "No checkout has this public token. Ask the shop for a new one.",
)


async def test_a_private_id_is_no_token(api: ApiFixture) -> None:
    """Knowing the shop's id of a checkout opens no page."""
    checkout = await api.opened()

    assert (await api.client.get(f"/shopper/{checkout.id}")).status_code == 404


@pytest.mark.parametrize(
    ("number", "text"),
    [("2", "2"), ("2.00", "2"), ("0.75", "0.75"), ("1E+2", "100"), ("1.10", "1.1"), ("0.0", "0")],
)
def test_quantities_are_plain_decimals(number: str, text: str) -> None:
    """A quantity is shown exactly, without an exponent and without trailing zeros."""
    assert plain(Decimal(number)) == text
