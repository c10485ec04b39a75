"""Calling a checkout off."""

from domain.refusals import CheckoutCancelled, NotCommitted, PurchaseCommitmentFound
from domain.stage import Stage
from tests.domain.happenings import (
    PAID,
    SHIRT,
    cancelled,
    cart_replaced,
    opened,
    purchase_committed,
    suspended,
)
from tests.domain.scenario import ASKED, given


def test_cancelling() -> None:
    """An open checkout is called off, and why is kept."""
    checkout = (
        given(opened(), cart_replaced(SHIRT))
        .when(lambda c: c.cancel("customer left", **ASKED))
        .then(cancelled("customer left"))
    )
    assert checkout.stage is Stage.CANCELLED


def test_cancelling_while_suspended() -> None:
    """So is a suspended one."""
    given(opened(), suspended()).when(lambda c: c.cancel(None, **ASKED)).then(cancelled())


def test_cancelling_twice() -> None:
    """The second time there is nothing left to call off."""
    given(opened(), cancelled()).when(lambda c: c.cancel(None, **ASKED)).then_refused(
        CheckoutCancelled
    )


def test_no_cancelling_while_the_payment_is_under_way() -> None:
    """First the payment has to fail."""
    given(opened(), cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2)).when(
        lambda c: c.cancel(None, **ASKED)
    ).then_refused(PurchaseCommitmentFound)


def test_a_cancelled_checkout_cannot_be_paid() -> None:
    """A payment for it is refused, with the payment side's own reason."""
    given(opened(), cart_replaced(SHIRT), cancelled()).when(
        lambda c: c.complete(PAID, order_id="o", purchase_id="p", **ASKED)
    ).then_refused(NotCommitted)
