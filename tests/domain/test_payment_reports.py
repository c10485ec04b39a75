"""Payment reports that repeat, cross, come late or come for another payment: every accepted payment is recorded.

The table has every report in every state. C1 and C2 are commitments, p1 and p2 payments. A report says what happened to
a payment and which commitment it names, if any. A cell is what is recorded, `-` for nothing, or the refusal.
"""

from dataclasses import replace

import pytest

from domain.checkout import Checkout
from domain.refusals import ContradictoryReport, Refusal, UnidentifiedReport
from domain.stage import Stage
from domain.values.payment import Payment, RefundCause
from tests.domain.event_builders import (
    PAID,
    SHIRT,
    EventAt,
    cancelled,
    cart_replaced,
    commitment_released,
    completed,
    numbered,
    opened,
    purchase_committed,
    surplus_payment_received,
)
from tests.domain.scenario import BY_SHOP, Verb, given, recorded, replay

P1 = replace(PAID, id="p1")
P2 = replace(PAID, id="p2")
# The versions of the two commitments in every history here.
C1, C2, NEVER = 3, 5, 99
OPEN: tuple[EventAt, ...] = (opened(), cart_replaced(SHIRT))
COMMITTED = (*OPEN, purchase_committed(10_000, shown_version=2))
RELEASED = (*COMMITTED, commitment_released("declined", "p1"))
AGAIN = (*RELEASED, purchase_committed(10_000, shown_version=4))
STATES: dict[str, tuple[EventAt, ...]] = {
    "open": OPEN,
    "C1": COMMITTED,
    "C1 released": RELEASED,
    "cancelled": (*RELEASED, cancelled()),
    "C2": AGAIN,
    "C1 paid": (*COMMITTED, completed(P1)),
    "C2 paid": (*AGAIN, completed(P2)),
}
REPORTS = """
              | open         | C1                 | C1 released            | cancelled              | C2                     | C1 paid                | C2 paid
p1 paid       | NotCommitted | Completed          | SurplusPaymentReceived | SurplusPaymentReceived | UnidentifiedReport     | -                      | UnidentifiedReport
p1 paid C1    | NotCommitted | Completed          | SurplusPaymentReceived | SurplusPaymentReceived | SurplusPaymentReceived | -                      | SurplusPaymentReceived
p1 paid C2    | NotCommitted | UnidentifiedReport | UnidentifiedReport     | UnidentifiedReport     | Completed              | UnidentifiedReport     | SurplusPaymentReceived
p2 paid       | NotCommitted | Completed          | SurplusPaymentReceived | SurplusPaymentReceived | UnidentifiedReport     | SurplusPaymentReceived | -
p2 paid C1    | NotCommitted | Completed          | SurplusPaymentReceived | SurplusPaymentReceived | SurplusPaymentReceived | SurplusPaymentReceived | ContradictoryReport
p2 paid C2    | NotCommitted | UnidentifiedReport | UnidentifiedReport     | UnidentifiedReport     | Completed              | UnidentifiedReport     | -
no id paid    | NotCommitted | Completed          | SurplusPaymentReceived | SurplusPaymentReceived | UnidentifiedReport     | -                      | UnidentifiedReport
no id paid C1 | NotCommitted | Completed          | SurplusPaymentReceived | SurplusPaymentReceived | SurplusPaymentReceived | -                      | SurplusPaymentReceived
p1 failed     | NotCommitted | CommitmentReleased | -                      | -                      | -                      | PurchaseCompleted      | -
p1 failed C1  | NotCommitted | CommitmentReleased | -                      | -                      | -                      | PurchaseCompleted      | -
p2 failed     | NotCommitted | CommitmentReleased | PaymentFailureReported | PaymentFailureReported | UnidentifiedReport     | PaymentFailureReported | UnidentifiedReport
p2 failed C1  | NotCommitted | CommitmentReleased | PaymentFailureReported | PaymentFailureReported | PaymentFailureReported | PaymentFailureReported | PaymentFailureReported
p2 failed C2  | NotCommitted | UnidentifiedReport | UnidentifiedReport     | UnidentifiedReport     | CommitmentReleased     | UnidentifiedReport     | PurchaseCompleted
no id failed  | NotCommitted | CommitmentReleased | PaymentFailureReported | PaymentFailureReported | UnidentifiedReport     | PurchaseCompleted      | UnidentifiedReport
"""  # noqa: E501  a table reads in columns


