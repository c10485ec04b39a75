"""The version 2026-01-11: its shapes, and failures of the business as statuses."""

from typing import Any

import pytest

from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import (
    BUYER,
    DESTINATION,
    ROOT,
    Platform,
    amounts,
    creation,
    sent_to,
)
from tests.interfaces.dialects.ucp.platforms import CHECKOUT, URL, profile
from tests.interfaces.dialects.ucp.schemas import FIRST, validate_profile

PATH = "/.well-known/ucp"


@pytest.fixture
def old(app_fixture: AppFixture) -> Platform:
    """A platform that names the version in UCP-Agent."""
    return Platform(app_fixture, version=FIRST)


def paying(token: str) -> dict[str, Any]:
    """The body of "complete", with one instrument."""
    instrument = {
        "id": "instrument-1",
        "handler_id": "mock_payment_handler",
        "type": "card",
        "credential": {"type": "token", "token": token},
    }
    return {"payment_data": instrument}


async def test_a_purchase_in_the_shapes_of_the_version(old: Platform) -> None:
    """Capabilities are a list, handlers are in `payment`, and discounts have no sign."""
    ready = await old.ready(("item_123", 2), discounts={"codes": ["WELCOME10"]})
    assert ready["ucp"]["capabilities"][0] == {"name": CHECKOUT, "version": FIRST}
    assert {each["id"] for each in ready["payment"]["handlers"]} >= {"mock_payment_handler"}
    assert ready["payment"]["instruments"] == []
    found = amounts(ready)
    assert found["items_discount"] == 200
    parts = found["subtotal"] - found["items_discount"] + found["fulfillment"] + found["tax"]
    assert parts == found["total"]
    answer = await old.ask("POST", f"{ROOT}/{ready['id']}/complete", paying("success_token"))
    assert (answer.status_code, answer.json()["status"]) == (200, "completed")


async def test_failures_of_the_business_have_statuses(old: Platform) -> None:
    """Each failure has a status, a code, and a text in `detail`."""
    ready = await old.ready(("item_123", 1))
    incomplete = await old.create(("item_123", 1))
    missing = f"{ROOT}/{incomplete['id']}/complete"
    answers = [
        (await old.ask("POST", ROOT, creation(("nothing", 1))), 400, "INVALID_REQUEST"),
        (await old.get({"id": "unknown"}), 404, "RESOURCE_NOT_FOUND"),
        (await old.ask("POST", missing, paying("success_token")), 400, "INVALID_REQUEST"),
        (
            await old.ask("POST", f"{ROOT}/{ready['id']}/complete", paying("fail_token")),
            402,
            "PAYMENT_FAILED",
        ),
    ]
    await old.cancel(ready)
    answers.append((await old.cancel(ready), 409, "CHECKOUT_NOT_MODIFIABLE"))
    for answer, status, code in answers:
        assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
        assert answer.json()["detail"]


async def test_a_declined_payment_is_answered_again_to_its_key(old: Platform) -> None:
    """The status and the body of a declined payment are kept; the checkout stays ready."""
    ready = await old.ready(("item_123", 1))
    path, body = f"{ROOT}/{ready['id']}/complete", paying("fail_token")
    first = await old.ask("POST", path, body, Idempotency_Key="same")
    again = await old.ask("POST", path, body, Idempotency_Key="same")
    assert (again.status_code, again.content) == (402, first.content)
    assert (await old.get(ready)).json()["status"] == "ready_for_complete"


async def test_each_request_has_its_version(old: Platform, app_fixture: AppFixture) -> None:
    """A checkout of this version is read in the newest one by a request that names that."""
    more = {"buyer": BUYER, "fulfillment": sent_to(DESTINATION)}
    checkout = await old.create(("item_123", 1), **more)
    newest = 'profile="https://platform.example/.well-known/ucp"; version="2026-04-08"'
    answer = await Platform(app_fixture).ask(
        "GET", f"{ROOT}/{checkout['id']}", None, UCP_Agent=newest
    )
    assert answer.json()["ucp"]["version"] == "2026-04-08"


async def test_the_profile_of_a_platform_says_the_version(app_fixture: AppFixture) -> None:
    """A platform that names no version is answered in that of its profile, then and later."""
    app_fixture.platforms.put(URL, profile(CHECKOUT, version=FIRST))
    platform = Platform(app_fixture)
    platform.version = FIRST
    checkout = await platform.create(("item_123", 1))
    assert checkout["ucp"]["version"] == FIRST
    assert (await platform.get(checkout)).json()["ucp"]["version"] == FIRST


async def test_what_was_shown_is_recorded_in_the_version(
    old: Platform, app_fixture: AppFixture
) -> None:
    """The commitment names the renderer of the version that the platform was answered in."""
    ready = await old.ready(("item_123", 1))
    await old.ask("POST", f"{ROOT}/{ready['id']}/complete", paying("success_token"))
    events = await app_fixture.store.events(ready["id"])
    assert f"ucp/{FIRST}" in repr(events)


async def test_the_profile_of_the_shop_in_the_version(app_fixture: AppFixture) -> None:
    """`supported_versions` leads to a complete profile, which is valid and names no other version."""
    newest = (await app_fixture.client.get(PATH)).json()["ucp"]
    assert newest["supported_versions"][FIRST] == f"https://tillroll.test{PATH}/{FIRST}"
    answer = await app_fixture.client.get(f"{PATH}/{FIRST}")
    validate_profile(FIRST, answer.json())
    assert answer.json()["ucp"]["version"] == FIRST
    assert "2026-04-08" not in answer.text
    assert (await app_fixture.client.get(f"{PATH}/2020-01-01")).status_code == 404
