"""What platforms are told of their orders, in the version of the checkout."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from application.webhooks.callbacks import Callbacks, CannotSign, OutgoingRequest, Verdict
from domain.checkout import Checkout
from domain.events import (
    AdjustmentReported,
    CheckoutEvent,
    ExpectationsReplaced,
    FulfilmentReported,
)
from domain.values.order import Adjustment, AdjustmentStatus, FulfilmentEvent, LineQuantity
from interfaces.configuration.demo.configuration import DEMO_HANDLERS
from interfaces.dialects.ucp.settings import UcpSettings, UcpShop
from interfaces.dialects.ucp.signing.keys import ShopKey
from interfaces.dialects.ucp.webhooks import ucp_callbacks
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.runtime.live import Live
from tests.interfaces.dialects.session.app_fixture import PROVENANCE, AppFixture
from tests.interfaces.dialects.session.order_calls import calls, current_checkout
from tests.interfaces.dialects.ucp.agent import Platform
from tests.interfaces.dialects.ucp.platforms import CHECKOUT, URL, profile
from tests.interfaces.dialects.ucp.schemas import validate_order
from tests.interfaces.dialects.ucp.signing.receiving import body_is_signed, request_is_signed

JANUARY = ("2026-01-11", "2026-01-23")
VERSIONS = ("2026-04-08", "2026-08-25", *JANUARY)
WEBHOOK = "https://platform.example/orders?key=1"
KEY = ShopKey.of(generate_private_key(SECP256R1()))
NEXT = ShopKey.of(generate_private_key(SECP256R1()))
EVENT_ID = "7d1e4a52-6f4d-4d0e-9d1f-6d3f0f4b9a10"
LATER = timedelta(hours=3)


async def bought(
    version: str = "2026-04-08",
    *,
    keys: tuple[ShopKey, ...] = (KEY,),
    names: tuple[str, ...] = (CHECKOUT,),
    webhook_url: str | None = WEBHOOK,
    profiles: Any = "lenient",
) -> tuple[AppFixture, Callbacks, str]:
    """A completed purchase of a platform with this profile: the shop, its webhooks and the id of the checkout."""
    settings = UcpSettings(open=True, handlers=DEMO_HANDLERS, profiles=profiles)
    app_fixture = AppFixture(ucp=settings, ucp_keys=keys)
    await app_fixture.fill()
    shape = profile(*names, version=version, webhook_url=webhook_url)
    app_fixture.platforms.put(URL, shape)
    async with app_fixture.client:
        platform = Platform(app_fixture, version=version)
        ready = await platform.ready(("item_123", 2))
        assert (await platform.complete(ready)).json()["status"] == "completed"
    return app_fixture, ucp_callbacks(app_fixture.ucp_shops, None), ready["id"]


def sent_headers(callbacks: Callbacks, call: OutgoingRequest, at: datetime) -> dict[str, str]:
    """The headers of an attempt at `at`, with lower-case names."""
    (channel,) = (each for each in callbacks.channels if each.name == call.channel)
    headers = {**dict(call.headers), **channel.sign("demo-shop", call, at)}
    return {name.lower(): value for name, value in headers.items()}


async def told_of(
    app_fixture: AppFixture, callbacks: Callbacks, checkout_id: str, *reported: dict[str, Any]
) -> Sequence[OutgoingRequest]:
    """A platform gets a webhook for each report of a shop about an order, in the order of the events."""
    checkout: Checkout = await current_checkout(app_fixture, checkout_id)
    found: list[OutgoingRequest] = []
    for facts in reported:
        facts = dict(facts)
        topic: type[CheckoutEvent] = facts.pop("event")
        event = topic(
            originator_id=checkout.id,
            originator_version=checkout.version + 1,
            timestamp=app_fixture.time + LATER,
            provenance=PROVENANCE,
            **facts,
        )
        checkout = checkout.replay([event])
        found += callbacks.requests_for(event, checkout)
    return found


@pytest.mark.parametrize("version", VERSIONS)
async def test_a_completed_purchase_is_told(version: str) -> None:
    """The whole order goes to the URL of the profile that opened the checkout, valid in its version, and is signed."""
    app_fixture, callbacks, checkout_id = await bought(version)
    (call,) = await calls(app_fixture, callbacks, checkout_id)
    headers = sent_headers(callbacks, call, app_fixture.time)
    order = json.loads(call.body)
    assert (call.method, call.url) == ("POST", WEBHOOK)
    validate_order(version, order)
    assert order["checkout_id"] == checkout_id
    assert [each["quantity"]["total"] for each in order["line_items"]] == [2]
    assert headers["content-type"] == "application/json"
    assert headers["ucp-agent"] == 'profile="https://tillroll.test/.well-known/ucp"'
    assert headers["webhook-timestamp"] == str(int(app_fixture.time.timestamp()))
    assert headers["webhook-id"] == headers["idempotency-key"] == str(UUID(headers["webhook-id"]))
    if version in JANUARY:
        assert body_is_signed([KEY.jwk], headers, call.body)
        assert "signature" not in headers
    else:
        assert request_is_signed([KEY.jwk], "POST", WEBHOOK, headers, call.body)
        assert "request-signature" not in headers


async def test_the_first_version_says_what_happened() -> None:
    """Its receivers read the event beside the order, or the order in a member of its own."""
    app_fixture, callbacks, checkout_id = await bought("2026-01-11")
    (call,) = await calls(app_fixture, callbacks, checkout_id)
    body = json.loads(call.body)
    own = {name: body.pop(name) for name in ("event_id", "event_type", "created_time", "order")}
    assert own == {
        "event_id": dict(call.headers)["Webhook-Id"],
        "event_type": "order_placed",
        "created_time": "2026-03-01T12:00:00Z",
        "order": body,
    }


async def test_another_attempt_is_the_same_delivery() -> None:
    """Only the signature is new; the event is derived to the same request each time."""
    app_fixture, callbacks, checkout_id = await bought()
    (first,) = await calls(app_fixture, callbacks, checkout_id)
    (again,) = await calls(app_fixture, callbacks, checkout_id)
    assert first == again
    before = sent_headers(callbacks, first, app_fixture.time)
    after = sent_headers(callbacks, first, app_fixture.time + LATER)
    assert request_is_signed([KEY.jwk], "POST", WEBHOOK, after, first.body)
    assert {name for name in before if before[name] != after[name]} == {
        "signature",
        "signature-input",
    }


@pytest.mark.parametrize("version", VERSIONS)
async def test_each_later_event_is_told(version: str) -> None:
    """Each has the order after it and an id of its own, which is that of the entry where that is a UUID."""
    app_fixture, callbacks, checkout_id = await bought(version)
    line = (await current_checkout(app_fixture, checkout_id)).cart.lines[0].id
    parts = (LineQuantity(line=line, quantity=Decimal(1)),)
    shipped = FulfilmentEvent(
        id=EVENT_ID, kind="shipped", occurred_at=app_fixture.time, lines=parts
    )
    pending = Adjustment(
        id="5b2c7f0e-3c1a-4c39-8f4c-0c8c7a1d2e3f",
        kind="refund",
        status=AdjustmentStatus.PENDING,
        occurred_at=app_fixture.time,
        amount=100,
    )
    refunded = replace(pending, status=AdjustmentStatus.COMPLETED)
    told = await told_of(
        app_fixture,
        callbacks,
        checkout_id,
        {"event": FulfilmentReported, "fulfilment": shipped},
        {"event": FulfilmentReported, "fulfilment": replace(shipped, id="2", kind="delivered")},
        {"event": AdjustmentReported, "adjustment": pending},
        {"event": AdjustmentReported, "adjustment": refunded},
        {"event": ExpectationsReplaced, "expectations": ()},
    )
    ids = [dict(each.headers)["Webhook-Id"] for each in told]
    assert len(set(ids)) == 5
    assert (ids[0], ids[3]) == (EVENT_ID, refunded.id)
    assert all(str(UUID(each)) == each for each in ids)
    orders = [json.loads(each.body) for each in told]
    for order in orders:
        validate_order(version, order)
    assert [len(each["fulfillment"]["events"]) for each in orders] == [1, 2, 2, 2, 2]
    assert [[each["status"] for each in order["adjustments"]] for order in orders] == [
        *([], [], ["pending"]),
        *(["completed"], ["completed"]),
    ]
    at = str(int((app_fixture.time + LATER).timestamp()))
    assert {dict(each.headers)["Webhook-Timestamp"] for each in told} == {at}
    if version in JANUARY:
        assert [each["event_type"] for each in orders] == [
            *("order_shipped", "order_delivered"),
            *("order_adjusted", "order_adjusted", "order_updated"),
        ]


@pytest.mark.parametrize(
    ("profiles", "names", "webhook_url", "count"),
    [
        ("lenient", (CHECKOUT,), WEBHOOK, 1),
        ("lenient", (CHECKOUT,), None, 0),
        ("lenient", (), WEBHOOK, 1),
        ("strict", (CHECKOUT, "dev.ucp.shopping.fulfillment"), WEBHOOK, 1),
        ("strict", (CHECKOUT, "dev.ucp.shopping.fulfillment"), None, 0),
    ],
)
async def test_who_is_told(
    profiles: str, names: tuple[str, ...], webhook_url: str | None, count: int
) -> None:
    """Platforms with the order capability and an address are, and no others."""
    app_fixture, callbacks, checkout_id = await bought(
        names=names, webhook_url=webhook_url, profiles=profiles
    )
    assert len(await calls(app_fixture, callbacks, checkout_id)) == count


async def test_an_order_capability_of_another_version_is_not_negotiated() -> None:
    """A strict shop does not tell a platform that has the capability in another version only."""
    settings = UcpSettings(open=True, handlers=DEMO_HANDLERS)
    app_fixture = AppFixture(ucp=settings, ucp_keys=(KEY,))
    await app_fixture.fill()
    shape = profile(CHECKOUT, "dev.ucp.shopping.fulfillment", webhook_url=WEBHOOK)
    shape["ucp"]["capabilities"]["dev.ucp.shopping.order"][0]["version"] = "2026-01-11"
    app_fixture.platforms.put(URL, shape)
    async with app_fixture.client:
        platform = Platform(app_fixture)
        ready = await platform.ready(("item_123", 1))
        await platform.complete(ready)
    callbacks = ucp_callbacks(app_fixture.ucp_shops, None)
    assert await calls(app_fixture, callbacks, ready["id"]) == []


async def test_the_configured_address_names_the_shop() -> None:
    """With a public address, the agent is the profile there, wherever the platform asked."""
    app_fixture, _, checkout_id = await bought()
    callbacks = ucp_callbacks(app_fixture.ucp_shops, "https://shop.example")
    (call,) = await calls(app_fixture, callbacks, checkout_id)
    assert dict(call.headers)["UCP-Agent"] == 'profile="https://shop.example/.well-known/ucp"'


async def test_the_next_key_signs_what_is_sent_after_the_change() -> None:
    """A delivery from before is signed with the key of its attempt. Without a key it waits, with the reason."""
    app_fixture, _, checkout_id = await bought()
    (shop, *others) = app_fixture.ucp_shops.now
    live: Live[Sequence[MerchantSettings[UcpShop]]] = Live([shop, *others])
    callbacks = ucp_callbacks(live, None)
    (call,) = await calls(app_fixture, callbacks, checkout_id)
    both = replace(shop.settings, keys=replace(shop.settings.keys, own=(NEXT, KEY)))
    live.replace([replace(shop, settings=both)])
    headers = sent_headers(callbacks, call, app_fixture.time)
    assert request_is_signed([NEXT.jwk], "POST", WEBHOOK, headers, call.body)
    assert not request_is_signed([KEY.jwk], "POST", WEBHOOK, headers, call.body)
    none = replace(shop.settings, keys=replace(shop.settings.keys, own=()))
    live.replace([replace(shop, settings=none)])
    with pytest.raises(CannotSign, match="signing_key_files"):
        sent_headers(callbacks, call, app_fixture.time)


async def test_every_failure_is_retried() -> None:
    """2xx is delivered. A redirection is not followed and counts as a failure. The first retry comes after seconds."""
    _, callbacks, _ = await bought(webhook_url=None)
    for channel in callbacks.channels:
        assert channel.judge(204) is Verdict.DELIVERED
        assert {channel.judge(status) for status in (301, 400, 404, 410, 500)} == {Verdict.AGAIN}
        assert channel.again_after[0] <= timedelta(seconds=5)
        assert timedelta(hours=24) < sum(channel.again_after, timedelta()) < timedelta(hours=72)


async def test_the_outbox_has_no_address_in_clear() -> None:
    """The personal texts of the destination are sealed in the request that is stored."""
    app_fixture, callbacks, checkout_id = await bought()
    (call,) = await calls(app_fixture, callbacks, checkout_id)
    assert b"sealed2:" in call.body
    assert b"456 Oak Ave" not in call.body
