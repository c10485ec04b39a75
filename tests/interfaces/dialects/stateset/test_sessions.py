"""The StateSet endpoints, beyond the documented example."""

from datetime import timedelta
from typing import Any

import pytest

from tests.interfaces.dialects.session.app_fixture import ADDRESS, BUYER, OPENED_AT, AppFixture
from tests.interfaces.dialects.stateset.client_requests import (
    KEY,
    MUG,
    OTHER,
    READ_ONLY,
    complete,
    create,
    error,
)


async def test_a_declined_payment_leaves_the_session_open(app_fixture: AppFixture) -> None:
    """The session reports the declined payment, and another token completes it."""
    path = await create(app_fixture)
    declined = await complete(app_fixture, path, "tok_decline")
    assert (declined.status_code, declined.json()["status"]) == (200, "ready_for_payment")
    (message,) = declined.json()["messages"]
    assert (message["type"], message["code"]) == ("error", "payment_declined")
    assert (await app_fixture.client.get(path, headers=KEY)).json() == declined.json()
    assert (await complete(app_fixture, path)).json()["status"] == "completed"


async def test_a_cancelled_session_reports_the_reason(app_fixture: AppFixture) -> None:
    """An info message has the reason, and any further change gets 409."""
    path = await create(app_fixture)
    answer = await app_fixture.client.post(
        f"{path}/cancel", headers=KEY, json={"reason": "customer", "message": "Too dear"}
    )
    assert answer.json()["status"] == "canceled"
    (message,) = answer.json()["messages"]
    assert message["type"] == "info"
    assert "customer: Too dear" in message["content"]
    again = await app_fixture.client.post(f"{path}/cancel", headers=KEY)
    update = await app_fixture.client.put(path, headers=KEY, json={"buyer": BUYER})
    assert error(again)[:2] == error(update)[:2] == (409, "checkout_canceled")


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, (401, "api_key_missing", None)),
        ({"Authorization": "Basic x"}, (401, "api_key_missing", None)),
        ({"Authorization": "Bearer sk_live_nobody"}, (401, "invalid_api_key", None)),
        ({"Authorization": "Bearer \xe9"}, (401, "invalid_api_key", None)),
        (READ_ONLY, (403, "insufficient_permissions", None)),
    ],
)
async def test_missing_and_insufficient_keys_are_refused(
    app_fixture: AppFixture, headers: dict[str, str], expected: tuple[int, str, str | None]
) -> None:
    """A missing or unknown key gets 401, and a read-only key gets 403 for a change."""
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    answer = await app_fixture.client.post("/v1/checkouts", headers=raw, json={"items": [MUG]})
    assert error(answer) == expected


async def test_a_read_only_key_can_read(app_fixture: AppFixture) -> None:
    """A read-only key reads one session and the list."""
    path = await create(app_fixture)
    assert (await app_fixture.client.get(path, headers=READ_ONLY)).status_code == 200
    assert (await app_fixture.client.get("/v1/checkouts", headers=READ_ONLY)).status_code == 200


