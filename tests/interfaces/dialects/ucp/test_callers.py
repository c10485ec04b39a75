"""Who may reach which checkout."""

from collections.abc import AsyncIterator

import pytest

from interfaces.dialects.ucp.settings import UcpSettings
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import ROOT, Platform, creation, said

KEY = "sk_test_demo"
OTHER = "https://other.example/profile.json"


@pytest.fixture
async def closed() -> AsyncIterator[AppFixture]:
    """A shop that sells to clients with keys only."""
    app_fixture = AppFixture(ucp=UcpSettings(profiles="lenient"))
    await app_fixture.fill()
    async with app_fixture.client:
        yield app_fixture


async def test_a_platform_reaches_only_its_own_checkouts(app_fixture: AppFixture) -> None:
    """Those of another platform and of a client with a key are not found, for reading and for changing."""
    own, other = Platform(app_fixture), Platform(app_fixture, profile=OTHER)
    with_key = Platform(app_fixture, key=KEY)
    foreign = [await other.create(("item_123", 1)), await with_key.create(("item_123", 1))]
    for checkout in foreign:
        for answer in (
            await own.get(checkout),
            await own.update(checkout, creation(("item_456", 1))),
            await own.complete(checkout),
            await own.cancel(checkout),
        ):
            assert (answer.status_code, said(answer.json())) == (200, [("not_found", None)])
        assert (await with_key.get(checkout)).json()["status"] == "incomplete"


async def test_an_unknown_checkout_is_answered_as_a_foreign_one(platform: Platform) -> None:
    """The answer says only that there is no such checkout."""
    for checkout_id in ("open_nothing", "checkout_000", "%00", "x" * 300):
        answer = await platform.get({"id": checkout_id})
        assert (answer.status_code, said(answer.json())) == (200, [("not_found", None)])


async def test_a_key_may_be_in_either_header(closed: AppFixture) -> None:
    """Authorization and X-API-Key are both read; without a key a closed shop answers 401."""
    body = creation(("item_123", 1))
    for headers in ({"Authorization": f"Bearer {KEY}"}, {"X-API-Key": KEY}):
        answer = await closed.client.post(ROOT, json=body, headers=headers)
        assert answer.status_code == 201
    for headers in ({}, {"X-API-Key": "wrong"}):
        answer = await closed.client.post(ROOT, json=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


async def test_a_key_for_reading_changes_nothing(closed: AppFixture) -> None:
    """A change with it is 403."""
    platform = Platform(closed, key="rk_test_demo_read")
    answer = await platform.ask("POST", ROOT, creation(("item_123", 1)))
    assert (answer.status_code, answer.json()["code"]) == (403, "insufficient_scope")


async def test_keys_of_idempotency_belong_to_a_platform(app_fixture: AppFixture) -> None:
    """Two platforms may use the same key; one platform may not use it for another request."""
    body = creation(("item_123", 1))
    platforms = (Platform(app_fixture), Platform(app_fixture, profile=OTHER))
    first, second = [
        await each.ask("POST", ROOT, body, Idempotency_Key="same") for each in platforms
    ]
    assert first.json()["id"] != second.json()["id"]
    other = await platforms[0].ask("POST", ROOT, creation(("item_123", 2)), Idempotency_Key="same")
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_conflict")


async def test_the_history_names_the_platform(platform: Platform, app_fixture: AppFixture) -> None:
    """The actor has the host of the profile."""
    checkout = await platform.create(("item_123", 1))
    opened, *_ = await app_fixture.store.events(checkout["id"])
    assert opened.provenance.actor.startswith("agent:platform.example.")


async def test_checkouts_of_other_dialects(app_fixture: AppFixture) -> None:
    """A client reads a session of ACP as a checkout; one whose prices include taxes cannot be expressed."""
    headers = {"Authorization": f"Bearer {KEY}", "API-Version": "2026-01-30"}
    session = await app_fixture.client.post(
        "/checkout_sessions", json={"items": [{"id": "item_123", "quantity": 1}]}, headers=headers
    )
    platform = Platform(app_fixture, key=KEY)
    read = await platform.get(session.json())
    assert read.json()["line_items"][0]["item"]["id"] == "item_123"
    changed = await platform.update(session.json(), creation(("item_456", 1)))
    assert (changed.status_code, changed.json()["code"]) == (409, "conflict")
    walley = await app_fixture.walley_checkout()
    assert (await platform.get({"id": walley.id})).status_code == 409
