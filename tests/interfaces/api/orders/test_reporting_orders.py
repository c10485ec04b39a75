"""A merchant reports with its order key what happened to an order."""

import asyncio
from typing import Any

from domain.events import AdjustmentReported, ExpectationsReplaced, FulfilmentReported
from tests.interfaces.api.orders.shop import Shop
from tests.interfaces.dialects.session.app_fixture import AppFixture

SHIPPED = {
    "id": "f-1",
    "type": "shipped",
    "lines": [{"line": "1", "quantity": 1}],
    "occurred_at": "2026-03-02T08:00:00Z",
    "shipment": "parcel-1",
    "carrier": "PostNord",
    "tracking_number": "SE123",
    "tracking_url": "https://postnord.example/?id=SE123",
}
REFUND = {"id": "a-1", "type": "refund", "amount": 2_500, "reason": "late"}


async def test_a_shipment(shop: Shop) -> None:
    """The answer is the order with the shipment, and the event has the key and the request as its provenance."""
    answer = await shop.report(SHIPPED, X_Request_Id="r-9")
    assert answer.status_code == 200, answer.text
    assert answer.json() == {
        "checkout": shop.checkout.id,
        "version": 5,
        "order_id": "o-1",
        "currency": "SEK",
        "completed_at": "2026-03-01T12:00:00Z",
        "paid": 10_000,
        "refunded": 0,
        "lines": [
            {
                "line": "1",
                "article": "1",
                "description": "Shirt",
                "bought": "1",
                "total": "1",
                "fulfilled": "1",
            }
        ],
        "expectations": [],
        "fulfilments": [
            {**SHIPPED, "lines": [{"line": "1", "quantity": "1"}], "description": None}
        ],
        "adjustments": [],
    }
    assert answer.headers["etag"] == '"5"'
    event = (await shop.app_fixture.storage.events.events(shop.checkout.id))[-1]
    assert isinstance(event, FulfilmentReported)
    by = event.provenance
    assert (by.actor, by.dialect, by.operation, by.request_id) == (
        "shop:demo-orders",
        "orders",
        "report fulfilment",
        "r-9",
    )


async def test_a_refund(shop: Shop) -> None:
    """Without a status it has taken place, and without a time it happened now."""
    answer = await shop.report(REFUND, "/adjustments")
    order = answer.json()
    assert order["refunded"] == 2_500
    assert order["adjustments"] == [
        {
            "id": "a-1",
            "type": "refund",
            "status": "completed",
            "occurred_at": "2026-03-01T12:00:00Z",
            "lines": [],
            "amount": 2_500,
            "description": None,
            "reason": "late",
        }
    ]


async def test_several_things_at_once(shop: Shop) -> None:
    """One request leads to an event for each thing; a part that cannot be true refuses all of it."""
    expectation = {
        "id": "e-1",
        "lines": [{"line": "1", "quantity": "1"}],
        "fulfillable_on": "2026-03-03T00:00:00Z",
    }
    body = {"fulfilments": [SHIPPED], "adjustments": [REFUND], "expectations": [expectation]}
    too_much = {**body, "adjustments": [{**REFUND, "amount": 10_001}]}
    refused = await shop.report(too_much, "")
    assert (refused.status_code, refused.json()["type"]) == (
        422,
        "urn:tillroll:problem:refund-exceeds-payment",
    )
    assert (await shop.now()).version == 4
    accepted = await shop.report(body, "")
    assert accepted.status_code == 200, accepted.text
    events = (await shop.app_fixture.storage.events.events(shop.checkout.id))[4:]
    assert [type(each) for each in events] == [
        FulfilmentReported,
        AdjustmentReported,
        ExpectationsReplaced,
    ]


async def test_the_same_report_again(shop: Shop) -> None:
    """A report with an id of the shop can be repeated, with and without a time."""
    first = await shop.report(SHIPPED)
    again = await shop.report(SHIPPED)
    assert again.json() == first.json()
    undated = {"id": "a-2", "type": "credit"}
    kept = await shop.report(undated, "/adjustments")
    shop.app_fixture.time = shop.app_fixture.time.replace(hour=18)
    assert (await shop.report(undated, "/adjustments")).json() == kept.json()


async def test_an_id_of_its_own(shop: Shop) -> None:
    """An entry without an id gets one, and the same idempotency key records it once."""
    body = {name: part for name, part in SHIPPED.items() if name != "id"}
    first = await shop.report(body, Idempotency_Key="k-1")
    again = await shop.report(body, Idempotency_Key="k-1")
    assert first.json()["fulfilments"][0]["id"].startswith("entry_")
    assert again.content == first.content
    assert again.headers["idempotent-replayed"] == "true"
    other = await shop.report(SHIPPED, Idempotency_Key="k-1")
    assert (other.status_code, other.json()["type"]) == (
        422,
        "urn:tillroll:problem:idempotency-key-reused",
    )


