"""Suspending a checkout while the shop makes a change."""

from domain.refusals import CheckoutSuspended, PurchaseCommitmentFound
from domain.stage import Stage
from tests.domain.event_builders import (
    SHIRT,
    cart_replaced,
    opened,
    purchase_committed,
    resumed,
    suspended,
)
from tests.domain.scenario import BY_SHOP, given


def test_suspending() -> None:
    """An open checkout is suspended."""
    checkout = given(opened()).when(lambda c: c.suspend(**BY_SHOP)).then(suspended())
    assert checkout.stage is Stage.SUSPENDED


def test_resuming() -> None:
    """A suspended checkout is resumed."""
    checkout = given(opened(), suspended()).when(lambda c: c.resume(**BY_SHOP)).then(resumed())
    assert checkout.stage is Stage.OPEN


def test_suspending_twice_records_nothing() -> None:
    """Suspending a suspended checkout records nothing."""
    given(opened(), suspended()).when(lambda c: c.suspend(**BY_SHOP)).then_nothing()


def test_resuming_an_open_checkout_records_nothing() -> None:
    """Resuming an open checkout records nothing."""
    given(opened()).when(lambda c: c.resume(**BY_SHOP)).then_nothing()


def test_no_purchase_while_suspended() -> None:
    """The customer cannot buy what the shop is changing."""
    given(opened(), cart_replaced(SHIRT), suspended()).when(
        lambda c: c.commit(3, **BY_SHOP)
    ).then_refused(CheckoutSuspended)


def test_a_purchase_after_resuming() -> None:
    """After resuming, the customer commits to the current version."""
    given(opened(), suspended(), cart_replaced(SHIRT), resumed()).when(
        lambda c: c.commit(4, **BY_SHOP)
    ).then(purchase_committed(10_000, shown_version=4))


def test_no_suspending_after_the_commitment() -> None:
    """A committed checkout cannot be suspended."""
    given(opened(), cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2)).when(
        lambda c: c.suspend(**BY_SHOP)
    ).then_refused(PurchaseCommitmentFound)
