"""The page that identified the customer gets the data; the public token alone gets it masked."""

import pytest

from application.commands.shop import IdentifyCustomer
from domain.values.customer import Customer
from tests.interfaces.api.api_fixture import TOKEN, ApiFixture
from tests.interfaces.api.shopper.identified_page import ADA, BEA, PATH, customer_shown, identify

STRANGER: dict[str, str] = {}
HIDDEN = ("ada@", "+46 70 123", "Ada", "Lövelace", "Storgatan", "111 22")


async def test_a_stranger_with_the_token_sees_first_letters(api: ApiFixture) -> None:
    """The masked data has first letters only, and no address, e-mail or phone number in full."""
    await api.opened()
    await identify(api, ADA)
    shown = await customer_shown(api, STRANGER)
    assert shown is not None
    assert shown["delivery_address"] == {
        "first_name": None,
        "last_name": None,
        "company": None,
        "co_address": None,
        "address": "S…",
        "address2": None,
        "postal_code": "1…",
        "city": "L…",
        "country": "SE",
    }
    assert shown | {"delivery_address": None} == {
        "masked": True,
        "type": "private",
        "email": "a…@shop.example",
        "phone": "+46…12",
        "first_name": "A…",
        "last_name": "L…",
        "company": None,
        "delivery_address": None,
        "billing_address": None,
    }


async def test_the_page_that_identified_sees_the_data(api: ApiFixture) -> None:
    """It sends the secret that its identification was answered with."""
    await api.opened()
    page = await identify(api, ADA)
    shown = await customer_shown(api, page)
    assert shown is not None
    assert shown["masked"] is False
    assert (shown["email"], shown["phone"]) == (ADA["email"], ADA["phone"])


@pytest.mark.parametrize("verb", ["suspend", "resume"])
async def test_other_answers_are_masked_too(api: ApiFixture, verb: str) -> None:
    """A change by a stranger is answered with nothing that a read would not show."""
    await api.opened()
    page = await identify(api, ADA)
    answer = await api.client.post(f"{PATH}/{verb}", json={})
    assert not [text for text in HIDDEN if text in answer.text]
    own = await api.client.post(f"{PATH}/{verb}", json={}, headers=page)
    assert own.json()["customer"]["email"] == ADA["email"]


async def test_a_later_identification_ends_the_sight_of_the_earlier_page(api: ApiFixture) -> None:
    """The secret belongs to the customer that the page identified."""
    await api.opened()
    first = await identify(api, ADA)
    second = await identify(api, BEA)
    assert first != second
    seen = [await customer_shown(api, page) for page in (first, second)]
    assert [shown and shown["email"] for shown in seen] == ["b…@shop.example", BEA["email"]]


async def test_a_customer_that_the_shop_set_is_masked(api: ApiFixture) -> None:
    """The page of an earlier customer does not see the one that the shop set after it."""
    checkout = await api.opened()
    page = await identify(api, ADA)
    set_by_shop = Customer(email="carl@shop.example", phone="12345")
    await api.change(checkout, IdentifyCustomer(customer=set_by_shop))
    for headers in (STRANGER, page):
        shown = await customer_shown(api, headers)
        assert shown is not None
        assert (shown["email"], shown["phone"]) == ("c…@shop.example", "…")


async def test_a_secret_is_of_one_checkout(api: ApiFixture) -> None:
    """The same customer on another checkout has another secret, which does not fit here."""
    await api.opened()
    page = await identify(api, ADA)
    await api.opened(token="public-SE-other")
    other = await api.client.post("/shopper/public-SE-other/identify", json=ADA)
    assert other.headers["Page-Secret"] != page["Page-Secret"]
    shown = await customer_shown(api, {"Page-Secret": other.headers["Page-Secret"]})
    assert shown is not None
    assert shown["masked"] is True


@pytest.mark.parametrize("sent", ["", "x", TOKEN, "0" * 43])
async def test_a_wrong_secret_is_like_none(api: ApiFixture, sent: str) -> None:
    """It is no error, because a page keeps the secret of a customer that was replaced."""
    await api.opened()
    await identify(api, ADA)
    shown = await customer_shown(api, {"Page-Secret": sent})
    assert shown is not None
    assert shown["email"] == "a…@shop.example"


async def test_only_an_identification_is_answered_with_a_secret(api: ApiFixture) -> None:
    """Neither a read nor another change has it, also not for the page that has it."""
    await api.opened()
    page = await identify(api, ADA)
    for answer in (
        await api.client.get(PATH, headers=page),
        await api.client.post(f"{PATH}/suspend", headers=page),
        await api.client.post(f"{PATH}/resume"),
    ):
        assert answer.status_code == 200
        assert "Page-Secret" not in answer.headers
