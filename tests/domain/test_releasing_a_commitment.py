"""The provider reports a failed payment."""

from domain.refusals import CheckoutExpired, NotCommitted, PurchaseCompleted
from domain.stage import Stage
from domain.values.cart import Cart
from tests.domain.event_builders import (
    DEADLINE,
    SHIRT,
    SOCKS,
    EventAt,
    cart_replaced,
    commitment_released,
    completed,
    opened,
    purchase_committed,
)
from tests.domain.scenario import BY_SHOP, by_shop_at, given

COMMITTED: tuple[EventAt, ...] = (
    opened(),
    cart_replaced(SHIRT),
    purchase_committed(10_000, shown_version=2),
)


def test_a_failed_payment_opens_the_checkout_again() -> None:
    """The agreed total is removed, and the reason is recorded."""
    checkout = (
        given(*COMMITTED)
        .when(lambda c: c.release_commitment("card declined", **BY_SHOP))
        .then(commitment_released("card declined"))
    )
    assert checkout.stage is Stage.OPEN
    assert checkout.agreed_total is None


def test_after_the_release_the_shop_may_change_it() -> None:
    """The shop can change a released checkout."""
    given(*COMMITTED, commitment_released()).when(
        lambda c: c.replace_cart(Cart(lines=(SOCKS,)), **BY_SHOP)
    ).then(cart_replaced(SOCKS))


def test_nothing_to_release() -> None:
    """A failure without a commitment is refused."""
    given(opened(), cart_replaced(SHIRT)).when(
        lambda c: c.release_commitment(None, **BY_SHOP)
    ).then_refused(NotCommitted)


def test_a_paid_purchase_is_not_released() -> None:
    """A failure that arrives after the success changes nothing."""
    given(*COMMITTED, completed()).when(
        lambda c: c.release_commitment(None, **BY_SHOP)
    ).then_refused(PurchaseCompleted)


def test_a_payment_that_fails_after_the_deadline() -> None:
    """The commitment is released. Then no change is accepted, and the checkout is due to expire."""
    released = given(*COMMITTED).when(lambda c: c.release_commitment(None, **by_shop_at(DEADLINE)))
    assert released.checkout.stage is Stage.OPEN
    assert released.checkout.is_due_to_expire(DEADLINE)
    given(*COMMITTED, commitment_released()).when(
        lambda c: c.commit(4, **by_shop_at(DEADLINE))
    ).then_refused(CheckoutExpired)
