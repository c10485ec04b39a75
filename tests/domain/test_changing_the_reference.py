"""The shop's own order number, which may be set once even after completion."""

import pytest

from domain.checkout import Checkout
from domain.refusals import CheckoutCancelled, PurchaseCommitmentFound, PurchaseCompleted
from tests.domain.event_builders import (
    DEADLINE,
    SHIRT,
    EventAt,
    cancelled,
    cart_replaced,
    completed,
    opened,
    purchase_committed,
    reference_changed,
)
from tests.domain.scenario import BY_SHOP, by_shop_at, given

PURCHASED: tuple[EventAt, ...] = (
    opened(),
    cart_replaced(SHIRT),
    reference_changed("A-1"),
    purchase_committed(10_000, shown_version=3),
    completed(),
)


def test_a_reference_is_set() -> None:
    """The shop gives its order number."""
    given(opened()).when(lambda c: c.change_reference("A-1", **BY_SHOP)).then(
        reference_changed("A-1")
    )


def test_a_reference_is_changed_and_removed() -> None:
    """As long as the checkout can be changed, so can its reference, as often as the shop likes."""
    given(opened(), reference_changed("A-1"), reference_changed("A-2")).when(
        lambda c: c.change_reference(None, **BY_SHOP)
    ).then(reference_changed(None))


def test_the_same_reference_records_nothing() -> None:
    """A replacement that changes nothing records nothing and succeeds."""
    given(opened(), reference_changed("A-1")).when(
        lambda c: c.change_reference("A-1", **BY_SHOP)
    ).then_nothing()


def test_no_reference_between_commitment_and_payment() -> None:
    """The reference cannot change between the commitment and the payment."""
    given(opened(), cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2)).when(
        lambda c: c.change_reference("A-1", **BY_SHOP)
    ).then_refused(PurchaseCommitmentFound)


def test_one_change_after_completion() -> None:
    """After completion the reference may be set once."""
    given(*PURCHASED).when(lambda c: c.change_reference("B-1", **BY_SHOP)).then(
        reference_changed("B-1")
    )


def test_one_change_after_completion_even_after_the_deadline() -> None:
    """The deadline does not apply to a completed purchase."""
    answer = given(*PURCHASED).when(lambda c: c.change_reference("B-1", **by_shop_at(DEADLINE)))
    assert answer.checkout.reference == "B-1"


@pytest.mark.parametrize("again", ["B-2", "A-1", None])
def test_no_second_change_after_completion(again: str | None) -> None:
    """A reference that was set after completion is neither changed nor removed."""
    given(*PURCHASED, reference_changed("B-1")).when(
        lambda c: c.change_reference(again, **BY_SHOP)
    ).then_refused(PurchaseCompleted)


def test_the_same_again_after_completion_records_nothing() -> None:
    """A repeated request succeeds."""
    given(*PURCHASED, reference_changed("B-1")).when(
        lambda c: c.change_reference("B-1", **BY_SHOP)
    ).then_nothing()


def test_confirming_the_old_reference_does_not_use_up_the_one_change() -> None:
    """A request that changes nothing does not use up the one change."""

    def confirm_then_set(c: Checkout) -> None:
        c.change_reference("A-1", **BY_SHOP)
        c.change_reference("B-1", **BY_SHOP)

    given(*PURCHASED).when(confirm_then_set).then(reference_changed("B-1"))


def test_changes_before_completion_do_not_use_it_up_either() -> None:
    """Only changes after completion count."""
    before = PURCHASED[:2], (reference_changed("A-1"), reference_changed("A-2")), PURCHASED[3:]
    given(*(happening for part in before for happening in part)).when(
        lambda c: c.change_reference("B-1", **BY_SHOP)
    ).then(reference_changed("B-1"))


def test_no_reference_for_a_cancelled_checkout() -> None:
    """No other stage has this exception."""
    given(opened(), cancelled()).when(lambda c: c.change_reference("A-1", **BY_SHOP)).then_refused(
        CheckoutCancelled
    )
