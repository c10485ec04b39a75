"""Cache-Control of the customer's page: what names a customer is not stored, now or of the past."""

import pytest

from application.commands.shop import IdentifyCustomer, Suspend
from domain.values.customer import Customer
from tests.interfaces.api.api_fixture import TOKEN, ApiFixture

PATH = f"/shopper/{TOKEN}"
NO_STORE = "private, no-store"


@pytest.mark.parametrize("known", [False, True])
async def test_an_answer_with_a_customer_is_not_stored(api: ApiFixture, known: bool) -> None:
    """Neither the newest version nor a past one, in 200 or in 304, and no version is kept unasked."""
    checkout = await api.opened()
    anonymous = checkout.version
    named = IdentifyCustomer(customer=Customer(email="ada@example.com"))
    checkout = await api.change(checkout, named)
    checkout = await api.change(checkout, Suspend())
    for version, expected in (
        (anonymous, "private, no-cache"),
        (anonymous + 1, NO_STORE),
        (checkout.version, NO_STORE),
        (None, NO_STORE),
    ):
        tag = {"If-None-Match": f'"{version or checkout.version}"'} if known else {}
        query = {} if version is None else {"version": str(version)}
        answer = await api.client.get(PATH, params=query, headers=tag)
        assert answer.status_code == (304 if known else 200)
        assert answer.headers["Cache-Control"] == expected


async def test_an_answer_without_a_customer_is_revalidated(api: ApiFixture) -> None:
    """A browser asks with the version that it has."""
    await api.opened()
    assert (await api.client.get(PATH)).headers["Cache-Control"] == "private, no-cache"
