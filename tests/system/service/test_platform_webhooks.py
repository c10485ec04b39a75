"""A real server tells a real platform of its orders, over a kill before the delivery and a refusal of the platform."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from interfaces.storage.ecdsa_key_file import create_ecdsa_key
from interfaces.storage.postgres.outbox import spec
from tests.interfaces.dialects.ucp.agent import (
    BUYER,
    DESTINATION,
    choosing,
    creation,
    payment,
    sent_to,
)
from tests.interfaces.dialects.ucp.platforms import CHECKOUT, profile
from tests.interfaces.dialects.ucp.schemas import validate_order
from tests.interfaces.dialects.ucp.signing.receiving import body_is_signed, request_is_signed
from tests.interfaces.webhooks.receivers import Behave, Received, Receiver, receiving, statuses
from tests.system.service.server import running

VERSIONS = ("2026-04-08", "2026-01-11")
PROFILES = "/profiles/"
ORDERS = "/orders/"
AUDITOR = {"Authorization": "Bearer demo-auditor"}
CONFIGURATION = """
demo = true
[delivery]
allow_http = true
allow_networks = ["127.0.0.0/8"]

[[merchants]]
id = "demo-shop"
name = "Demo Shop"
[merchants.selling]
provider = "demo"
demo_catalogue = true
[merchants.ucp]
open = true
signing_key_files = ["signing.key"]
[[merchants.ucp.handlers]]
id = "mock_payment_handler"
name = "example.shop.mock_payment"
succeeding_tokens = ["success_token"]

[[history_keys]]
name = "demo-auditor"
key = "demo-auditor"
merchants = "all"
scopes = ["history:read", "deliveries:send"]
"""


def behaviour(platform: list[Receiver]) -> Behave:
    """Serve the profiles, and refuse the first delivery of each order."""
    refused: set[str] = set()

    async def behave(writer: asyncio.StreamWriter, number: int) -> None:
        request, url = platform[0].received[number - 1], platform[0].url
        version = request.path.rpartition("/")[2]
        if request.path.startswith(PROFILES):
            names = (CHECKOUT, "dev.ucp.shopping.fulfillment")
            shape = profile(*names, version=version, webhook_url=f"{url}{ORDERS}{version}?key=1")
            await statuses(200, body=json.dumps(shape).encode())(writer, number)
        elif request.path in refused:
            await statuses(204)(writer, number)
        else:
            refused.add(request.path)
            await statuses(503)(writer, number)

    return behave


async def buy(client: httpx.AsyncClient, platform: str, version: str) -> str:
    """Buy as a platform of a version, and return the id of the checkout."""
    headers = {"UCP-Agent": f'profile="{platform}{PROFILES}{version}"'}

    async def ask(method: str, path: str, body: Any) -> dict[str, Any]:
        answer = await client.request(method, path, json=body, headers=headers)
        assert answer.status_code in (200, 201), answer.text
        shape: dict[str, Any] = answer.json()
        return shape

    body = creation(("item_123", 1), buyer=BUYER, fulfillment=sent_to(DESTINATION))
    checkout = await ask("POST", "/checkout-sessions", body)
    path = f"/checkout-sessions/{checkout['id']}"
    option = checkout["fulfillment"]["methods"][0]["groups"][0]["options"][0]["id"]
    await ask("PUT", path, choosing(checkout, option))
    paying = payment({"type": "token", "token": "success_token"})
    assert (await ask("POST", f"{path}/complete", paying))["status"] == "completed"
    return str(checkout["id"])


@contextmanager
def nothing_is_derived(database_url: str) -> Iterator[None]:
    """Hold the lock of the process that derives deliveries from events."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (spec.OUTBOX_LOCK,))
        yield


async def deliveries_of(client: httpx.AsyncClient, checkout_id: str) -> list[dict[str, Any]]:
    """The deliveries of a checkout when none is waiting."""
    path = f"/history/checkouts/{checkout_id}/deliveries"
    async with asyncio.timeout(30):
        while True:
            answer = await client.get(path, headers=AUDITOR)
            found: list[dict[str, Any]] = answer.json()["deliveries"]
            if found and all(each["state"] != "waiting" for each in found):
                return found
            await asyncio.sleep(0.05)


@pytest.mark.timeout(120)
async def test_orders_are_told_once_and_signed(migrated_url: str, tmp_path: Path) -> None:
    """A killed server loses no webhook; a retry has the same id and body, and both verify with the published key."""
    create_ecdsa_key(tmp_path / "signing.key")
    file = tmp_path / "tillroll.toml"
    file.write_text(CONFIGURATION, encoding="utf-8")
    found: list[Receiver] = []
    async with receiving(behaviour(found)) as platform:
        found.append(platform)
        with (
            nothing_is_derived(migrated_url),
            running(migrated_url, TILLROLL_CONFIG=str(file)) as server,
        ):
            async with httpx.AsyncClient(base_url=server.address, timeout=30) as client:
                ids = {each: await buy(client, platform.url, each) for each in VERSIONS}
            server.kill()
        assert [each for each in platform.received if each.method == "POST"] == []
        with running(migrated_url, TILLROLL_CONFIG=str(file)) as server:
            async with httpx.AsyncClient(base_url=server.address, timeout=30) as client:
                deliveries = {each: await deliveries_of(client, ids[each]) for each in VERSIONS}
                keys = (await client.get("/.well-known/ucp")).json()["signing_keys"]

    for version in VERSIONS:
        (delivery,) = deliveries[version]
        assert [each["status"] for each in delivery["attempts"]] == [503, 204]
        path = f"{ORDERS}{version}?key=1"
        first, second = (each for each in platform.received if each.path == path)
        assert first.body == second.body
        for name in ("webhook-id", "webhook-timestamp", "ucp-agent", "idempotency-key"):
            assert first.headers[name] == second.headers[name]
        for attempt in (first, second):
            assert is_signed(keys, platform.url, version, attempt)
        order = json.loads(first.body)
        validate_order(version, order)
        assert order["checkout_id"] == ids[version]
        (expectation,) = order["fulfillment"]["expectations"]
        assert expectation["destination"]["street_address"] == DESTINATION["street_address"]


def is_signed(keys: list[dict[str, Any]], url: str, version: str, attempt: Received) -> bool:
    """Whether an attempt is signed as its version wants."""
    if version == "2026-01-11":
        return body_is_signed(list(keys), attempt.headers, attempt.body)
    target = f"{url}{attempt.path}"
    return request_is_signed(list(keys), "POST", target, attempt.headers, attempt.body)
