"""The page of one refused command, and the ways to it."""

import pytest

from application.checkouts.admission import Target
from application.commands.shop import IdentifyCustomer
from domain.values.customer import Customer
from tests.interfaces.api.console.console_fixture import AUDITOR, KEY, Console
from tests.interfaces.api.history.dispute import ID, SHOPPER
from tests.interfaces.api.history.test_invalid_bodies_among_refusals import BODY, BY

CHECKOUT = f"/console/checkouts/{ID}"
REFUSED = f"{CHECKOUT}/refusals/1"


async def test_what_was_wanted_is_beside_what_the_state_had(signed_in: Console) -> None:
    """The page has the request, the reason, the status of the answer, and both values of the fee."""
    await signed_in.history.dispute()
    page = await signed_in.page(REFUSED)
    for text in (
        "The customer has committed to this purchase. Nothing was changed.",
        "Sent by ▲ Shop demo-client Update fees · Walley",
        "Request r-9",
        "Answered with status 900",
        "Decided on Version 10 ◐ Agreed, not paid, total 379.00 SEK",
        "Fee shipping · Unit price 99.00 SEK 49.00 SEK",
    ):
        assert text in page.text
    assert page.marked["ins"] == ["99.00 SEK", "19.80 SEK"]


async def test_the_request_that_stood_in_the_way_is_a_link(signed_in: Console) -> None:
    """The customer's commitment came first; the page leads to its version."""
    await signed_in.history.dispute()
    page = await signed_in.page(REFUSED)
    assert "What stood in the way Event Version 10: Purchase agreed Sent by ● Customer" in page.text
    assert "Request r-8" in page.text
    assert f"{CHECKOUT}?version=10#v10" in page.links()


async def test_the_request_id_leads_to_the_page(signed_in: Console) -> None:
    """The box finds the refused command at one go. An id with several leads to the list of them."""
    await signed_in.history.dispute()
    answer = await signed_in.post("/console/search", q="r-9")
    assert (answer.status_code, answer.headers["Location"]) == (303, REFUSED)
    for _ in range(2):
        await signed_in.history.checkouts.keep_invalid_body(
            Target(checkout_id=ID, merchant="demo-shop"), BODY, BY
        )
    answer = await signed_in.post("/console/search", q="r-99")
    assert answer.headers["Location"] == "/console/refusals?request_id=r-99"
    page = await signed_in.page(answer.headers["Location"])
    assert page.text.count("The field items was not accepted: must be an array.") == 2


async def test_a_request_that_made_an_event_leads_to_its_checkout(signed_in: Console) -> None:
    """The checkout of an event is opened, as before."""
    await signed_in.history.dispute()
    answer = await signed_in.post("/console/search", q="r-6")
    assert answer.headers["Location"] == CHECKOUT


async def test_the_timeline_and_the_list_and_the_answers_lead_to_the_page(
    signed_in: Console,
) -> None:
    """Each of them has a link to the refused command."""
    await signed_in.history.dispute()
    checkout = await signed_in.page(CHECKOUT)
    assert checkout.links().count(REFUSED) == 2
    assert REFUSED in (await signed_in.page("/console/refusals")).links()


async def test_an_invalid_body_is_explained(signed_in: Console) -> None:
    """Page, list and timeline say which field and why. The page has the size and the hash of the body."""
    await signed_in.history.opened()
    await signed_in.history.checkouts.keep_invalid_body(
        Target(checkout_id=ID, merchant="demo-shop"), BODY, BY
    )
    words = "The field items was not accepted: must be an array. 2 more fields were not accepted."
    for path in (REFUSED, CHECKOUT, "/console/refusals"):
        assert words in (await signed_in.page(path)).text
    page = await signed_in.page(REFUSED)
    assert "Body bytes 17" in page.text
    assert "InvalidFields" not in page.text + (await signed_in.page(CHECKOUT)).text


async def test_another_position_is_not_found(signed_in: Console) -> None:
    """A position that is not one of the checkout's has no page, nor has another merchant's."""
    await signed_in.history.dispute()
    for position in ("3", "0", "x", "99999999999999999999"):
        await signed_in.page(f"{CHECKOUT}/refusals/{position}", status=404)
    await signed_in.page(f"{REFUSED}?version=1", status=400)
    await signed_in.page("/console/checkouts/checkout-2/refusals/1", status=404)


@pytest.mark.parametrize(("key", "is_seen"), [(KEY, False), (AUDITOR, True)])
async def test_personal_data_is_shown_by_scope(console: Console, key: str, is_seen: bool) -> None:
    """What a refused identification wanted is hidden from a key without persons:read."""
    await console.sign_in(key, "Eva")
    await console.history.dispute()
    identify = IdentifyCustomer(customer=Customer(email="ada@example.com"))
    await console.history.change(ID, identify, SHOPPER, "identify customer")
    text = (await console.page(f"{CHECKOUT}/refusals/3")).text
    assert ("ada@example.com" in text) == is_seen
    assert ("•••" in text) == (not is_seen)
