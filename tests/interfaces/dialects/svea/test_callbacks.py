"""Svea's callbacks: pushes, the validation of a purchase, and the ClientOrderNumber that it may change."""

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
DEFAULT_MESSAGE = "The shop could not confirm the order. Try again, or contact the shop."


async def calls(app_fixture: AppFixture, path: str) -> list[tuple[str, str]]:
    """Every callback request that the order's events cause: method and URL."""
    checkout = await app_fixture.checkout(path)
    events = await app_fixture.storage.events.events(checkout.id)
    checkout_at: Checkout | None = None
    found: list[tuple[str, str]] = []
    for event in events:
        checkout_at = event.mutate(None) if checkout_at is None else checkout_at.replay([event])
        assert checkout_at is not None
        if event.TOPIC in SVEA.topics:
            found += [(it.method, it.url) for it in SVEA.requests_for(event, checkout_at)]
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
async def test_final_and_cancelled_are_pushed(states: list[str], pushes: int) -> None:
    """An order is pushed when it becomes Final or Cancelled, for any cause, and at no other change."""
    app_fixture = AppFixture()
    path = await app_fixture.opened(MerchantSettings={**SETTINGS, "PushUri": PUSH})
    for state in states:
        await app_fixture.bring(path, state)
    assert await calls(app_fixture, path) == [PUSHED] * pushes


async def test_a_recurring_order_causes_a_single_push() -> None:
    """A recurring order is pushed once, although its payment also issues the token."""
    app_fixture = AppFixture()
    path = await app_fixture.opened(MerchantSettings={**SETTINGS, "PushUri": PUSH}, Recurring=True)
    await app_fixture.bring(path, "completed")
    assert await calls(app_fixture, path) == [PUSHED]


async def test_an_order_under_a_token_is_pushed_after_its_payment() -> None:
    """The payment of an order under a token is pushed to its own PushUri, and no validation is requested."""
    app_fixture = AppFixture()
    wanted = {
        "Currency": "SEK",
        "ClientOrderNumber": "R-2",
        "MerchantSettings": {
            "PushUri": "https://shop.example/again/{checkout.order.uri}",
            "CheckoutValidationCallBackUri": "http://127.0.0.1:1/unreachable",
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
def test_the_status_of_a_response_to_a_push_decides_about_retries(
    status: int, verdict: Verdict
) -> None:
    """2xx ends the delivery, 404 and 5xx are retried, and any other status ends it without a retry."""
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
def test_a_validation_response_approves_the_purchase(
    body: dict[str, Any], number: str | None
) -> None:
    """200 with `Valid` true approves the purchase, in any letter case, and its number becomes the order's."""
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
def test_any_other_validation_response_rejects_the_purchase(status: int, body: bytes) -> None:
    """Any other response rejects the purchase, and the customer gets the default message."""
    assert understood(status, body) == Rejected(
        title="The purchase was stopped", message=DEFAULT_MESSAGE
    )


def test_the_message_of_a_rejection_is_one_line_of_limited_length() -> None:
    """The shop's message reaches the customer as one line of at most 1000 characters."""
    rejection = understood(
        200, json.dumps({"Valid": False, "Message": "Slut\u0000såld" * 500}).encode()
    )
    assert isinstance(rejection, Rejected)
    assert (rejection.message[:9], len(rejection.message)) == ("Slut såld", 1000)


@asynccontextmanager
async def shop_with(behave: Behave) -> AsyncIterator[tuple[AppFixture, list[str], str]]:
    """A fixture whose shop behaves like this, the log of its requests, and the path of an order that can be bought."""
    log = Log()
    requests: list[str] = []
    async with receiving(behave) as shop, HttpCaller(HOME, seconds=0.5) as caller:
        app_fixture = AppFixture()
        app_fixture = AppFixture(
            ShopValidation(callbacks=[SVEA], caller=caller, log=log, clock=lambda: app_fixture.time)
        )
        uri = f"{shop.url}/validate/{{checkout.order.uri}}"
        settings = {**SETTINGS, "CheckoutValidationCallBackUri": uri}
        path = await app_fixture.opened(ClientOrderNumber="A-1", MerchantSettings=settings)
        yield app_fixture, requests, path
        requests += [f"{it.method} {it.path} {it.body!r}" for it in shop.received]


async def commit(app_fixture: AppFixture, path: str) -> Checkout:
    """Commits the purchase, as the customer does with "complete purchase"."""
    version = (await app_fixture.checkout(path)).version
    return await app_fixture.change(path, CommitPurchase(shown_version=version))


async def test_a_validation_response_changes_the_client_order_number() -> None:
    """The validation is a GET. The order then owns the number in the response as well as its earlier number."""
    body = b'{"Valid":true,"ClientOrderNumber":"A-2"}'
    async with shop_with(statuses(200, body=body)) as (app_fixture, requests, path):
        committed = await commit(app_fixture, path)

        assert committed.reference == "A-2"
        for number in ("A-1", "A-2"):
            again = await app_fixture.ask(
                "POST", "/api/orders", {**CREATION, "ClientOrderNumber": number}
            )
            assert (again.status_code, again.json()["OrderId"]) == (200, committed.order_number)
    assert requests == [f"GET /validate/{committed.order_number} b''"]


async def test_a_validation_response_with_another_orders_number_is_refused() -> None:
    """A number that another order has stops the purchase, and nothing is recorded."""
    body = b'{"Valid":true,"ClientOrderNumber":"B-1"}'
    async with shop_with(statuses(200, body=body)) as (app_fixture, _, path):
        await app_fixture.opened(ClientOrderNumber="B-1")
        before = await app_fixture.checkout(path)
        with pytest.raises(ReferenceTaken):
            await commit(app_fixture, path)
        assert await app_fixture.checkout(path) == before


@pytest.mark.parametrize("behave", [statuses(200, body=b'{"Valid":false}'), silent])
async def test_a_rejection_and_a_timeout_stop_the_purchase(behave: Behave) -> None:
    """The purchase is stopped when the shop rejects it and when the shop does not respond."""
    async with shop_with(behave) as (app_fixture, _, path):
        with pytest.raises(PurchaseStopped):
            await commit(app_fixture, path)


async def test_an_order_without_a_validation_uri_is_not_validated() -> None:
    """An order without CheckoutValidationCallBackUri causes no validation request."""
    app_fixture = AppFixture()
    assert SVEA.question(await app_fixture.checkout(await app_fixture.opened())) is None
