"""StateSet's order webhooks, and the responses that count as delivered."""

import json
from datetime import UTC, datetime

import pytest

from application.checkouts.admission import Target
from application.commands.purchase import CompletePurchase
from application.webhooks.callbacks import CannotSign, OutgoingRequest, Verdict
from domain.values.payment import Payment
from interfaces.configuration.merchants import selling_merchants
from interfaces.dialects.session.webhooks import signature
from interfaces.dialects.stateset.webhooks import stateset_callbacks
from interfaces.runtime.live import Live
from tests.domain.event_builders import SHOP
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.session.order_calls import SIGNED_AT, URL, calls, merchants

KEY = {"Authorization": "Bearer sk_test_demo"}
CALLBACKS = stateset_callbacks(Live(selling_merchants(merchants())))
(CHANNEL,) = CALLBACKS.channels


async def purchased(app_fixture: AppFixture) -> tuple[str, str]:
    """The ids of a completed session and of its order."""
    wanted = {
        "items": [{"id": "item_123", "quantity": 1}],
        "fulfillment_address": {
            "name": "John Doe",
            "line_one": "456 Oak Ave",
            "city": "Los Angeles",
            "state": "CA",
            "country": "US",
            "postal_code": "90210",
        },
    }
    session = (await app_fixture.client.post("/v1/checkouts", headers=KEY, json=wanted)).json()
    paying = {"payment_data": {"token": "tok_succeed", "provider": "stripe"}}
    path = f"/v1/checkouts/{session['id']}/complete"
    paid = (await app_fixture.client.post(path, headers=KEY, json=paying)).json()
    return session["id"], paid["order_id"]


async def test_a_paid_order_causes_a_webhook(app_fixture: AppFixture) -> None:
    """The webhook has the order id and the permalink of the completion's response."""
    session_id, order_id = await purchased(app_fixture)

    (call,) = await calls(app_fixture, CALLBACKS, session_id)

    assert (call.channel, call.method, call.url) == ("stateset.order", "POST", URL)
    assert json.loads(call.body) == {
        "type": "order_create",
        "data": {
            "id": order_id,
            "type": "order",
            "checkout_session_id": session_id,
            "permalink_url": f"https://shop.example/orders/{order_id}",
            "status": "confirmed",
            "refunds": [],
        },
    }


async def test_a_second_payment_causes_an_order_update(app_fixture: AppFixture) -> None:
    """A second payment sends the order again, since the shop has to refund it."""
    session_id, _ = await purchased(app_fixture)
    second = Payment(method="card", amount=1, currency="USD", id="second")
    change = CompletePurchase(payment=second, order_id="o", purchase_id="p")
    target = Target(checkout_id=session_id, merchant=None)
    await app_fixture.checkouts.change(target, change, SHOP)

    create, update = [
        json.loads(call.body) for call in await calls(app_fixture, CALLBACKS, session_id)
    ]

    assert (create["type"], update["type"]) == ("order_create", "order_update")
    assert create["data"] == update["data"]


async def test_reports_of_the_shop_cause_order_updates(app_fixture: AppFixture) -> None:
    """A shipment and a refund send the order again, with its status and with what was paid back."""
    session_id, _ = await purchased(app_fixture)
    pieces = [{"line": "item_123", "quantity": 1}]
    report = {
        "fulfilments": [{"type": "shipped", "lines": pieces}],
        "adjustments": [
            {"type": "refund", "amount": 150},
            {"type": "refund", "amount": 5, "status": "pending"},
            {"type": "dispute", "amount": 100},
        ],
    }
    shop = {"Authorization": "Bearer demo-orders"}
    path = f"/purchases/{session_id}"
    assert (await app_fixture.client.post(path, headers=shop, json=report)).status_code == 200
    found = [json.loads(call.body) for call in await calls(app_fixture, CALLBACKS, session_id)]
    assert [each["type"] for each in found] == ["order_create", *["order_update"] * 4]
    assert [(each["data"]["status"], len(each["data"]["refunds"])) for each in found] == [
        ("confirmed", 0),
        ("shipped", 0),
        *[("shipped", 1)] * 3,
    ]
    assert found[-1]["data"]["refunds"] == [{"type": "original_payment", "amount": 150}]


@pytest.mark.parametrize("status", [199, 301, 400, 401, 404, 410, 429, 500, 503])
def test_only_2xx_counts_as_delivered(status: int) -> None:
    """2xx is a delivery, and any other status is retried, including 401."""
    assert CHANNEL.judge(200) is CHANNEL.judge(202) is Verdict.DELIVERED
    assert CHANNEL.judge(status) is Verdict.AGAIN


def test_the_signature_matches_openssl() -> None:
    """`printf '1709123456.{}' | openssl dgst -sha256 -hmac secret` computes the same signature."""
    at = datetime.fromtimestamp(1709123456.9, UTC)
    digest = "d857fa9d790165105f1cab3e900103d438c96f3b1465e16ecea7d8fead979cfc"
    assert signature("secret", b"{}", at) == f"t=1709123456,v1={digest}"


def test_a_webhook_without_a_secret_cannot_be_signed() -> None:
    """After the secret is removed from the configuration, signing raises an error that states the cause."""
    (channel,) = stateset_callbacks(
        Live(selling_merchants(merchants(url=None, secret=None)))
    ).channels
    request = OutgoingRequest(channel=channel.name, method="POST", url=URL, body=b"{}")
    with pytest.raises(CannotSign, match="webhook_secret"):
        channel.sign("demo-shop", request, SIGNED_AT)
