"""The page that compares two versions of a checkout."""

import pytest

from application.commands.shop import IdentifyCustomer
from domain.values.customer import Customer
from tests.interfaces.api.console.console_fixture import OTHER, Console
from tests.interfaces.api.console.test_hostile_texts import HOSTILE, tell
from tests.interfaces.api.console.test_long_histories import tell as tell_long
from tests.interfaces.api.history.dispute import ID, SHOPPER
from tests.interfaces.demo.maker import make_checkouts

CHECKOUT = f"/console/checkouts/{ID}"
COMPARE = f"{CHECKOUT}/compare"


async def test_two_versions_are_compared_in_words_and_value_by_value(signed_in: Console) -> None:
    """Between 4 and 9 the tea and the fee came: each value has before, after, who set it last and when."""
    await signed_in.history.dispute()
    page = await signed_in.page(f"{COMPARE}?from=4&to=9")
    assert page.marked["h1"] == ["Version 4 compared with version 9"]
    assert "Fee shipping added: Parcel, 49.00 SEK" in page.text
    assert (
        "285.00 SEK 379.00 SEK ▲ Shop demo-client Update fees · Walley v8 1 Mar 2026" in page.text
    )
    assert "Fee shipping · Unit price none 49.00 SEK" in page.text
    assert f"{CHECKOUT}?version=8#v8" in page.links()
    assert '"path": "/fees/0"' in page.text
    assert "diff" in page.text


async def test_only_what_differs_is_listed(signed_in: Console) -> None:
    """The coffee, which stays as it was in version 4, is in no row."""
    await signed_in.history.dispute()
    text = (await signed_in.page(f"{COMPARE}?from=4&to=9")).text
    assert "Line 10001" not in text
    assert "Line 10002 · Quantity none 1" in text


async def test_a_part_keeps_its_own_id(auditor: Console) -> None:
    """The id of a payment is named after the payment in a comparison and in the state, not after the checkout."""
    history = auditor.history
    made = await make_checkouts(history.storage, seed=18, count=20, until=history.now)
    paths = [f"/console/checkouts/{each.checkout_id}" for each in made]
    compared = [(await auditor.page(f"{path}/compare")).text for path in paths]
    shown = [(await auditor.page(path)).text for path in paths]
    assert any("Payment · Id none payment-" in text for text in compared)
    assert any("Id payment-" in text.replace("+ ", "") for text in shown)
    assert not any(
        "Checkout id none" in text or "Checkout id payment-" in text for text in compared
    )
    assert not any("Checkout id payment-" in text.replace("+ ", "") for text in shown)


async def test_the_last_change_is_compared_unless_asked_otherwise(signed_in: Console) -> None:
    """Without versions it is the newest with the one before; with `to` alone, that one with the one before it."""
    await signed_in.history.dispute()
    assert (await signed_in.page(COMPARE)).marked["h1"] == ["Version 10 compared with version 11"]
    page = await signed_in.page(f"{COMPARE}?to=8")
    assert page.marked["h1"] == ["Version 7 compared with version 8"]
    assert page.values["from"] == "7"


async def test_the_earlier_version_comes_first(signed_in: Console) -> None:
    """Versions the other way round lead to the comparison of the earlier with the later one."""
    await signed_in.history.dispute()
    answer = await signed_in.browser.get(f"{COMPARE}?from=9&to=4")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{COMPARE}?from=4&to=9")


async def test_equal_versions_have_no_difference(signed_in: Console) -> None:
    """The page says so in place of an empty table."""
    await signed_in.history.dispute()
    page = await signed_in.page(f"{COMPARE}?from=4&to=4")
    assert "No value differs between the two versions." in page.text


async def test_the_page_of_a_checkout_leads_to_the_comparison(signed_in: Console) -> None:
    """A version links to its comparison with the one before; the first version has none."""
    await signed_in.history.dispute()
    links = (await signed_in.page(f"{CHECKOUT}?version=8")).links()
    assert f"{COMPARE}?from=7&to=8" in links
    assert not [
        each
        for each in (await signed_in.page(f"{CHECKOUT}?version=1")).links()
        if "compare" in each
    ]


async def test_a_long_history_is_compared(signed_in: Console) -> None:
    """The events of the values are found however far back they are."""
    await tell_long(signed_in)
    text = (await signed_in.page(f"{COMPARE}?from=1&to=450")).text
    assert (
        "Line 10001 · Description none Coffee ▲ Shop demo-client Open checkout · Walley v2" in text
    )
    assert "Line 10001 · Quantity none 450 ▲ Shop demo-client Replace cart · Walley v450" in text


@pytest.mark.parametrize(
    ("query", "status"), [("from=12", 404), ("from=0", 400), ("to=x", 400), ("form=1", 400)]
)
async def test_a_version_that_is_none_is_refused(
    signed_in: Console, query: str, status: int
) -> None:
    """A version that does not exist, a text that is no version, and an unknown parameter."""
    await signed_in.history.dispute()
    path = f"{COMPARE}?{query}" if "from=12" not in query else f"{COMPARE}?from=1&to=12"
    await signed_in.page(path, status=status)


async def test_another_merchants_checkout_is_not_found(console: Console) -> None:
    """A key for another merchant gets 404, and the look is recorded."""
    await console.history.dispute()
    await console.sign_in(OTHER)
    await console.page(COMPARE, status=404)
    read = console.history.storage.reads.kept[-1].read
    assert (read.provenance.operation, read.target) == ("compare versions", COMPARE)


async def test_personal_data_needs_its_scope(console: Console) -> None:
    """Without the scope the page has no value of the customer, in words, in the table and in the patch."""
    await console.history.opened()
    change = IdentifyCustomer(customer=Customer(email="canary@person.example"))
    await console.history.change(ID, change, SHOPPER, "identify customer")
    await console.sign_in("demo-history")
    answer = await console.browser.get(COMPARE)
    assert answer.status_code == 200
    assert "canary" not in answer.text
    assert "•••" in answer.text
    await console.sign_in("demo-auditor")
    assert (await console.browser.get(COMPARE)).text.count("canary@person.example") >= 3


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
async def test_a_hostile_text_stays_a_text(auditor: Console, text: str) -> None:
    """No element, script or handler of a text of the shop is in the page."""
    await tell(auditor, text)
    page = await auditor.page(f"{COMPARE}?from=1")
    tags = {tag for tag, _, _ in page.attributes}
    assert "img" not in tags
    assert not [name for _, name, _ in page.attributes if name.startswith("on") or name == "style"]
    assert not [each for each in page.links() if not each.startswith(("/console/", "#"))]
