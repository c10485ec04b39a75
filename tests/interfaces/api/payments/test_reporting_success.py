"""POST /payments/{checkout_id}/succeeded: the payment succeeded, and the purchase is complete."""

import pytest

from domain.events import Completed
from domain.provenance import Provenance
from domain.stage import Stage
from domain.values.money import in_major_units
from domain.values.payment import Payment
from tests.interfaces.api.api_fixture import KEY, ApiFixture, problem

PAID = {"method": "card", "amount": 24000, "currency": "SEK"}
PURCHASE = {
    "checkout": "checkout-1",
    "version": 6,
    "order_id": "new-1",
    "purchase_id": "new-2",
    "method": "card",
    "amount": 24000,
    "currency": "SEK",
    "completed_at": "2026-03-01T12:00:00Z",
}


async def report(
    api: ApiFixture, checkout_id: str, **changed: object
) -> tuple[int, dict[str, object]]:
    """Reports a success, and returns the response."""
    answer = await api.client.post(
        f"/payments/{checkout_id}/succeeded", json=PAID | changed, headers=KEY
    )
    return answer.status_code, answer.json()


async def test_the_agreed_payment_completes_the_purchase(api: ApiFixture) -> None:
    """The response is the purchase with its ids, and the event has the payment side's actor."""
    checkout = await api.at(Stage.COMMITTED)

    answer = await api.client.post(f"/payments/{checkout.id}/succeeded", json=PAID, headers=KEY)

    assert (answer.status_code, answer.json()) == (200, PURCHASE)
    assert (answer.headers["etag"], answer.headers["cache-control"]) == (
        '"6"',
        "private, no-store",
    )
    event = (await api.history(checkout))[-1]
    assert isinstance(event, Completed)
    assert event.payment == Payment(method="card", amount=24000, currency="SEK")
    assert (event.order_id, event.purchase_id) == ("new-1", "new-2")
    assert event.provenance == Provenance(
        actor="payments:demo-shop",
        dialect="payments",
        operation="report payment success",
        request_id="req-1",
        address="192.0.2.7",
        user_agent=event.provenance.user_agent,
    )


async def test_a_repeated_report_gets_the_same_response(api: ApiFixture) -> None:
    """A repeated report records nothing, and gets the ids of the first one."""
    checkout = await api.at(Stage.COMMITTED)
    first = await report(api, checkout.id)

    assert await report(api, checkout.id) == first == (200, PURCHASE)
    assert len(await api.history(checkout)) == 6


@pytest.mark.parametrize("changed", [{"method": "invoice"}, {"amount": 23999}, {"currency": "EUR"}])
async def test_another_payment_of_a_completed_purchase_is_refused(
    api: ApiFixture, changed: dict[str, object]
) -> None:
    """A purchase is paid only once, so a different payment is refused."""
    checkout = await api.at(Stage.COMPLETED)

    assert await report(api, checkout.id, **changed) == (
        409,
        problem(
            "purchase-completed",
            409,
            "Purchase completed",
            "This purchase is complete with another payment report. Give back what was paid beyond that.",
        ),
    )


@pytest.mark.parametrize("amount", [0, 1, 23999, 24001, 2400000, 9_007_199_254_740_991])
async def test_another_amount_is_refused(api: ApiFixture, amount: int) -> None:
    """An amount that differs by one öre is refused with both amounts, and the commitment remains."""
    checkout = await api.at(Stage.COMMITTED)

    assert await report(api, checkout.id, amount=amount) == (
        422,
        problem(
            "amount-mismatch",
            422,
            "Amount not as agreed",
            f"240.00 SEK was agreed and {in_major_units(amount, 'SEK')} SEK paid. "
            "Nothing was completed: take exactly what was agreed.",
            agreed=24000,
            paid=amount,
        ),
    )
    assert (await report(api, checkout.id))[0] == 200


async def test_another_currency_is_refused(api: ApiFixture) -> None:
    """The same number in another currency is refused."""
    checkout = await api.at(Stage.COMMITTED)

    assert await report(api, checkout.id, currency="NOK") == (
        422,
        problem(
            "currency-mismatch",
            422,
            "Currency not as agreed",
            "SEK was agreed and NOK paid. Nothing was completed: take the payment in SEK.",
            agreed="SEK",
            paid="NOK",
        ),
    )


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.SUSPENDED, Stage.CANCELLED, Stage.EXPIRED])
async def test_a_payment_without_a_commitment_is_refused(api: ApiFixture, stage: Stage) -> None:
    """A payment without the customer's commitment is refused, and recorded as a refused command."""
    checkout = await api.at(stage)

    assert await report(api, checkout.id) == (
        409,
        problem(
            "not-committed",
            409,
            "Not committed",
            "The customer has not committed to this purchase, or it was released since. Give back what was paid.",
        ),
    )
    assert (await api.attempts(checkout))[-1].provenance.actor == "payments:demo-shop"


async def test_a_committed_purchase_does_not_expire(api: ApiFixture) -> None:
    """A payment completes a committed purchase after the checkout's lifetime too."""
    checkout = await api.at(Stage.COMMITTED)
    api.now = checkout.expires_at.replace(year=2027)

    assert (await report(api, checkout.id))[0] == 200
