"""What Svea calls back for, what is made of a shop's answers, and whose a ClientOrderNumber then is."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from application.commands.purchase import CommitPurchase
from application.ports.purchase_validation import Approved, Rejected
from application.webhooks.callbacks import Verdict
from domain.checkout import Checkout
from domain.refusals import PurchaseStopped, ReferenceTaken
from interfaces.dialects.svea.webhooks import svea_callbacks, understood
from interfaces.webhooks.http_caller import HttpCaller
from interfaces.webhooks.purchase_validation import ShopValidation
from tests.interfaces.api.shopper.test_asking_the_shop import Log
from tests.interfaces.dialects.svea.app_fixture import (
    CREATION,
    FIRST_NUMBER,
    ROW,
    SETTINGS,
    AppFixture,
)
from tests.interfaces.webhooks.receivers import Behave, receiving, silent, statuses
from tests.interfaces.webhooks.webhook_fixture import HOME

SVEA = svea_callbacks()
PUSH = "https://shop.example/push?order={checkout.order.uri}"
PUSHED = ("POST", f"https://shop.example/push?order={FIRST_NUMBER}")
WORDS = "The shop could not confirm the order. Try again, or contact the shop."


async def calls(app_fixture: AppFixture, path: str) -> list[tuple[str, str]]:
    """Every callback that an order's history causes, as the mechanism would ask for them."""
    checkout = await app_fixture.checkout(path)
    events = await app_fixture.storage.events.events(checkout.id)
    standing: Checkout | None = None
    found: list[tuple[str, str]] = []
    for event in events:
        standing = event.mutate(None) if standing is None else standing.replay([event])
        assert standing is not None
        if event.TOPIC in SVEA.topics:
            found += [(it.method, it.url) for it in SVEA.requests_for(event, standing)]
    return found


@pytest.mark.parametrize(
    ("states", "pushes"),
    [
        (["touched"], 0),
        (["committed"], 0),
        (["committed", "payment failed"], 0),
        (["completed"], 1),
        (["cancelled"], 1),
        (["idle for 48 hours"], 1),
    ],
)
async def test_each_state_that_an_order_comes_to_is_pushed(states: list[str], pushes: int) -> None:
    """Final once, Cancelled once, whatever cancelled it; nothing else is a change of state."""
    app_fixture = AppFixture()
    path = await app_fixture.opened(MerchantSettings={**SETTINGS, "PushUri": PUSH})
    for state in states:
        await app_fixture.bring(path, state)
    assert await calls(app_fixture, path) == [PUSHED] * pushes


async def test_a_recurring_order_is_pushed_once() -> None:
    """That its token is issued with the payment is part of the same change of state."""
    app_fixture = AppFixture()
    path = await app_fixture.opened(MerchantSettings={**SETTINGS, "PushUri": PUSH}, Recurring=True)
    await app_fixture.bring(path, "completed")
    assert await calls(app_fixture, path) == [PUSHED]


async def test_an_order_under_a_token_is_pushed_once_it_is_paid() -> None:
    """To the push URI that it was created with, without a validation, since no customer confirms it."""
    app_fixture = AppFixture()
    wanted = {
        "Currency": "SEK",
        "ClientOrderNumber": "R-2",
        "MerchantSettings": {
            "PushUri": "https://shop.example/again/{checkout.order.uri}",
            "CheckoutValidationCallBackUri": "http://127.0.0.1:1/nobody",
        },
        "Cart": {"Items": [ROW]},
    }
    created = await app_fixture.ask("POST", f"{await app_fixture.token()}/orders", wanted)
    assert created.status_code == 201, created.text
    number = created.json()["orderId"]

    assert await calls(app_fixture, f"/{number}") == []
    await app_fixture.bring(f"/{number}", "paid")
    assert await calls(app_fixture, f"/{number}") == [
        ("POST", f"https://shop.example/again/{number}")
    ]


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        *((status, Verdict.DELIVERED) for status in (200, 201, 204, 299)),
        *((status, Verdict.AGAIN) for status in (404, 500, 503, 599)),
        *((status, Verdict.ENDED) for status in (100, 199, 300, 302, 400, 401, 403, 410, 429, 499)),
    ],
)
def test_what_an_answer_to_a_push_means(status: int, verdict: Verdict) -> None:
    """2xx ends it, 404 and what is 500 or more is tried again, and other answers are ignored."""
    (channel,) = SVEA.channels
    assert channel.judge(status) is verdict


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ({"Valid": True}, None),
        ({"valid": True, "clientOrderNumber": "A-2"}, "A-2"),
        ({"Valid": True, "ClientOrderNumber": "A-2", "Message": "ignored"}, "A-2"),
        ({"Valid": True, "ClientOrderNumber": "x" * 32}, "x" * 32),
        ({"Valid": True, "ClientOrderNumber": ""}, None),
        ({"Valid": True, "ClientOrderNumber": None}, None),
    ],
)
def test_a_purchase_is_let_through(body: dict[str, Any], number: str | None) -> None:
    """By 200 and `Valid`, whatever case the names are in; the number is the order's from then on."""
    assert understood(200, json.dumps(body).encode()) == Approved(order_reference=number)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        *((status, b'{"Valid":true}') for status in (100, 201, 204, 302, 400, 404, 500)),
        (200, b""),
        (200, b"<html>"),
        (200, b"\xff"),
        (200, b"[" * 60_000),
        (200, b"true"),
        (200, b"{}"),
        (200, b'{"Valid":false}'),
        (200, b'{"Valid":"true"}'),
        (200, b'{"Valid":1}'),
        (200, b'{"Valid":false,"Message":17}'),
        (200, b'{"Valid":true,"ClientOrderNumber":"%s"}' % (b"x" * 33)),
        (200, b'{"Valid":true,"ClientOrderNumber":true}'),
        (200, b'{"Valid":true,"ClientOrderNumber":" "}'),
        (200, b'{"Valid":true,"ClientOrderNumber":"a\\u0000"}'),
    ],
)
def test_a_purchase_is_stopped(status: int, body: bytes) -> None:
    """Any other response stops it, and the customer gets the default message."""
    assert understood(status, body) == Rejected(title="The purchase was stopped", message=WORDS)


