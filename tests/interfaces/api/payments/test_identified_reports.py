"""Reports that identify their payment and their commitment."""

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
    """Sends a report, and returns status and body of the response."""
    answer = await api.client.post(f"/payments/{checkout.id}/{outcome}", json=body, headers=KEY)
    return answer.status_code, answer.json()


async def committed_again(api: ApiFixture) -> tuple[Checkout, int, int]:
    """A checkout that is committed again after a failed payment, with the versions of both commitments."""
    first = await api.at(Stage.COMMITTED)
    await report(api, first, "failed", payment_id="p1", commitment=first.version)
    again = await api.change(first, CommitPurchase(shown_version=first.version + 1))
    return again, first.version, again.version


async def test_a_second_charge_has_to_be_refunded(api: ApiFixture) -> None:
    """A second charge gets 202 with the refund that is due, and the event has both payments."""
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


async def test_a_repeated_second_charge_gets_the_same_response(api: ApiFixture) -> None:
    """A repeated report of a second charge records nothing."""
    checkout = await api.at(Stage.COMMITTED)
    await report(api, checkout, "succeeded", **PAID, payment_id="p1")
    first = await report(api, checkout, "succeeded", **PAID, payment_id="p2")
    recorded = len(await api.history(checkout))

    assert await report(api, checkout, "succeeded", **PAID, payment_id="p2") == first
    assert len(await api.history(checkout)) == recorded


async def test_a_repeated_failure_does_not_release_the_next_commitment(api: ApiFixture) -> None:
    """After a repeated failure, the payment of the second commitment completes the purchase."""
    checkout, first, second = await committed_again(api)

    assert (await report(api, checkout, "failed", payment_id="p1", commitment=first))[0] == 202
    status, body = await report(
        api, checkout, "succeeded", **PAID, payment_id="p2", commitment=second
    )
    assert (status, body["checkout"]) == (200, checkout.id)


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "same"}])
async def test_a_repeated_failure_without_a_commitment_is_refused(
    api: ApiFixture, headers: dict[str, str]
) -> None:
    """With two commitments, a failure that identifies none is refused, with or without an Idempotency-Key."""
    checkout, _, _ = await committed_again(api)

    answer = await api.client.post(f"/payments/{checkout.id}/failed", headers=KEY | headers)

    assert answer.status_code == 409
    assert answer.json()["type"] == "urn:tillroll:problem:unidentified-report"
    assert (await api.history(checkout))[-1].TOPIC == "checkout.purchase-committed"


async def test_a_late_failure_of_the_first_commitment_is_only_recorded(api: ApiFixture) -> None:
    """A late failure of the first commitment is recorded, and the second commitment remains."""
    checkout, first, _ = await committed_again(api)

    status, body = await report(api, checkout, "failed", payment_id="p3", commitment=first)

    assert (status, body["stage"], body["refunds_due"]) == (202, "committed", [])
    assert isinstance((await api.history(checkout))[-1], PaymentFailureReported)


async def test_a_report_without_a_commitment_is_refused_if_there_are_several(
    api: ApiFixture,
) -> None:
    """The problem lists the commitments and the field to send, and the refused command is recorded."""
    checkout, first, second = await committed_again(api)

    status, body = await report(api, checkout, "succeeded", **PAID, payment_id="p2")

    assert (status, body["type"]) == (409, "urn:tillroll:problem:unidentified-report")
    assert body["commitments"] == [first, second]
    assert "`commitment`" in body["detail"]
    assert (await api.attempts(checkout))[-1].reason == "UnidentifiedReport"


async def test_a_contradictory_report_is_refused(api: ApiFixture) -> None:
    """A payment that was reported as successful cannot be reported as failed later."""
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
async def test_an_invalid_payment_id_or_commitment_is_refused(
    api: ApiFixture, faulty: dict[str, object]
) -> None:
    """A payment id or a commitment of the wrong type gets 422."""
    checkout = await api.at(Stage.COMMITTED)

    status, _ = await report(api, checkout, "succeeded", **(PAID | faulty))

    assert status == 422
