"""The provider reports a successful payment."""

from dataclasses import replace

from domain.refusals import AmountMismatch, CurrencyMismatch, NotCommitted, PurchaseCompleted
from domain.stage import Stage
from domain.values.payment import RefundCause
from tests.domain.event_builders import (
    DEADLINE,
    NOW,
    PAID,
    SHIRT,
    EventAt,
    cart_replaced,
    commitment_released,
    completed,
    opened,
    purchase_committed,
    surplus_payment_received,
)
from tests.domain.scenario import BY_SHOP, Verb, by_shop_at, given

COMMITTED: tuple[EventAt, ...] = (
    opened(),
    cart_replaced(SHIRT),
    purchase_committed(10_000, shown_version=2),
)


def paid(amount: int = 10_000, currency: str = "SEK", method: str = "card") -> Verb:
    payment = replace(PAID, amount=amount, currency=currency, method=method)
    return lambda c: c.complete(payment, order_id="order-1", purchase_id="purchase-1", **BY_SHOP)


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
    """A minor unit less than agreed is refused, and the refusal has both amounts."""
    given(*COMMITTED).when(paid(9_999)).then_refused(
        AmountMismatch, agreed=10_000, paid=9_999, currency="SEK"
    )


def test_another_currency() -> None:
    """The agreed number in another currency is refused."""
    given(*COMMITTED).when(paid(currency="NOK")).then_refused(
        CurrencyMismatch, agreed="SEK", paid="NOK"
    )


def test_the_agreed_total_counts_and_not_that_of_the_cart() -> None:
    """The recorded agreement decides, even in a history whose numbers today's rules would not make."""
    given(opened(), cart_replaced(SHIRT), purchase_committed(7_000, shown_version=2)).when(
        paid(7_000)
    ).then(completed(replace(PAID, amount=7_000)))


def test_no_commitment() -> None:
    """A payment without a commitment completes nothing."""
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
        .when(lambda c: c.complete(PAID, order_id="order-2", purchase_id="purchase-2", **BY_SHOP))
        .then_nothing()
    )
    assert checkout.order_id == "order-1"


def test_another_payment_after_the_first() -> None:
    """A purchase is paid once."""
    given(*COMMITTED, completed()).when(paid(method="invoice")).then_refused(PurchaseCompleted)


def test_a_payment_may_outlast_the_deadline() -> None:
    """A committed purchase does not expire."""
    checkout = (
        given(*COMMITTED)
        .when(
            lambda c: c.complete(
                PAID, order_id="order-1", purchase_id="purchase-1", **by_shop_at(DEADLINE)
            )
        )
        .checkout
    )
    assert checkout.stage is Stage.COMPLETED
