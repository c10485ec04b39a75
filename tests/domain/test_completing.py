"""The payment side says that the payment succeeded."""

from dataclasses import replace

from domain.refusals import AmountMismatch, CurrencyMismatch, NotCommitted, PurchaseCompleted
from domain.stage import Stage
from domain.values.payment import RefundCause
from tests.domain.happenings import (
    DEADLINE,
    NOW,
    PAID,
    SHIRT,
    Happening,
    cart_replaced,
    commitment_released,
    completed,
    opened,
    purchase_committed,
    surplus_payment_received,
)
from tests.domain.scenario import ASKED, Verb, asked_at, given

COMMITTED: tuple[Happening, ...] = (
    opened(),
    cart_replaced(SHIRT),
    purchase_committed(10_000, shown_version=2),
)


def paid(amount: int = 10_000, currency: str = "SEK", method: str = "card") -> Verb:
    payment = replace(PAID, amount=amount, currency=currency, method=method)
    return lambda c: c.complete(payment, order_id="order-1", purchase_id="purchase-1", **ASKED)


def test_the_agreed_amount_completes() -> None:
    """The purchase has its payment, its two ids and its time."""
    checkout = given(*COMMITTED).when(paid()).then(completed())
    assert checkout.stage is Stage.COMPLETED
    assert (checkout.payment, checkout.order_id, checkout.purchase_id) == (
        PAID,
        "order-1",
        "purchase-1",
    )
    assert checkout.completed_at == NOW
    assert checkout.agreed_total == 10_000


def test_another_amount() -> None:
    """A minor unit less than agreed is refused, and both amounts are told."""
    given(*COMMITTED).when(paid(9_999)).then_refused(AmountMismatch, agreed=10_000, paid=9_999)


def test_another_currency() -> None:
    """So is the right number of the wrong currency."""
    given(*COMMITTED).when(paid(currency="NOK")).then_refused(
        CurrencyMismatch, agreed="SEK", paid="NOK"
    )


def test_what_was_agreed_counts_and_not_what_the_cart_says_today() -> None:
    """The recorded agreement decides, even in a history whose numbers today's rules would not make."""
    given(opened(), cart_replaced(SHIRT), purchase_committed(7_000, shown_version=2)).when(
        paid(7_000)
    ).then(completed(replace(PAID, amount=7_000)))


def test_nobody_committed() -> None:
    """A payment that nobody asked for completes nothing."""
    given(opened(), cart_replaced(SHIRT)).when(paid()).then_refused(NotCommitted)


def test_the_commitment_was_released() -> None:
    """A payment that succeeds after it failed completes nothing and is due back."""
    checkout = (
        given(*COMMITTED, commitment_released())
        .when(paid())
        .then(surplus_payment_received(PAID, 3, RefundCause.LATE_SUCCESS))
    )
    assert checkout.stage is Stage.OPEN


def test_the_same_payment_reported_twice() -> None:
    """The second report changes nothing, and the ids of the first stay."""
    checkout = (
        given(*COMMITTED, completed())
        .when(lambda c: c.complete(PAID, order_id="order-2", purchase_id="purchase-2", **ASKED))
        .then_nothing()
    )
    assert checkout.order_id == "order-1"


def test_another_payment_after_the_first() -> None:
    """A purchase is paid once."""
    given(*COMMITTED, completed()).when(paid(method="invoice")).then_refused(PurchaseCompleted)


def test_a_payment_may_outlast_the_deadline() -> None:
    """A committed purchase is waited for."""
    checkout = (
        given(*COMMITTED)
        .when(
            lambda c: c.complete(
                PAID, order_id="order-1", purchase_id="purchase-1", **asked_at(DEADLINE)
            )
        )
        .checkout
    )
    assert checkout.stage is Stage.COMPLETED
