"""The public token alone does not commit a purchase of a known customer."""

import pytest

from domain.stage import Stage
from domain.values.customer import Customer
from tests.interfaces.api.api_fixture import ApiFixture, problem
from tests.interfaces.api.shopper.identified_page import ADA, BEA, PATH, identify

BY_SHOP = Customer(email="Carl@shop.example", phone="070-123 45 67")
NOT_IDENTIFIED = problem(
    "not-identified",
    403,
    "Not identified",
    "This page has not identified the customer. Identify the customer first, or confirm the e-mail address or the "
    "phone number of the customer.",
)


async def test_a_stranger_cannot_commit_for_the_customer_of_a_page(api: ApiFixture) -> None:
    """The refusal says what to do, and the read says the same beforehand; nothing is recorded."""
    checkout = await api.opened()
    await identify(api, ADA)
    before = await api.history(checkout)
    seen = (await api.client.get(PATH)).json()
    answer = await api.client.post(f"{PATH}/commit", json={"version": seen["version"]})
    assert (answer.status_code, answer.json()) == (403, NOT_IDENTIFIED)
    assert seen["purchasable"] is False
    assert seen["obstacle"] == {name: NOT_IDENTIFIED[name] for name in ("type", "title", "detail")}
    assert await api.history(checkout) == before


async def test_the_page_that_identified_commits(api: ApiFixture) -> None:
    """Its secret is the proof."""
    await api.opened()
    page = await identify(api, ADA)
    seen = (await api.client.get(PATH, headers=page)).json()
    assert seen["purchasable"] is True
    answer = await api.client.post(
        f"{PATH}/commit", json={"version": seen["version"]}, headers=page
    )
    assert (answer.status_code, answer.json()["stage"]) == (200, "committed")
    assert answer.json()["customer"]["email"] == ADA["email"]


async def test_the_page_of_an_earlier_customer_cannot_commit_for_a_later_one(
    api: ApiFixture,
) -> None:
    """Its secret is void."""
    checkout = await api.opened()
    page = await identify(api, ADA)
    await identify(api, BEA)
    version = len(await api.history(checkout))
    answer = await api.client.post(f"{PATH}/commit", json={"version": version}, headers=page)
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "confirmation", ["carl@shop.example", " CARL@SHOP.EXAMPLE", "0701234567", "070 - 1234567"]
)
async def test_a_customer_that_the_shop_set_commits_by_confirming(
    api: ApiFixture, confirmation: str
) -> None:
    """With the e-mail address or the phone number, however it is written. The answer still masks the rest."""
    checkout = await api.identified(BY_SHOP)
    answer = await api.client.post(
        f"{PATH}/commit", json={"version": checkout.version, "confirmation": confirmation}
    )
    assert (answer.status_code, answer.json()["stage"]) == (200, "committed")
    assert answer.json()["customer"]["masked"] is True


@pytest.mark.parametrize(
    "confirmation", [None, "c…@shop.example", "carl", "07012345", "4567", "+", "carl@shop.example2"]
)
async def test_something_else_confirms_nothing(api: ApiFixture, confirmation: str | None) -> None:
    """Neither what is shown masked nor a part."""
    checkout = await api.identified(BY_SHOP)
    body = {"version": checkout.version, "confirmation": confirmation}
    answer = await api.client.post(f"{PATH}/commit", json=body)
    assert (answer.status_code, answer.json()) == (403, NOT_IDENTIFIED)


@pytest.mark.parametrize("confirmation", ["", " ", "1", "…"])
async def test_a_customer_without_contact_data_has_to_identify(
    api: ApiFixture, confirmation: str
) -> None:
    """There is nothing to confirm, and nothing is equal to what is missing."""
    checkout = await api.identified(Customer(first_name="Carl", phone="1"))
    body = {"version": checkout.version, "confirmation": confirmation}
    answer = await api.client.post(f"{PATH}/commit", json=body)
    assert answer.status_code in (403, 422)
    page = await identify(api, ADA)
    again = await api.client.post(
        f"{PATH}/commit", json={"version": checkout.version + 1}, headers=page
    )
    assert again.status_code == 200


async def test_a_checkout_without_a_customer_is_committed_as_before(api: ApiFixture) -> None:
    """Without a customer, no confirmation is needed."""
    checkout = await api.opened()
    answer = await api.client.post(f"{PATH}/commit", json={"version": checkout.version})
    assert answer.status_code == 200


async def test_a_purchase_that_has_ended_is_refused_for_that(api: ApiFixture) -> None:
    """A cancelled checkout is refused as such, without customer data in the response."""
    checkout = await api.at(Stage.CANCELLED)
    answer = await api.client.post(f"{PATH}/commit", json={"version": checkout.version})
    assert answer.status_code == 409


async def test_a_version_that_does_not_stand_yet_is_not_committed_later(api: ApiFixture) -> None:
    """The proof is about the customer of the version that stands when the request arrives."""
    checkout = await api.opened()
    page = await identify(api, ADA)
    stands = checkout.version + 1
    answer = await api.client.post(f"{PATH}/commit", json={"version": stands + 1}, headers=page)
    assert answer.json()["type"] == "urn:tillroll:problem:outdated-view"
