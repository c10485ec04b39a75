"""What the page and the API show after the end of a purchase: a receipt, for some time."""

from datetime import timedelta

import pytest

from application.commands.purchase import CancelCheckout, CommitPurchase, CompletePurchase
from application.commands.shop import ChangeReference
from domain.checkout import Checkout
from tests.interfaces.api.api_fixture import PAID, RECEIPT, ApiFixture, is_problem
from tests.interfaces.api.shopper.identified_page import ADA, PATH, identify


async def bought(api: ApiFixture) -> tuple[Checkout, dict[str, str]]:
    """A completed purchase of Ada's, with the headers of her page."""
    checkout = await api.opened()
    page = await identify(api, ADA)
    commit = CommitPurchase(shown_version=checkout.version + 1)
    paid = CompletePurchase(payment=PAID, order_id="o-1", purchase_id="p-1")
    await api.change(checkout, commit)
    return await api.change(checkout, paid), page


async def test_a_receipt_has_the_lines_and_no_customer(api: ApiFixture) -> None:
    """Neither for a stranger nor for the page that identified the customer, in any version."""
    checkout, page = await bought(api)
    for query in ("", f"?version={checkout.version}", f"?version={checkout.version - 2}"):
        for headers in ({}, page):
            answer = await api.client.get(PATH + query, headers=headers)
            shown = answer.json()
            assert (shown["customer"], shown["totals"]["total"]) == (None, 24000)
            assert "ada" not in answer.text.lower()


@pytest.mark.parametrize("cancelled", [False, True])
async def test_a_receipt_is_gone_after_its_time(api: ApiFixture, cancelled: bool) -> None:
    """It is 404 then, like a checkout that never was; page, past versions and changes too."""
    if cancelled:
        await api.change(await api.opened(), CancelCheckout(reason=None))
    else:
        await bought(api)
    api.now += RECEIPT - timedelta(seconds=1)
    assert (await api.client.get(PATH)).status_code == 200
    api.now += timedelta(seconds=1)
    unknown = await api.client.get("/shopper/public-SE-unknown")
    for answer in (
        await api.client.get(PATH),
        await api.client.get(f"{PATH}?version=1"),
        await api.client.get(f"{PATH}/page"),
        await api.client.post(f"{PATH}/suspend"),
        await api.client.post(f"{PATH}/identify", json=ADA),
        await api.client.post(f"{PATH}/commit", json={"version": 7}),
    ):
        assert is_problem(answer)
        assert (answer.status_code, answer.json()) == (404, unknown.json())


async def test_a_later_change_of_the_shop_does_not_bring_a_receipt_back(api: ApiFixture) -> None:
    """The time counts from the completion."""
    checkout, _ = await bought(api)
    api.now += RECEIPT
    await api.change(checkout, ChangeReference(reference="A-1"))
    assert (await api.client.get(PATH)).status_code == 404
