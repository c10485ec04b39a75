"""The page of one event as JSON: its place, its size, its neighbours, and no link that somebody else wrote."""

import json
import re

from application.commands.shop import OpenCheckout
from domain.values.cart import Cart
from tests.interfaces.api.console.console_fixture import Console
from tests.interfaces.api.history.dispute import ID, SHOP, coffee

EVENTS = f"/console/checkouts/{ID}/events"


async def test_an_event_has_its_place_and_its_size(signed_in: Console) -> None:
    """The page has the type, the position in the audit log, and the size of the compact JSON in bytes."""
    await signed_in.history.dispute()
    entries = signed_in.history.storage.events.events_after(0)
    page = await signed_in.page(f"{EVENTS}/5")
    assert "Type checkout.cart-replaced" in page.text
    assert f"Position in the audit log {entries[4][0]}" in page.text
    (shown,) = [value for _, name, value in page.attributes if name == "data-copy"]
    compact = json.dumps(json.loads(shown), separators=(",", ":"), ensure_ascii=False)
    size = re.search(r"Size ([\d,]+) bytes", page.text)
    assert size is not None
    assert int(size[1].replace(",", "")) == len(compact.encode())


async def test_events_lead_to_their_neighbours(signed_in: Console) -> None:
    """The first and the last one lead one way."""
    await signed_in.history.dispute()
    for version, neighbours in ((1, {2}), (5, {4, 6}), (11, {10})):
        links = (await signed_in.page(f"{EVENTS}/{version}")).links()
        assert {each for each in links if each.startswith(f"{EVENTS}/")} == {
            f"{EVENTS}/{neighbour}" for neighbour in neighbours
        }


async def test_addresses_of_the_shop_are_texts(signed_in: Console) -> None:
    """No link of the page leads to a URL in the event."""
    command = OpenCheckout(
        merchant="demo-shop",
        dialect="walley",
        country="SE",
        currency="SEK",
        public_token="public-SE-1",
        cart=Cart(lines=(coffee(1),)),
        settings='{"merchantTermsUri":"https://shop.example/terms"}',
    )
    by = signed_in.history._by(SHOP, "open checkout")
    await signed_in.history.checkouts.open(command, by)
    page = await signed_in.page(f"{EVENTS}/1")
    assert "https://shop.example/terms" in page.text
    assert not [link for link in page.links() if "shop.example" in link]