def test_a_purchase_is_stopped_with_words() -> None:
    """The shop's message is for the customer: one line, and not without end."""
    said = understood(200, json.dumps({"Valid": False, "Message": "Slut\u0000såld" * 500}).encode())
    assert isinstance(said, Rejected)
    assert (said.message[:9], len(said.message)) == ("Slut såld", 1000)


@asynccontextmanager
async def asking(behave: Behave) -> AsyncIterator[tuple[AppFixture, list[str], str]]:
    """A fixture whose shop behaves like this, the URLs that were requested, and an order that can be bought."""
    log = Log()
    asked: list[str] = []
    async with receiving(behave) as shop, HttpCaller(HOME, seconds=0.5) as caller:
        app_fixture = AppFixture()
        app_fixture = AppFixture(
            ShopValidation(callbacks=[SVEA], caller=caller, log=log, clock=lambda: app_fixture.time)
        )
        uri = f"{shop.url}/validate/{{checkout.order.uri}}"
        settings = {**SETTINGS, "CheckoutValidationCallBackUri": uri}
        path = await app_fixture.opened(ClientOrderNumber="A-1", MerchantSettings=settings)
        yield app_fixture, asked, path
        asked += [f"{it.method} {it.path} {it.body!r}" for it in shop.received]


async def commit(app_fixture: AppFixture, path: str) -> Checkout:
    """The customer presses "complete purchase"."""
    version = (await app_fixture.checkout(path)).version
    return await app_fixture.change(path, CommitPurchase(shown_version=version))


async def test_the_last_chance_to_change_the_number() -> None:
    """The validation is a GET; its number is the order's, and no order may have it or the one before."""
    body = b'{"Valid":true,"ClientOrderNumber":"A-2"}'
    async with asking(statuses(200, body=body)) as (app_fixture, asked, path):
        committed = await commit(app_fixture, path)

        assert committed.reference == "A-2"
        for number in ("A-1", "A-2"):
            again = await app_fixture.ask(
                "POST", "/api/orders", {**CREATION, "ClientOrderNumber": number}
            )
            assert (again.status_code, again.json()["OrderId"]) == (200, committed.order_number)
    assert asked == [f"GET /validate/{committed.order_number} b''"]


async def test_a_number_that_another_order_has() -> None:
    """The purchase does not go on under it, and nothing of it is recorded."""
    body = b'{"Valid":true,"ClientOrderNumber":"B-1"}'
    async with asking(statuses(200, body=body)) as (app_fixture, _, path):
        await app_fixture.opened(ClientOrderNumber="B-1")
        before = await app_fixture.checkout(path)
        with pytest.raises(ReferenceTaken):
            await commit(app_fixture, path)
        assert await app_fixture.checkout(path) == before


@pytest.mark.parametrize("behave", [statuses(200, body=b'{"Valid":false}'), silent])
async def test_a_shop_that_does_not_let_it_through(behave: Behave) -> None:
    """No purchase without the shop's word, be it that it says no or that it says nothing."""
    async with asking(behave) as (app_fixture, _, path):
        with pytest.raises(PurchaseStopped):
            await commit(app_fixture, path)


async def test_an_order_without_the_uri() -> None:
    """Its shop gets no validation."""
    app_fixture = AppFixture()
    assert SVEA.question(await app_fixture.checkout(await app_fixture.opened())) is None
