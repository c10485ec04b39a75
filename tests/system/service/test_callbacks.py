"""A real server sends callbacks to a real receiver, for an order of Svea and for an order of an agent."""

import hashlib
import hmac
import json
import time
from pathlib import Path
from typing import Any

import httpx
import msgspec
import psycopg

from tests.interfaces.webhooks.receivers import Receiver, receiving, statuses
from tests.system.service.server import running
from tests.system.service.svea_shop import creation, signed

PAYMENTS = {"Authorization": "Bearer demo-payments"}
AUDITOR = {"Authorization": "Bearer demo-auditor"}
TOLERANCE_SECONDS = 300
CONFIGURATION = """
demo = true
[delivery]
allow_http = true
allow_networks = ["127.0.0.0/8"]

[[merchants]]
id = "demo-shop"
name = "Demo Shop"
payment_keys = ["demo-payments"]

[merchants.svea]
credentials = [{{ merchant_id = "100001", secret = "demo-svea-secret" }}]

[merchants.selling]
keys = [{{ name = "demo", key = "sk_test_demo" }}]
demo_catalogue = true
webhook_url = "{receiver}/webhook"
webhook_secret = "whsec_demo"

[[history_keys]]
name = "demo-auditor"
key = "demo-auditor"
merchants = "all"
"""


async def svea_order(
    client: httpx.AsyncClient, receiver: str, database_url: str
) -> tuple[int, str]:
    """Creates, commits and pays an order, and returns its number and id."""
    wanted = json.loads(creation("A-1"))
    wanted["MerchantSettings"] |= {
        "PushUri": f"{receiver}/push/{{checkout.order.uri}}",
        "CheckoutValidationCallBackUri": f"{receiver}/validate/{{checkout.order.uri}}",
    }
    body = msgspec.json.encode(wanted)
    created = await client.post("/api/orders", content=body, headers=signed(body))
    assert created.status_code == 201, created.text
    order = created.json()
    token = order["Gui"]["Snippet"].partition("/shopper/")[2].partition("/")[0]
    shown = (await client.get(f"/shopper/{token}")).json()["version"]
    committed = await client.post(f"/shopper/{token}/commit", json={"version": shown})
    assert committed.status_code == 200, committed.text
    checkout_id = await _opened_last(database_url)
    paid = {"method": "card", "amount": 19_000, "currency": "SEK"}
    answer = await client.post(f"/payments/{checkout_id}/succeeded", json=paid, headers=PAYMENTS)
    assert answer.status_code == 200, answer.text
    return order["OrderId"], checkout_id


async def agents_order(client: httpx.AsyncClient) -> dict[str, Any]:
    """Creates and completes a session of an agent."""
    wanted = {
        "currency": "usd",
        "capabilities": {},
        "line_items": [{"id": "item_123", "quantity": 1}],
        "buyer": {"email": "john@example.com"},
        "fulfillment_details": {
            "address": {
                "name": "John Doe",
                "line_one": "456 Oak Ave",
                "city": "Los Angeles",
                "state": "CA",
                "country": "US",
                "postal_code": "90210",
            }
        },
    }
    instrument = {"type": "card", "credential": {"type": "spt", "token": "tok_succeed"}}
    paying = {"payment_data": {"handler_id": "card_tokenized", "instrument": instrument}}
    headers = {"Authorization": "Bearer sk_test_demo", "API-Version": "2026-04-17"}
    path = "/checkout_sessions"
    opened = await client.post(path, json=wanted, headers={**headers, "Idempotency-Key": "a"})
    assert opened.status_code == 201, opened.text
    path = f"{path}/{opened.json()['id']}/complete"
    paid = await client.post(path, json=paying, headers={**headers, "Idempotency-Key": "b"})
    assert paid.status_code == 200, paid.text
    session: dict[str, Any] = paid.json()
    return session


async def test_validation_push_and_webhook_are_delivered(migrated_url: str, tmp_path: Path) -> None:
    """The validation, the push and the signed webhook arrive, and the history has the responses."""
    behave = statuses(200, body=b'{"Valid":true,"ClientOrderNumber":"A-2"}')
    async with receiving(behave) as shop:
        file = tmp_path / "tillroll.toml"
        file.write_text(CONFIGURATION.format(receiver=shop.url), encoding="utf-8")
        with running(migrated_url, TILLROLL_CONFIG=str(file)) as server:
            async with httpx.AsyncClient(base_url=server.address, timeout=30) as client:
                number, checkout_id = await svea_order(client, shop.url, migrated_url)
                session = await agents_order(client)
                await shop.has(3)
                order = await client.get(f"/api/orders/{number}", headers=signed(b""))
                deliveries = await _settled(client, checkout_id)

    calls = {(each.method, each.path): each for each in shop.received}
    assert calls.keys() == {
        ("GET", f"/validate/{number}"),
        ("POST", f"/push/{number}"),
        ("POST", "/webhook"),
    }
    assert (order.json()["Status"], order.json()["ClientOrderNumber"]) == ("Final", "A-2")
    assert deliveries == [("svea.validation", "answered", 200), ("svea.push", "delivered", 200)]
    event = _verified(shop)
    assert event["type"] == "order_create"
    assert event["data"]["checkout_session_id"] == session["id"]
    assert event["data"]["id"] == session["order"]["id"]
    assert event["data"]["totals"] == session["totals"]


def _verified(shop: Receiver) -> dict[str, Any]:
    """The webhook, after a check of its signature and age."""
    (webhook,) = (each for each in shop.received if each.path == "/webhook")
    at, _, digest = webhook.headers["merchant-signature"].removeprefix("t=").partition(",v1=")
    wanted = hmac.new(b"whsec_demo", at.encode() + b"." + webhook.body, hashlib.sha256)
    assert hmac.compare_digest(digest, wanted.hexdigest())
    assert abs(time.time() - int(at)) < TOLERANCE_SECONDS
    event: dict[str, Any] = json.loads(webhook.body)
    return event


async def _settled(client: httpx.AsyncClient, checkout_id: str) -> list[tuple[str, str, int]]:
    """The deliveries of a checkout when none is pending: channel, state, and status of the last delivery attempt."""
    path = f"/history/checkouts/{checkout_id}/deliveries"
    give_up = time.monotonic() + 30
    while time.monotonic() < give_up:
        found = (await client.get(path, headers=AUDITOR)).json()["deliveries"]
        if all(each["state"] != "waiting" for each in found):
            return [
                (each["channel"], each["state"], each["attempts"][-1]["status"]) for each in found
            ]
    raise AssertionError("the deliveries were not settled")


async def _opened_last(database_url: str) -> str:
    async with await psycopg.AsyncConnection.connect(database_url) as connection:
        found = await connection.execute(
            "SELECT originator_id FROM tillroll.checkout_events WHERE topic = 'checkout.opened' "
            "ORDER BY notification_id DESC LIMIT 1"
        )
        row = await found.fetchone()
    assert row is not None
    return str(row[0])
