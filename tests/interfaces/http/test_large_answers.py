"""The answer with a large cart is rendered in a thread, and that with a small one on the event loop."""

import asyncio
import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from application.commands.shop import ReplaceCart
from domain.values.cart import Cart, Line
from interfaces.http.large_answers import MOST_LINES_ON_THE_LOOP, render
from tests.domain.event_builders import SHIRT, cart_replaced, numbered, opened
from tests.domain.scenario import replay
from tests.interfaces.api.api_fixture import TOKEN, ApiFixture
from tests.interfaces.api.history.app_fixture import AppFixture as HistoryFixture
from tests.interfaces.api.history.dispute import ID, SHOP
from tests.interfaces.dialects.svea.app_fixture import AppFixture as SveaFixture
from tests.interfaces.dialects.walley.app_fixture import AppFixture as WalleyFixture

SMALL, LARGE = MOST_LINES_ON_THE_LOOP, MOST_LINES_ON_THE_LOOP + 1


def cart_of(lines: int) -> Cart:
    """Return a cart with so many lines."""
    return Cart(
        lines=tuple(
            Line.with_tax_inside(
                article=str(number),
                description="Coffee",
                quantity=Decimal(1),
                unit_price=100,
                tax_rate=2500,
            )
            for number in range(lines)
        )
    )


@pytest.fixture
def in_threads(monkeypatch: pytest.MonkeyPatch) -> list[Callable[..., Any]]:
    """The calls that were made in threads."""
    calls: list[Callable[..., Any]] = []
    to_thread = asyncio.to_thread

    async def note(function: Callable[..., Any], *args: Any) -> Any:
        calls.append(function)
        return await to_thread(function, *args)

    monkeypatch.setattr(asyncio, "to_thread", note)
    return calls


@pytest.mark.parametrize(("lines", "is_threaded"), [(1, False), (SMALL, False), (LARGE, True)])
async def test_where_an_answer_is_rendered(lines: int, is_threaded: bool) -> None:
    """An answer with more lines than the limit is rendered outside of the thread of the event loop."""
    checkout = replay(numbered([opened(), cart_replaced(SHIRT)])).draft()
    checkout.cart = cart_of(lines)
    thread = await render(checkout, threading.get_ident)
    assert (thread != threading.get_ident()) is is_threaded


@pytest.mark.parametrize("lines", [SMALL, LARGE])
async def test_the_page_of_the_shopper(lines: int, in_threads: list[Callable[..., Any]]) -> None:
    """GET of the shopper's API, which any stranger may send."""
    api = ApiFixture()
    async with api.client:
        await api.opened(cart=cart_of(lines))
        answer = await api.client.get(f"/shopper/{TOKEN}")
    assert len(answer.json()["lines"]) == lines
    assert len(in_threads) == (lines == LARGE)


@pytest.mark.parametrize("lines", [SMALL, LARGE])
async def test_a_checkout_of_walley(lines: int, in_threads: list[Callable[..., Any]]) -> None:
    """GET of Walley's API."""
    app = WalleyFixture()
    path = await app.opened()
    await app.change(path, ReplaceCart(cart=cart_of(lines)))
    answer = await app.ask("GET", path)
    assert len(answer.json()["data"]["cart"]["items"]) == lines
    assert len(in_threads) == (lines == LARGE)


@pytest.mark.parametrize("lines", [SMALL, LARGE])
async def test_an_order_of_svea(lines: int, in_threads: list[Callable[..., Any]]) -> None:
    """GET of Svea's API: the shape is computed in a thread, and encoded in one."""
    app = SveaFixture()
    path = await app.opened()
    await app.change(path, ReplaceCart(cart=cart_of(lines)))
    answer = await app.ask("GET", path)
    assert len(answer.json()["Cart"]["Items"]) == lines
    assert len(in_threads) == 2 * (lines == LARGE)


@pytest.mark.parametrize("lines", [SMALL, LARGE])
async def test_a_state_of_the_history(lines: int, in_threads: list[Callable[..., Any]]) -> None:
    """GET of a state in the history."""
    app = HistoryFixture()
    async with app.client:
        await app.opened()
        await app.change(ID, ReplaceCart(cart=cart_of(lines)), SHOP, "replace cart")
        answer = await app.get(f"/history/checkouts/{ID}")
    assert len(answer.json()["state"]["cart"]["lines"]) == lines
    assert len(in_threads) == (lines == LARGE)