async def test_a_session_of_another_merchant_gets_404(app_fixture: AppFixture) -> None:
    """Another merchant gets 404 for reads and changes, and an empty list."""
    path = await create(app_fixture)
    for method, tail, body in (
        ("GET", "", None),
        ("PUT", "", {"buyer": BUYER}),
        ("POST", "/cancel", {}),
        ("POST", "/complete", {"payment_data": {"token": "tok_succeed", "provider": "stripe"}}),
    ):
        answer = await app_fixture.client.request(method, path + tail, headers=OTHER, json=body)
        assert error(answer) == (404, "resource_not_found", "id")
    listed = await app_fixture.client.get("/v1/checkouts", headers=OTHER)
    assert listed.json() == {"data": [], "has_more": False, "total_count": 0}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, ("parameter_missing", "items")),
        ({"items": []}, ("parameter_missing", "items")),
        ({"items": {}}, ("parameter_invalid", "items")),
        ({"items": [MUG] * 10_000}, ("parameter_invalid", "items")),
        ({"items": [{"id": "item_123"}]}, ("parameter_missing", "items[0].quantity")),
        ({"items": [{"quantity": 1}]}, ("parameter_missing", "items[0].id")),
        ({"items": [MUG, {"id": "item_999", "quantity": 1}]}, ("parameter_invalid", "items[1].id")),
        *[
            ({"items": [{"id": "item_123", "quantity": quantity}]}, ("parameter_invalid", name))
            for quantity in (0, -1, 1.5, "2", True, 10**40, [1])
            for name in ("items[0].quantity",)
        ],
        (
            {"items": [MUG], "fulfilment_address": ADDRESS},
            ("parameter_unknown", "fulfilment_address"),
        ),
        (
            {"items": [MUG], "fulfillment_address": {**ADDRESS, "country": "Sweden"}},
            ("parameter_invalid", "fulfillment_address.country"),
        ),
        (
            {"items": [MUG], "fulfillment_address": {"name": "x"}},
            ("parameter_missing", "fulfillment_address.country"),
        ),
        ({"items": [MUG], "buyer": "John"}, ("parameter_invalid", "buyer")),
        (
            {"items": [MUG], "fulfillment_option_id": "owl"},
            ("parameter_invalid", "fulfillment_option_id"),
        ),
    ],
)
async def test_an_invalid_body_gets_400(
    app_fixture: AppFixture, body: Any, expected: tuple[str, str]
) -> None:
    """The error names the first invalid parameter."""
    answer = await app_fixture.client.post("/v1/checkouts", headers=KEY, json=body)
    assert error(answer) == (400, *expected)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", (400, "request_invalid")),
        (b"{", (400, "request_invalid")),
        (b"\xff", (400, "request_invalid")),
        (b"[]", (400, "parameter_invalid")),
        (b"x" * 2_000_000, (413, "request_too_large")),
    ],
)
async def test_unreadable_bodies_are_refused(
    app_fixture: AppFixture, content: bytes, expected: tuple[int, str]
) -> None:
    """An unreadable or too large body is refused in the dialect's error format."""
    answer = await app_fixture.client.post("/v1/checkouts", headers=KEY, content=content)
    assert error(answer)[:2] == expected


async def test_unknown_paths_methods_and_media_types_have_the_error_format(
    app_fixture: AppFixture,
) -> None:
    """404, 405 and 415 have the dialect's error format."""
    form = {**KEY, "Content-Type": "application/x-www-form-urlencoded"}
    answer = await app_fixture.client.post("/v1/checkouts", headers=form, content=b"a=1")
    assert error(answer)[0] == 415
    wrong = await app_fixture.client.delete("/v1/checkouts", headers=KEY)
    assert (error(wrong)[0], wrong.headers["Allow"]) == (405, "GET, HEAD, POST")
    assert error(await app_fixture.client.get("/v1/nothing", headers=KEY))[0] == 404


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"fulfillment_address": None}, (422, "request_invalid", "fulfillment_address")),
        ({"items": [{"id": "item_789", "quantity": 3}]}, (422, "out_of_stock", "items")),
    ],
)
async def test_a_session_that_is_not_ready_cannot_be_completed(
    app_fixture: AppFixture, given: Any, expected: tuple[int, str, str]
) -> None:
    """Completing a session that is not ready is refused without a request to the payment provider."""
    path = await create(app_fixture, **given)
    session = (await app_fixture.client.get(path, headers=KEY)).json()
    assert session["status"] == "not_ready_for_payment"
    assert session["messages"]
    assert error(await complete(app_fixture, path)) == expected
    assert app_fixture.provider.requests == {}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("another change comes first", (409, "resource_locked")),
        ("the database is away", (503, "service_unavailable")),
        ("a bug", (500, "internal_error")),
        ("suspended", (409, "checkout_suspended")),
        ("expired", (409, "checkout_expired")),
        ("gone", (404, "resource_not_found")),
    ],
)
async def test_locks_outages_and_ended_sessions_have_their_own_errors(
    app_fixture: AppFixture, state: str, expected: tuple[int, str]
) -> None:
    """Locks, outages and ended sessions have their own status and code."""
    path = await create(app_fixture)
    await app_fixture.bring(path.rpartition("/")[2], state)
    assert error(await complete(app_fixture, path))[:2] == expected