def cells() -> list[tuple[str, str, str]]:
    """Return the cells of the table: report, state, expected result."""
    head, *rows = [[c.strip() for c in line.split("|")] for line in REPORTS.strip("\n").split("\n")]
    return [
        (row[0], state, cell) for row in rows for state, cell in zip(head[1:], row[1:], strict=True)
    ]


def paid(payment: Payment, commitment: int | None = None) -> Verb:
    """Return the verb that reports the success of a payment."""
    return lambda c: c.complete(
        payment, commitment=commitment, order_id="order-1", purchase_id="purchase-1", **BY_SHOP
    )


def failed(payment_id: str | None, commitment: int | None = None) -> Verb:
    """Return the verb that reports the failure of a payment."""
    return lambda c: c.release_commitment(
        "declined", payment_id=payment_id, commitment=commitment, **BY_SHOP
    )


def verb_of(report: str) -> Verb:
    """Return the verb of a row of the table."""
    commitment = C1 if report.endswith("C1") else C2 if report.endswith("C2") else None
    payment = P1 if report.startswith("p1") else P2 if report.startswith("p2") else PAID
    return paid(payment, commitment) if " paid" in report else failed(payment.id, commitment)


def outcome(verb: Verb, draft: Checkout) -> str:
    """Return the result in the form of the table: the recorded events, or the refusal."""
    try:
        verb(draft)
    except Refusal as refusal:
        return refusal.NAME
    return " + ".join(type(event).__name__ for event in recorded(draft)) or "-"


@pytest.mark.parametrize(("report", "state", "expected"), cells())
def test_every_report_in_every_state(report: str, state: str, expected: str) -> None:
    """The report in this state has the result in the table; the same report again records nothing."""
    draft = replay(numbered(STATES[state])).draft()
    assert outcome(verb_of(report), draft) == expected
    known = recorded(draft)
    outcome(verb_of(report), draft)
    assert recorded(draft) == known


def test_a_second_charge() -> None:
    """Two payments of one purchase: the second is recorded with both, and is due back."""
    checkout = (
        given(*COMMITTED, completed(P1))
        .when(paid(P2, C1))
        .then(surplus_payment_received(P2, C1, RefundCause.SECOND_CHARGE, P1))
    )
    assert (checkout.stage, checkout.payment) == (Stage.COMPLETED, P1)
    assert [due.payment for due in checkout.refunds_due] == [P2]


def test_a_failure_that_is_delivered_again_releases_no_other_commitment() -> None:
    """The customer has committed again; the repeated failure of the first payment does not release that."""
    checkout = given(*AGAIN).when(failed("p1", C1)).then_nothing()
    assert checkout.stage is Stage.COMMITTED
    given(*AGAIN).when(paid(P2, C2)).then(completed(P2))


def test_a_late_success_does_not_complete_another_commitment() -> None:
    """The first payment succeeds after all; it is due back, and the second commitment waits for its own payment."""
    checkout = (
        given(*AGAIN)
        .when(paid(P1, C1))
        .then(surplus_payment_received(P1, C1, RefundCause.LATE_SUCCESS))
    )
    assert checkout.stage is Stage.COMMITTED


def test_one_payment_with_two_amounts() -> None:
    """A payment that was recorded earlier is not recorded again on other terms."""
    given(*COMMITTED, completed(P1)).when(paid(replace(P1, amount=1), C1)).then_refused(
        ContradictoryReport, payment_id="p1"
    )


def test_a_commitment_that_there_never_was() -> None:
    """The refusal says which commitments there were."""
    given(*AGAIN).when(paid(P1, NEVER)).then_refused(
        UnidentifiedReport, named=NEVER, commitments=(C1, C2)
    )


def test_the_provider_is_part_of_the_identity() -> None:
    """Two providers may use the same id; where a report names none, the id alone decides."""
    theirs, ours = replace(P1, provider="theirs"), replace(P1, provider="ours")
    history = (*COMMITTED, completed(theirs))
    given(*history).when(paid(ours)).then(
        surplus_payment_received(ours, C1, RefundCause.SECOND_CHARGE, theirs)
    )
    given(*history).when(paid(P1)).then_nothing()
