"""The search for refused commands across checkouts."""

import re

import pytest

from application.commands.purchase import CommitPurchase
from application.commands.shop import ChangeReference, IdentifyCustomer, Suspend
from domain.values.customer import Customer
from tests.interfaces.api.history.app_fixture import AUDITOR, HISTORY, AppFixture
from tests.interfaces.api.history.dispute import SHOP, SHOPPER


async def refuse(app: AppFixture, merchant: str, times: int) -> str:
    """A committed checkout, and so many refused changes of it."""
    checkout = await app.opened(merchant)
    await app.change(checkout.id, CommitPurchase(shown_version=3), SHOPPER, "commit purchase")
    for n in range(times):
        await app.change(checkout.id, ChangeReference(reference=f"{n}"), SHOP, "update reference")
    return checkout.id


def references(body: dict[str, list[dict[str, dict[str, str]]]]) -> list[str]:
    """The references in the refused commands."""
    return [each["asked"]["reference"] for each in body["refusals"]]


async def test_pages_are_linked_in_both_directions(app_fixture: AppFixture) -> None:
    """The next page has older refusals, the last page the oldest ones, and the previous page leads back."""
    await refuse(app_fixture, "demo-shop", 5)
    first = await app_fixture.get("/history/refusals?limit=2")
    assert references(first.json()) == ["4", "3"]
    links = {rel: path for path, rel in re.findall('<(.*?)>; rel="(.*?)"', first.headers["Link"])}
    assert set(links) == {"first", "next", "last"}
    second = await app_fixture.get(links["next"])
    assert references(second.json()) == ["2", "1"]
    assert references((await app_fixture.get(links["last"])).json()) == ["1", "0"]
    back = re.search('<([^>]*)>; rel="prev"', second.headers["Link"])
    assert back is not None
    assert references((await app_fixture.get(back[1])).json()) == ["4", "3"]


async def test_only_refusals_of_the_readers_merchants_are_found(app_fixture: AppFixture) -> None:
    """A reader with one merchant finds nothing of another one, and may not ask for it."""
    own = await refuse(app_fixture, "demo-shop", 1)
    other = await refuse(app_fixture, "other-shop", 1)
    for headers, expected in ((HISTORY, {own}), (AUDITOR, {own, other})):
        found = (await app_fixture.get("/history/refusals", headers)).json()["refusals"]
        assert {each["checkout"] for each in found} == expected
    denied = await app_fixture.get("/history/refusals?merchant=other-shop")
    assert denied.status_code == 403
    assert (await app_fixture.get(f"/history/refusals?checkout={other}")).json() == {"refusals": []}


async def test_several_reasons_and_an_api_narrow_the_search(app_fixture: AppFixture) -> None:
    """A refusal of one of the reasons is found, and one of the API that refused it."""
    await refuse(app_fixture, "demo-shop", 2)
    for query, expected in (
        ("reason=Locked,PurchaseCommitmentFound", 2),
        ("reason=Locked,StaleVersion", 0),
        ("dialect=walley", 2),
        ("dialect=svea", 0),
    ):
        found = (await app_fixture.get(f"/history/refusals?{query}")).json()["refusals"]
        assert len(found) == expected, query


@pytest.mark.parametrize("sees_persons", [False, True])
async def test_personal_data_is_shown_by_scope(app_fixture: AppFixture, sees_persons: bool) -> None:
    """A refused identification of a customer has the address only for a reader who may see persons."""
    await refuse(app_fixture, "demo-shop", 0)
    customer = Customer(email="ada@example.com")
    identify = IdentifyCustomer(customer=customer)
    await app_fixture.change("checkout-1", identify, SHOPPER, "identify customer")
    await app_fixture.change("checkout-1", Suspend(), SHOPPER, "suspend checkout")
    headers = AUDITOR if sees_persons else HISTORY
    answer = await app_fixture.get("/history/refusals?command=IdentifyCustomer", headers)
    (found,) = answer.json()["refusals"]
    assert ("ada@example.com" in answer.text) == sees_persons
    assert ("(sealed " in answer.text) == (not sees_persons)
    assert found["reason"] == "PurchaseCommitmentFound"