async def test_the_outcome_of_a_pending_refund(shop: Shop) -> None:
    """It is reported under the id of the pending one."""
    await shop.report({**REFUND, "status": "pending"}, "/adjustments")
    answer = await shop.report({**REFUND, "status": "completed"}, "/adjustments")
    assert [each["status"] for each in answer.json()["adjustments"]] == ["completed"]
    final = await shop.report({**REFUND, "status": "failed"}, "/adjustments")
    assert (final.status_code, final.json()["type"]) == (
        409,
        "urn:tillroll:problem:order-entry-taken",
    )


async def test_an_older_version(shop: Shop) -> None:
    """A report for a version that is no longer current is refused and kept."""
    await shop.report(SHIPPED)
    stale = await shop.report(REFUND, "/adjustments", If_Match='"4"')
    assert stale.status_code == 412
    current = await shop.report(REFUND, "/adjustments", If_Match='"5"')
    assert current.status_code == 200


async def test_two_reports_at_the_same_time(shop: Shop) -> None:
    """Of twenty parcels with the only shirt, one is recorded."""
    answers = await asyncio.gather(
        *(shop.report({**SHIPPED, "id": f"f-{number}"}) for number in range(20))
    )
    statuses = [each.status_code for each in answers]
    assert statuses.count(200) == 1
    assert set(statuses) <= {200, 409, 422}
    assert len((await shop.now()).fulfilment_events) == 1


async def test_a_refused_report_is_kept(shop: Shop) -> None:
    """The log of refused commands has what was reported, and why it cannot be true."""
    await shop.report({**SHIPPED, "lines": [{"line": "1", "quantity": 2}]})
    (kept,) = await shop.app_fixture.storage.refusals.of(shop.checkout.id)
    assert (kept.operation, kept.reason) == ("ReportOrder", "OrderQuantityExceeded")
    assert '"quantity":2' in kept.command


async def test_wrong_fields(shop: Shop) -> None:
    """Every wrong field is named."""
    body: Any = {
        "type": "Shipped!",
        "lines": [{"line": "1", "quantity": 0}, {"line": "1", "quantity": 1.5}],
        "occurred_at": "yesterday",
        "tracking_url": "javascript:alert(1)",
        "weight": 3,
    }
    answer = await shop.report(body)
    assert answer.status_code == 422
    assert {each["field"] for each in answer.json()["errors"]} == {
        "type",
        "lines[0].quantity",
        "lines[1].quantity",
        "occurred_at",
        "tracking_url",
        "weight",
    }


async def test_part_of_a_piece(shop: Shop) -> None:
    """A shirt is not sent in halves."""
    answer = await shop.report({**SHIPPED, "lines": [{"line": "1", "quantity": "0.5"}]})
    assert answer.json()["type"] == "urn:tillroll:problem:order-piece-divided"


async def test_another_merchant(shop: Shop) -> None:
    """Its key sees no such checkout; a key of no merchant is not authenticated."""
    assert (await shop.report(SHIPPED, key="other-orders")).status_code == 404
    assert (await shop.read(key="other-orders")).status_code == 404
    for key in ("demo-payments", "sk_test_demo", "demo-history"):
        assert (await shop.read(key=key)).status_code == 401


async def test_before_the_purchase() -> None:
    """An open checkout has no order."""
    other = Shop(AppFixture())
    other.checkout = await other.app_fixture.walley_checkout()
    for answer in (await other.read(), await other.report(SHIPPED)):
        assert (answer.status_code, answer.json()["type"]) == (
            409,
            "urn:tillroll:problem:no-order",
        )


async def test_reading_the_past(shop: Shop) -> None:
    """The order as of a version, and as of a time, has what was reported until then."""
    await shop.report(SHIPPED)
    shop.app_fixture.time = shop.app_fixture.time.replace(hour=18)
    await shop.report(REFUND, "/adjustments")
    now = (await shop.read()).json()
    assert (len(now["fulfilments"]), len(now["adjustments"])) == (1, 1)
    earlier = (await shop.read("?version=5")).json()
    assert (len(earlier["fulfilments"]), len(earlier["adjustments"])) == (1, 0)
    at = (await shop.read("?at=2026-03-01T17:00:00Z")).json()
    assert at == earlier
