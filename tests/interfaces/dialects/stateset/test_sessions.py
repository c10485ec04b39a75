"""What the endpoints of StateSet do, beyond the documented example."""

from datetime import timedelta
from typing import Any

import pytest

from tests.interfaces.dialects.session.app_fixture import ADDRESS, BUYER, OPENED_AT, AppFixture
from tests.interfaces.dialects.stateset.asking import (
    KEY,
    MUG,
    OTHER,
    READING,
    complete,
    create,
    error,
)


async def test_a_declined_payment_is_told(app_fixture: AppFixture) -> None:
    """The session stays open, says so, and can be paid for with another token."""
    path = await create(app_fixture)
    declined = await complete(app_fixture, path, "tok_decline")
    assert (declined.status_code, declined.json()["status"]) == (200, "ready_for_payment")
    (message,) = declined.json()["messages"]
    assert (message["type"], message["code"]) == ("error", "payment_declined")
    assert (await app_fixture.client.get(path, headers=KEY)).json() == declined.json()
    assert (await complete(app_fixture, path)).json()["status"] == "completed"


async def test_a_cancelled_session_says_so(app_fixture: AppFixture) -> None:
    """An info message has the reason; nothing can be changed any more."""
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
        (READING, (403, "insufficient_permissions", None)),
    ],
)
async def test_keys_and_scopes(
    app_fixture: AppFixture, headers: dict[str, str], expected: tuple[int, str, str | None]
) -> None:
    """Without a key, with a wrong one, and with one that may only read."""
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    answer = await app_fixture.client.post("/v1/checkouts", headers=raw, json={"items": [MUG]})
    assert error(answer) == expected


async def test_a_key_that_may_read_reads(app_fixture: AppFixture) -> None:
    """One session and all of them."""
    path = await create(app_fixture)
    assert (await app_fixture.client.get(path, headers=READING)).status_code == 200
    assert (await app_fixture.client.get("/v1/checkouts", headers=READING)).status_code == 200


async def test_one_merchant_never_sees_anothers(app_fixture: AppFixture) -> None:
    """It is not there, to be read or changed or listed."""
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
async def test_faulty_bodies(app_fixture: AppFixture, body: Any, expected: tuple[str, str]) -> None:
    """The error names the first wrong parameter; its message names all of them."""
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
async def test_bodies_that_are_none(
    app_fixture: AppFixture, content: bytes, expected: tuple[int, str]
) -> None:
    """What cannot be read is refused in the dialect's own shape."""
    answer = await app_fixture.client.post("/v1/checkouts", headers=KEY, content=content)
    assert error(answer)[:2] == expected


async def test_other_media_types_and_methods(app_fixture: AppFixture) -> None:
    """415 and 405 have the dialect's shape too, and so has a path that is none."""
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
async def test_what_is_not_ready_is_not_paid_for(
    app_fixture: AppFixture, given: Any, expected: tuple[int, str, str]
) -> None:
    """The session has said why already; no payment is asked for."""
    path = await create(app_fixture, **given)
    session = (await app_fixture.client.get(path, headers=KEY)).json()
    assert session["status"] == "not_ready_for_payment"
    assert session["messages"]
    assert error(await complete(app_fixture, path)) == expected
    assert app_fixture.provider.asked == {}


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
async def test_other_ways_to_say_no(
    app_fixture: AppFixture, state: str, expected: tuple[int, str]
) -> None:
    """Locks, outages and ends have their own words."""
    path = await create(app_fixture)
    await app_fixture.bring(path.rpartition("/")[2], state)
    assert error(await complete(app_fixture, path))[:2] == expected


async def test_versions_and_moments(app_fixture: AppFixture) -> None:
    """Every answer names its version; a change can be meant for one; the past reads as it read then."""
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


async def test_a_price_that_changes(app_fixture: AppFixture) -> None:
    """An open session keeps its price until it is changed; then it says so."""
    path = await create(app_fixture)
    session = (await app_fixture.client.get(path, headers=KEY)).json()
    await app_fixture.put("item_123", unit_price=1200)
    assert (await app_fixture.client.get(path, headers=KEY)).json() == session
    changed = (await app_fixture.client.put(path, headers=KEY, json={"buyer": BUYER})).json()
    assert changed["line_items"][0]["base_amount"] == 1200
    (message,) = changed["messages"]
    assert (message["type"], message["param"]) == ("info", "$.line_items[0]")


async def test_a_price_that_changes_before_the_payment(app_fixture: AppFixture) -> None:
    """What was quoted is what is paid."""
    path = await create(app_fixture)
    quoted = (await app_fixture.client.get(path, headers=KEY)).json()["totals"]
    await app_fixture.put("item_123", unit_price=9900)
    paid = (await complete(app_fixture, path)).json()
    assert paid["totals"] == quoted
    assert paid["payment"]["amount"] == quoted[-1]["amount"]


async def test_rate_limits() -> None:
    """Each answer says what is left; after that it is 429 until the minute is over, for this key alone."""
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


async def test_a_checkout_of_another_api(app_fixture: AppFixture) -> None:
    """It can be read here, and is changed where it was opened."""
    checkout = await app_fixture.walley_checkout()
    path = f"/v1/checkouts/{checkout.id}"
    read = (await app_fixture.client.get(path, headers=KEY)).json()
    assert (read["currency"], read["totals"][-1]["amount"]) == ("sek", checkout.total)
    answer = await app_fixture.client.put(path, headers=KEY, json={"buyer": BUYER})
    assert error(answer)[:2] == (409, "opened_elsewhere")
