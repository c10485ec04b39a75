"""Texts that a shop or a customer wrote to attack the reader's browser."""

import re
from dataclasses import replace

import pytest

from application.checkouts.admission import Target
from application.checkouts.invalid_bodies import FaultyField, InvalidBody
from application.commands.purchase import CommitPurchase
from application.commands.shop import OpenCheckout, ReplaceCart
from domain.values.cart import Cart, Line
from tests.interfaces.api.console.console_fixture import Console, Page
from tests.interfaces.api.history.dispute import SHOP, coffee

HOSTILE = (
    '"><img src=x onerror=alert(1)>',
    "</pre></code><script>alert(1)</script>",
    "javascript:alert(1)",
    "' onmouseover='alert(1)",
    "\u202eevil\u200b",
    "{{ 7 * 7 }}",
)
PATHS = (
    "/console/checkouts/checkout-1",
    "/console/checkouts/checkout-1?version=2",
    "/console/checkouts/checkout-1/events/1",
    "/console/checkouts/checkout-1/events/2",
    "/console/checkouts/checkout-1/compare?from=1&to=2",
    "/console/checkouts/checkout-1/shown/2",
    "/console/search",
    "/console/events",
    "/console/refusals",
    "/console/checkouts/checkout-1/refusals/1",
    "/console/checkouts/checkout-1/refusals/2",
    "/console/live",
)


async def tell(console: Console, text: str) -> None:
    """A checkout that has the text wherever a shop writes."""
    line = Line(**{**vars(coffee(1)), "article": text[:50], "description": text, "data": text})
    command = OpenCheckout(
        merchant="demo-shop",
        dialect="walley",
        country="SE",
        currency="SEK",
        public_token="public-SE-1",
        cart=Cart(lines=(line,)),
        reference=text,
    )
    checkout = await console.history.checkouts.open(
        command, console.history._by(SHOP, "open checkout")
    )
    change = ReplaceCart(cart=Cart(lines=(line, line)))
    await console.history.change(checkout.id, change, SHOP, "replace cart")
    await console.history.change(checkout.id, CommitPurchase(shown_version=4), SHOP, text[:50])
    await console.history.change(checkout.id, change, SHOP, text[:50])
    body = InvalidBody(
        endpoint=text,
        size=1,
        sha256=None,
        kind=text,
        errors=(FaultyField(field=text, message=text),),
    )
    by = replace(console.history._by(SHOP, text[:50]), user_agent=text)
    target = Target(checkout_id=checkout.id, merchant=None)
    await console.history.checkouts.keep_invalid_body(target, body, by)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
async def test_a_hostile_text_stays_a_text(auditor: Console, text: str) -> None:
    """No page has an element, a script, a style, a handler or a link of the text, and each id is unique."""
    await tell(auditor, text)
    for path in PATHS:
        answer = await auditor.browser.get(path)
        assert answer.status_code == 200
        page = Page.of(answer)
        names = {name for _, name, _ in page.attributes}
        assert not any(name.startswith("on") or name == "style" for name in names)
        assert not [each for each in page.links() if not each.startswith(("/console/", "#"))]
        assert "<script>" not in answer.text
        assert "<img" not in answer.text
        assert not re.search("[\u200b\u202e]", answer.text)
        ids = [value for _, name, value in page.attributes if name == "id"]
        assert len(ids) == len(set(ids))
