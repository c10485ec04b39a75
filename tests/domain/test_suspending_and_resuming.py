"""Freezing the customer's view while the shop makes a change."""

from domain.refusals import CheckoutSuspended, PurchaseCommitmentFound
from domain.stage import Stage
from tests.domain.happenings import (
    SHIRT,
    cart_replaced,
    opened,
    purchase_committed,
    resumed,
    suspended,
)
from tests.domain.scenario import ASKED, given


def test_suspending() -> None:
    """An open checkout is suspended."""
    checkout = given(opened()).when(lambda c: c.suspend(**ASKED)).then(suspended())
    assert checkout.stage is Stage.SUSPENDED


def test_resuming() -> None:
    """A suspended one is resumed."""
    checkout = given(opened(), suspended()).when(lambda c: c.resume(**ASKED)).then(resumed())
    assert checkout.stage is Stage.OPEN


def test_suspending_twice_records_nothing() -> None:
    """What is suspended already stays so, and nothing is recorded."""
    given(opened(), suspended()).when(lambda c: c.suspend(**ASKED)).then_nothing()


def test_resuming_what_was_not_suspended_records_nothing() -> None:
    """Resuming is safe to ask for at any time before the commitment."""
    given(opened()).when(lambda c: c.resume(**ASKED)).then_nothing()


def test_no_purchase_while_suspended() -> None:
    """The customer cannot buy what the shop is changing."""
    given(opened(), cart_replaced(SHIRT), suspended()).when(
        lambda c: c.commit(3, **ASKED)
    ).then_refused(CheckoutSuspended)


def test_a_purchase_after_resuming() -> None:
    """After resuming, the customer buys what then stands."""
    given(opened(), suspended(), cart_replaced(SHIRT), resumed()).when(
        lambda c: c.commit(4, **ASKED)
    ).then(purchase_committed(10_000, shown_version=4))


def test_no_suspending_after_the_commitment() -> None:
    """The shop came too late."""
    given(opened(), cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2)).when(
        lambda c: c.suspend(**ASKED)
    ).then_refused(PurchaseCommitmentFound)
