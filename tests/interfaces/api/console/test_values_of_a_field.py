"""The page of one field: who set its value, and every value that it had."""

import html

import pytest

from application.commands.shop import ReplaceCart
from domain.values.cart import Cart
from tests.interfaces.api.console.console_fixture import OTHER, Console
from tests.interfaces.api.console.test_hostile_texts import HOSTILE, tell
from tests.interfaces.api.console.test_long_histories import tell as tell_long
from tests.interfaces.api.console.test_personal_data import EMAIL
from tests.interfaces.api.console.test_personal_data import tell as tell_person
from tests.interfaces.api.history.dispute import ID, SHOP, TEA, coffee

CHECKOUT = f"/console/checkouts/{ID}"
BLAME = f"{CHECKOUT}/blame"


async def test_the_page_says_who_set_the_value(signed_in: Console) -> None:
    """The total was set by the shop's fees, with the request, before the agreement."""
    await signed_in.history.dispute()
    page = await signed_in.page(f"{BLAME}?field=/total")
    assert page.marked["h1"] == ["Total"]
    assert (
        "Value 379.00 SEK Value before 330.00 SEK Set by ▲ Shop demo-client Update fees · Walley"
        in page.text
    )
    assert "Purchase Before the agreement" in page.text
    assert "Version 8: Fees updated" in page.text
    assert {f"{CHECKOUT}?version=8#v8", f"{CHECKOUT}?version=7"} <= set(page.links())
    assert "tillroll blame checkout-1 --version 11 --field /total" in page.text


async def test_every_value_is_listed_newest_first(signed_in: Console) -> None:
    """The total had five values; at version 5 it had the first four."""
    await signed_in.history.dispute()
    text = (await signed_in.page(f"{BLAME}?field=/total")).text
    rows = ["379.00 SEK 330.00 SEK", "330.00 SEK 285.00 SEK", "285.00 SEK 95.00 SEK"]
    places = [text.find(row) for row in rows]
    assert -1 not in places
    assert places == sorted(places)
    text = (await signed_in.page(f"{BLAME}?field=/total&version=5")).text
    assert "379.00 SEK" not in text
    assert rows[1] in text


async def test_after_the_agreement_is_said(signed_in: Console) -> None:
    """The payment came after the agreement, and the agreed total with it."""
    await signed_in.history.dispute()
    text = (await signed_in.page(f"{BLAME}?field=/payment/amount")).text
    assert "After the agreement" in text
    assert "With the agreement" in (await signed_in.page(f"{BLAME}?field=/agreed_total")).text


@pytest.mark.parametrize("version", [8, 11])
async def test_every_value_of_the_state_leads_to_its_page(auditor: Console, version: int) -> None:
    """Each link of the state opens a page, and the page has the value of the link."""
    await auditor.history.dispute()
    page = await auditor.page(f"{CHECKOUT}?version={version}")
    links = [html.unescape(each) for each in page.links() if each.startswith(BLAME)]
    assert len(links) > 20
    assert f"{BLAME}?version={version}&field=/cart/lines/0/unit_price" in links
    for link in links:
        await auditor.page(link)


async def test_a_line_that_moved_keeps_its_history(signed_in: Console) -> None:
    """The link of the first line follows the article, which was the second line before."""
    await signed_in.history.opened()
    for lines in ((TEA, coffee(2)), (coffee(2), TEA)):
        change = ReplaceCart(cart=Cart(lines=lines))
        await signed_in.history.change(ID, change, SHOP, "replace cart")
    page = await signed_in.page(f"{BLAME}?field=/cart/lines/0/quantity")
    assert page.marked["h1"] == ["Line 10001 · Quantity"]
    assert "Version 4: Cart replaced" in page.text


async def test_many_values_are_paged(signed_in: Console) -> None:
    """A field with 448 values has 100 on a page, and a link to the older ones."""
    await tell_long(signed_in)
    query = "field=/cart/lines/0/quantity"
    page = await signed_in.page(f"{BLAME}?version=450&{query}")
    older = f"{BLAME}?version=450&before=351&field=/cart/lines/0/quantity"
    assert older in page.links()
    assert "Who set it" in page.text
    page = await signed_in.page(older)
    assert "v350" in page.text
    assert "v351" not in page.text
    assert "Who set it" not in page.text


async def test_personal_data_needs_its_scope(console: Console) -> None:
    """Without the scope the page says that there is a value, who set it, and not which; nor the customer's address."""
    await tell_person(console)
    await console.sign_in("demo-history")
    answer = await console.browser.get(f"{BLAME}?field=/customer/email")
    assert answer.status_code == 200
    assert "canary" not in answer.text.lower()
    assert "192.0.2.7" not in answer.text
    assert "•••" in answer.text
    await console.sign_in("demo-auditor")
    assert EMAIL in (await console.browser.get(f"{BLAME}?field=/customer/email")).text


@pytest.mark.parametrize(
    "query",
    [
        "",
        "field=",
        "field=/none",
        "field=total%00",
        "field=/total&version=x",
        "field=/total&at=1",
        "field=/total&before=x",
        "filed=/total",
    ],
)
async def test_a_field_that_is_none_is_refused(signed_in: Console, query: str) -> None:
    """A field that the state does not have, and a version that is none, are 400."""
    await signed_in.history.dispute()
    await signed_in.page(f"{BLAME}?{query}", status=400)


async def test_another_merchants_checkout_is_not_found(console: Console) -> None:
    """A key for another merchant gets 404, and the look is recorded."""
    await console.history.dispute()
    await console.sign_in(OTHER)
    await console.page(f"{BLAME}?field=/total", status=404)
    read = console.history.storage.reads.kept[-1].read
    assert (read.provenance.operation, read.target) == ("read blame", f"{BLAME}?field=/total")


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
async def test_a_hostile_text_stays_a_text(auditor: Console, text: str) -> None:
    """No element, script or handler of a text of the shop is in the pages of its fields."""
    await tell(auditor, text)
    for field in ("/reference", "/cart/lines/1/description", "/cart/lines/0/data"):
        page = await auditor.page(f"{BLAME}?field={field}")
        names = {name for _, name, _ in page.attributes}
        assert "img" not in {tag for tag, _, _ in page.attributes}
        assert not [name for name in names if name.startswith("on") or name == "style"]
        assert not [each for each in page.links() if not each.startswith(("/console/", "#"))]


async def test_an_open_checkout_has_no_agreement(signed_in: Console) -> None:
    """The page says that the purchase is not agreed."""
    await signed_in.history.opened()
    assert "The purchase is not agreed" in (await signed_in.page(f"{BLAME}?field=/total")).text
