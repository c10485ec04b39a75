"""Cancelling a checkout."""

from domain.refusals import CheckoutCancelled, NotCommitted, PurchaseCommitmentFound
from domain.stage import Stage
from tests.domain.event_builders import (
    PAID,
    SHIRT,
    cancelled,
    cart_replaced,
    opened,
    purchase_committed,
    suspended,
)
from tests.domain.scenario import BY_SHOP, given


def test_cancelling() -> None:
    """An open checkout is cancelled, and the reason is recorded."""
    checkout = (
        given(opened(), cart_replaced(SHIRT))
        .when(lambda c: c.cancel("customer left", **BY_SHOP))
        .then(cancelled("customer left"))
    )
    assert checkout.stage is Stage.CANCELLED


def test_cancelling_while_suspended() -> None:
    """A suspended checkout is cancelled too."""
    given(opened(), suspended()).when(lambda c: c.cancel(None, **BY_SHOP)).then(cancelled())


def test_cancelling_twice() -> None:
    """A second cancellation is refused."""
    given(opened(), cancelled()).when(lambda c: c.cancel(None, **BY_SHOP)).then_refused(
        CheckoutCancelled
    )


def test_no_cancelling_between_commitment_and_payment() -> None:
    """A committed checkout is cancelled only after its payment failed."""
    given(opened(), cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2)).when(
        lambda c: c.cancel(None, **BY_SHOP)
    ).then_refused(PurchaseCommitmentFound)


def test_a_cancelled_checkout_cannot_be_paid() -> None:
    """A payment for it is refused with NotCommitted."""
    given(opened(), cart_replaced(SHIRT), cancelled()).when(
        lambda c: c.complete(PAID, order_id="o", purchase_id="p", **BY_SHOP)
    ).then_refused(NotCommitted)
