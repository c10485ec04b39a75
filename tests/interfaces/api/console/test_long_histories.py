"""The page of a checkout with more versions than a page has."""

import pytest

from application.commands.shop import ReplaceCart
from application.history.windows.version_range import LARGEST_WINDOW
from domain.values.cart import Cart
from tests.interfaces.api.console.console_fixture import Console
from tests.interfaces.api.history.dispute import ID, SHOP, coffee

CHECKOUT = f"/console/checkouts/{ID}"
VERSIONS = 450


async def tell(console: Console) -> None:
    """A checkout whose cart was replaced again and again."""
    await console.history.opened()
    for version in range(4, VERSIONS + 1):
        change = ReplaceCart(cart=Cart(lines=(coffee(version),)))
        await console.history.change(ID, change, SHOP, "replace cart")


async def test_the_timeline_has_the_versions_around_the_shown_one(
    signed_in: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of version 250 has 200 versions, says how many others there are, and reads no whole history."""
    await tell(signed_in)
    monkeypatch.setattr(signed_in.history.inquiries, "_history", _fail)
    page = await signed_in.page(f"{CHECKOUT}?version=250")
    shown = [value for tag, name, value in page.attributes if (tag, name) == ("article", "id")]
    assert shown == [f"v{version}" for version in range(150, 150 + LARGEST_WINDOW)]
    assert "149 earlier versions" in page.text
    assert "101 later versions" in page.text
    assert {f"{CHECKOUT}?version=149", f"{CHECKOUT}?version=350"} <= set(page.links())


async def test_one_event_is_read_without_the_others(
    signed_in: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of an event reads no whole history either, and knows its neighbours."""
    await tell(signed_in)
    monkeypatch.setattr(signed_in.history.inquiries, "_history", _fail)
    page = await signed_in.page(f"{CHECKOUT}/events/250")
    assert {f"{CHECKOUT}/events/249", f"{CHECKOUT}/events/251"} <= set(page.links())


async def _fail(_: object) -> None:
    raise AssertionError("the whole history was read")