async def test_etags_preconditions_and_past_versions(app_fixture: AppFixture) -> None:
    """Each response has an ETag, If-Match is checked, and past versions have their original bytes."""
    path = await create(app_fixture)
    first = await app_fixture.client.get(path, headers=KEY)
    app_fixture.time += timedelta(minutes=1)
    tag = first.headers["ETag"]
    second = await app_fixture.client.put(
        path, headers={**KEY, "If-Match": tag}, json={"items": [{"id": "item_456", "quantity": 2}]}
    )
    stale = await app_fixture.client.put(
        path, headers={**KEY, "If-Match": tag}, json={"items": [MUG]}
    )
    assert second.status_code == 200
    assert error(stale)[:2] == (412, "precondition_failed")
    past = await app_fixture.client.get(path, headers=KEY, params={"version": tag.strip('"')})
    then = await app_fixture.client.get(path, headers=KEY, params={"at": OPENED_AT.isoformat()})
    assert past.content == then.content == first.content
    known = await app_fixture.client.get(
        path, headers={**KEY, "If-None-Match": second.headers["ETag"]}
    )
    assert known.status_code == 304
    never = await app_fixture.client.get(path, headers=KEY, params={"version": "99"})
    assert error(never) == (404, "resource_not_found", "version")


async def test_a_price_change_applies_at_the_next_update(app_fixture: AppFixture) -> None:
    """An open session keeps its price until the next update, which reports the change."""
    path = await create(app_fixture)
    session = (await app_fixture.client.get(path, headers=KEY)).json()
    await app_fixture.put("item_123", unit_price=1200)
    assert (await app_fixture.client.get(path, headers=KEY)).json() == session
    changed = (await app_fixture.client.put(path, headers=KEY, json={"buyer": BUYER})).json()
    assert changed["line_items"][0]["base_amount"] == 1200
    (message,) = changed["messages"]
    assert (message["type"], message["param"]) == ("info", "$.line_items[0]")


async def test_the_quoted_price_is_charged(app_fixture: AppFixture) -> None:
    """A price change after the last update does not change the charged amount."""
    path = await create(app_fixture)
    quoted = (await app_fixture.client.get(path, headers=KEY)).json()["totals"]
    await app_fixture.put("item_123", unit_price=9900)
    paid = (await complete(app_fixture, path)).json()
    assert paid["totals"] == quoted
    assert paid["payment"]["amount"] == quoted[-1]["amount"]


async def test_each_key_has_a_rate_limit() -> None:
    """Each response has the remaining requests. Beyond the limit that key gets 429 for the rest of the minute."""
    app_fixture = AppFixture(requests_per_minute=5)
    answer = await app_fixture.client.get("/v1/checkouts", headers=KEY)
    limit = int(answer.headers["X-RateLimit-Limit"])
    assert answer.headers["X-RateLimit-Remaining"] == str(limit - 1)
    assert int(answer.headers["X-RateLimit-Reset"]) == int(OPENED_AT.timestamp()) + 60
    for _ in range(limit - 1):
        answer = await app_fixture.client.get("/v1/checkouts/x", headers=KEY)
    assert (answer.status_code, answer.headers["X-RateLimit-Remaining"]) == (404, "0")
    answer = await app_fixture.client.get("/v1/checkouts", headers=KEY)
    assert error(answer)[:2] == (429, "rate_limit_exceeded")
    assert answer.headers["Retry-After"] == "60"
    assert (await app_fixture.client.get("/v1/checkouts", headers=OTHER)).status_code == 200
    app_fixture.time += timedelta(minutes=1)
    assert (await app_fixture.client.get("/v1/checkouts", headers=KEY)).status_code == 200


async def test_a_checkout_of_another_dialect_can_only_be_read(app_fixture: AppFixture) -> None:
    """A Walley checkout can be read here, and an update gets 409."""
    checkout = await app_fixture.walley_checkout()
    path = f"/v1/checkouts/{checkout.id}"
    read = (await app_fixture.client.get(path, headers=KEY)).json()
    assert (read["currency"], read["totals"][-1]["amount"]) == ("sek", checkout.total)
    answer = await app_fixture.client.put(path, headers=KEY, json={"buyer": BUYER})
    assert error(answer)[:2] == (409, "opened_elsewhere")
