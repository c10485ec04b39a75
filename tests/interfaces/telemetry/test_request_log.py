"""The log of a running server: its contents, and the data that it never contains."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import psycopg

from tests.system.service.server import authorised, item, new_checkout, running
from tests.system.service.svea_shop import creation, signed

CONFIGURATION = """
demo = true
[[merchants]]
id = "demo-shop"
name = "Demo Shop"
payment_keys = ["canary-payment-key"]
[merchants.walley]
store_ids = [1001]
clients = [{ client_id = "demo-client", client_secret = "demo-secret" }]
shared_keys = [{ username = "demo", access_key = "canary-access-key" }]
[merchants.svea]
credentials = [{ merchant_id = "100001", secret = "demo-svea-secret" }]
[merchants.selling]
demo_catalogue = true
keys = [{ name = "agent", key = "canary-api-key" }]
webhook_url = "https://canary.example/canary"
webhook_secret = "canary-webhook-secret"

[[history_keys]]
name = "auditor"
key = "canary-history-key"
merchants = "all"
"""
CUSTOMER = {
    "email": "canary@person.example",
    "phone": "+46700000001",
    "firstName": "Canaryfirst",
    "lastName": "Canarylast",
    "nationalId": "19520101-1234",
    "deliveryAddress": {
        "address": "Canary road 2",
        "postalCode": "98765",
        "city": "Canarytown",
        "country": "SE",
    },
}
PERSONAL = ("canary", "46700000001", "19520101-1234", "98765")


def lines_of(output: str) -> list[dict[str, Any]]:
    """Return the lines that are JSON objects."""
    return [json.loads(line) for line in output.splitlines() if line.startswith("{")]


def test_each_request_is_logged_with_its_ids(migrated_url: str) -> None:
    """A line is a JSON object with the request, its dialect, checkout, merchant and outcome."""
    with running(migrated_url) as server:
        headers = authorised(server.address)
        checkout_id = new_checkout(server.address, headers)["privateId"]
        answer = httpx.put(
            f"{server.address}/checkouts/{checkout_id}/cart",
            headers=headers | {"X-Request-Id": "order-4711", "If-Match": '"7"'},
            json=[item(2)],
        )
        assert answer.status_code == 412
        server.stop()
        assert server.process.stdout is not None
        lines = lines_of(server.process.stdout.read())
    (line,) = [line for line in lines if line.get("request_id") == "order-4711"]
    assert line["event"] == "request"
    assert line["level"] == "info"
    assert line["dialect"] == "walley"
    assert line["operation"] == "PUT /checkouts/{checkout_id}/cart"
    assert line["outcome"] == "StaleVersion"
    assert line["status"] == 412
    assert line["checkout"] == checkout_id
    assert line["merchant"] == "demo-shop"


def test_the_text_format_and_the_level_are_configurable(migrated_url: str) -> None:
    """TILLROLL_LOG_FORMAT=text writes readable lines, and TILLROLL_LOG_LEVEL sets the level."""
    with running(migrated_url, TILLROLL_LOG_FORMAT="text") as server:
        new_checkout(server.address, authorised(server.address))
        server.stop()
        assert server.process.stdout is not None
        output = server.process.stdout.read()
    assert "POST /checkouts" in output
    assert not lines_of(output)
    with running(migrated_url, TILLROLL_LOG_LEVEL="warning") as server:
        new_checkout(server.address, authorised(server.address))
        server.stop()
        assert server.process.stdout is not None
        assert server.process.stdout.read().strip() == ""


def test_no_secrets_and_no_personal_data_are_logged(migrated_url: str, tmp_path: Path) -> None:
    """At the debug level and with failures of every kind, the log has no key, token, name or address."""
    config = tmp_path / "tillroll.toml"
    config.write_text(CONFIGURATION)
    secrets = {"demo-secret", "demo-svea-secret"}
    with running(migrated_url, TILLROLL_CONFIG=str(config), TILLROLL_LOG_LEVEL="debug") as server:
        headers = authorised(server.address)
        created = new_checkout(server.address, headers)
        secrets |= {headers["Authorization"].removeprefix("Bearer "), created["publicToken"]}
        _send_varied_requests(server.address, headers, created)
        secrets |= _send_requests_of_other_dialects(server.address)
        with psycopg.connect(migrated_url, autocommit=True) as connection:
            connection.execute("ALTER TABLE tillroll.checkout_events RENAME state TO estate")
            _send_varied_requests(server.address, headers, created)
            _send_requests_of_other_dialects(server.address)
            connection.execute("ALTER TABLE tillroll.checkout_events RENAME estate TO state")
        server.stop()
        assert server.process.stdout is not None
        output = server.process.stdout.read()
    assert "warning" in output, "nothing went wrong"
    opened_in = {line["dialect"] for line in lines_of(output) if line.get("status") == 201}
    assert opened_in == {"walley", "svea", "stateset", "acp"}
    for secret in secrets:
        assert secret not in output, secret
    for datum in PERSONAL:
        assert datum not in output.lower(), datum


def _send_varied_requests(address: str, headers: dict[str, str], created: dict[str, Any]) -> None:
    """Send requests that succeed, that are refused and that are malformed, with secrets in every place."""
    checkout = f"{address}/checkouts/{created['privateId']}"
    shopper = f"{address}/shopper/{created['publicToken']}"
    payments = f"{address}/payments/{created['privateId']}/succeeded"
    personal = [item(2) | {"description": "For Canaryfirst Canarylast", "id": "canary"}]
    with httpx.Client(timeout=30) as client:
        client.get(checkout, headers=headers)
        client.put(f"{checkout}/cart", headers=headers, json=personal)
        client.put(f"{checkout}/cart", headers=headers, content=b'[{"id": "canary@person.example"')
        client.put(f"{checkout}/cart", headers=headers, json=[{"vat": "canary"}])
        client.put(f"{checkout}/canary@person.example", headers=headers)
        client.get(f"{address}/canary/canary@person.example?q=canary")
        client.get(checkout, headers={"Authorization": "Bearer canary-wrong"})
        client.get(checkout, headers={"Authorization": "SharedKey canary-access-key"})
        client.get(checkout, headers=headers | {"User-Agent": "canary", "X-Request-Id": "a canary"})
        client.post(f"{shopper}/identify", json=CUSTOMER)
        client.post(f"{shopper}/identify", json=CUSTOMER | {"canary": "canary"})
        client.post(f"{shopper}/commit", json={"version": 1})
        client.post(payments, headers={"Authorization": "Bearer canary-payment-key"}, json={})
        client.get(
            f"{address}/history/events?q=canary",
            headers={"Authorization": "Bearer canary-history-key"},
        )


def _send_requests_of_other_dialects(address: str) -> set[str]:
    """Send such requests as an agent and as a Svea shop. Return their signatures."""
    agent = {"Authorization": "Bearer canary-api-key", "API-Version": "2025-09-29"}
    bought = {
        "items": [{"id": "item_123", "quantity": 1}],
        "buyer": {
            "first_name": "Canaryfirst",
            "last_name": "Canarylast",
            "email": CUSTOMER["email"],
        },
        "fulfillment_address": {
            "name": "Canaryfirst Canarylast",
            "line_one": "Canary road 2",
            "city": "Canarytown",
            "state": "CA",
            "country": "US",
            "postal_code": "98765",
        },
    }
    paid = {"payment_data": {"token": "tok_canary", "provider": "stripe"}}
    order = creation("canary-1")
    signature = signed(order)
    with httpx.Client(base_url=address, timeout=30) as client:
        for place, root in enumerate(("/v1/checkouts", "/checkout_sessions")):
            made = client.post(
                root, headers=agent | {"Idempotency-Key": f"canary-{place}"}, json=bought
            )
            one = f"{root}/{made.json().get('id', 'canary')}"
            client.get(one, headers=agent)
            client.get(one, headers={"Authorization": "Bearer canary-wrong"})
            client.get(f"{root}/canary@person.example?q=canary", headers=agent)
            client.post(f"{one}/complete", headers=agent, json=paid)
            client.post(root, headers=agent, content=b'{"email": "canary@person.example"')
            client.post(root, headers=agent, json={"items": "canary"})
        client.post("/api/orders", content=order, headers=signature)
        client.post("/api/orders", content=b'{"canary": 1}', headers=signature)
        broken = b'{"MerchantData": "canary'
        client.post("/api/orders", content=broken, headers=signed(broken))
        client.get("/api/orders/canary", headers=signed(b""))
        client.get("/api/tokens/canary", headers=signed(b""))
    return {signature["Authorization"].removeprefix("Svea ")}


def test_only_a_safe_request_id_is_used(migrated_url: str) -> None:
    """A request id with other characters than letters, digits and a few signs is replaced, in response and log."""
    unsafe = (
        "a b",
        'a","level":"error',
        "a\\nb",
        "caf\xe9",
        "x" * 129,
        "",
        "<script>",
        "a;b",
        "${jndi}",
    )
    safe = ("order-4711", "0b4e2a4c-3f0e-4d0c-9d3b-8a4f6f1f8a55", "a:b/c+d=e@f.g_h", "x" * 128)
    with running(migrated_url) as server, httpx.Client(base_url=server.address) as client:
        for name in ("X-Request-Id", "Request-Id"):
            for sent in unsafe + safe:
                headers = {name.encode(): sent.encode("latin-1")}
                answer = client.get("/history/events", headers=headers)
                assert (sent in answer.text) == (sent in safe) or sent == ""
        server.stop()
        assert server.process.stdout is not None
        lines = lines_of(server.process.stdout.read())
    logged = [line["request_id"] for line in lines if line.get("event") == "request"]
    known = [each for each in logged if each in safe]
    assert known == [*safe, *safe]
    others = [each for each in logged if each not in safe]
    assert len(others) >= 2 * len(unsafe)
    assert all(UUID(each) for each in others)
