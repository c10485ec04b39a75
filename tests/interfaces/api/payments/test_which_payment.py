"""Reports that name their payment and their commitment."""

from typing import Any

import pytest

from application.commands.purchase import CommitPurchase
from domain.checkout import Checkout
from domain.events import PaymentFailureReported, SurplusPaymentReceived
from domain.stage import Stage
from domain.values.payment import RefundCause
from tests.interfaces.api.api_fixture import KEY, ApiFixture

PAID = {"method": "card", "amount": 24000, "currency": "SEK"}


async def report(
    api: ApiFixture, checkout: Checkout, outcome: str, **body: object
) -> tuple[int, dict[str, Any]]:
    """What a report is answered with."""
    answer = await api.client.post(f"/payments/{checkout.id}/{outcome}", json=body, headers=KEY)
    return answer.status_code, answer.json()


async def committed_again(api: ApiFixture) -> tuple[Checkout, int, int]:
    """A checkout whose first payment failed and that was committed to anew, with the versions of both commitments."""
    first = await api.at(Stage.COMMITTED)
    await report(api, first, "failed", payment_id="p1", commitment=first.version)
    again = await api.change(first, CommitPurchase(shown_version=first.version + 1))
    return again, first.version, again.version


async def test_a_second_charge_is_due_back(api: ApiFixture) -> None:
    """It is answered 202 with what has to be given back, and is in the history with both payments."""
    checkout = await api.at(Stage.COMMITTED)
    await report(api, checkout, "succeeded", **PAID, payment_id="p1")

    status, body = await report(api, checkout, "succeeded", **PAID, payment_id="p2")

    due = PAID | {"payment_id": "p2", "commitment": checkout.version, "cause": "second-charge"}
    assert (status, body["stage"], body["refunds_due"]) == (202, "completed", [due])
    event = (await api.history(checkout))[-1]
    assert isinstance(event, SurplusPaymentReceived)
    assert event.refund_due.cause is RefundCause.SECOND_CHARGE
    assert event.purchase_payment is not None
    assert (event.purchase_payment.id, event.refund_due.payment.id) == ("p1", "p2")


async def test_a_repeated_second_charge_is_answered_the_same(api: ApiFixture) -> None:
    """The same report again records nothing."""
    checkout = await api.at(Stage.COMMITTED)
    await report(api, checkout, "succeeded", **PAID, payment_id="p1")
    first = await report(api, checkout, "succeeded", **PAID, payment_id="p2")
    recorded = len(await api.history(checkout))

    assert await report(api, checkout, "succeeded", **PAID, payment_id="p2") == first
    assert len(await api.history(checkout)) == recorded


async def test_a_repeated_failure_leaves_the_next_commitment_alone(api: ApiFixture) -> None:
    """The payment of the second commitment then completes the purchase."""
    checkout, first, second = await committed_again(api)

    assert (await report(api, checkout, "failed", payment_id="p1", commitment=first))[0] == 202
    status, body = await report(
        api, checkout, "succeeded", **PAID, payment_id="p2", commitment=second
    )
    assert (status, body["checkout"]) == (200, checkout.id)


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "same"}])
async def test_one_idempotency_key_on_both_deliveries_changes_nothing(
    api: ApiFixture, headers: dict[str, str]
) -> None:
    """A repeated failure without a commitment is refused where there were two, and releases none."""
    checkout, _, _ = await committed_again(api)

    answer = await api.client.post(f"/payments/{checkout.id}/failed", headers=KEY | headers)

    assert answer.status_code == 409
    assert answer.json()["type"] == "urn:tillroll:problem:unidentified-report"
    assert (await api.history(checkout))[-1].TOPIC == "checkout.purchase-committed"


async def test_a_late_failure_is_only_a_record(api: ApiFixture) -> None:
    """Another payment of the first commitment fails late: it is recorded, and the second commitment waits on."""
    checkout, first, _ = await committed_again(api)

    status, body = await report(api, checkout, "failed", payment_id="p3", commitment=first)

    assert (status, body["stage"], body["refunds_due"]) == (202, "committed", [])
    assert isinstance((await api.history(checkout))[-1], PaymentFailureReported)


async def test_a_report_that_names_no_commitment_of_several(api: ApiFixture) -> None:
    """The problem lists the commitments and says what to send; the report is kept."""
    checkout, first, second = await committed_again(api)

    status, body = await report(api, checkout, "succeeded", **PAID, payment_id="p2")

    assert (status, body["type"]) == (409, "urn:tillroll:problem:unidentified-report")
    assert body["commitments"] == [first, second]
    assert "`commitment`" in body["detail"]
    assert (await api.attempts(checkout))[-1].reason == "UnidentifiedReport"


async def test_a_payment_with_two_outcomes(api: ApiFixture) -> None:
    """A payment that was reported as due back is not reported as failed later."""
    checkout, first, _ = await committed_again(api)
    await report(api, checkout, "succeeded", **PAID, payment_id="p4", commitment=first)

    status, body = await report(api, checkout, "failed", payment_id="p4", commitment=first)

    assert (status, body["type"]) == (409, "urn:tillroll:problem:contradictory-report")


@pytest.mark.parametrize(
    "faulty",
    [
        {"commitment": 0},
        {"commitment": "5"},
        {"commitment": 1.5},
        {"payment_id": ""},
        {"payment_id": 7},
    ],
)
async def test_a_faulty_identity(api: ApiFixture, faulty: dict[str, object]) -> None:
    """What names the payment or the commitment is of its type, or the body is refused."""
    checkout = await api.at(Stage.COMMITTED)

    status, _ = await report(api, checkout, "succeeded", **(PAID | faulty))

    assert status == 422
