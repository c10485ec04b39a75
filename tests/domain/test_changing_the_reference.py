"""The shop's own order number, which may be set once even after completion."""

import pytest

from domain.checkout import Checkout
from domain.refusals import CheckoutCancelled, PurchaseCommitmentFound, PurchaseCompleted
from tests.domain.happenings import (
    DEADLINE,
    SHIRT,
    Happening,
    cancelled,
    cart_replaced,
    completed,
    opened,
    purchase_committed,
    reference_changed,
)
from tests.domain.scenario import ASKED, asked_at, given

PURCHASED: tuple[Happening, ...] = (
    opened(),
    cart_replaced(SHIRT),
    reference_changed("A-1"),
    purchase_committed(10_000, shown_version=3),
    completed(),
)


def test_a_reference_is_set() -> None:
    """The shop gives its order number."""
    given(opened()).when(lambda c: c.change_reference("A-1", **ASKED)).then(
        reference_changed("A-1")
    )


def test_a_reference_is_changed_and_removed() -> None:
    """As long as the checkout can be changed, so can its reference, as often as the shop likes."""
    given(opened(), reference_changed("A-1"), reference_changed("A-2")).when(
        lambda c: c.change_reference(None, **ASKED)
    ).then(reference_changed(None))


def test_the_same_reference_records_nothing() -> None:
    """A replacement that changes nothing records nothing and succeeds."""
    given(opened(), reference_changed("A-1")).when(
        lambda c: c.change_reference("A-1", **ASKED)
    ).then_nothing()


def test_no_reference_between_commitment_and_payment() -> None:
    """While the payment is under way the reference stands."""
    given(opened(), cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2)).when(
        lambda c: c.change_reference("A-1", **ASKED)
    ).then_refused(PurchaseCommitmentFound)


def test_once_after_completion() -> None:
    """After completion the reference may be set once."""
    given(*PURCHASED).when(lambda c: c.change_reference("B-1", **ASKED)).then(
        reference_changed("B-1")
    )


def test_once_after_completion_even_after_the_deadline() -> None:
    """The deadline is for purchases; this one is made."""
    answer = given(*PURCHASED).when(lambda c: c.change_reference("B-1", **asked_at(DEADLINE)))
    assert answer.checkout.reference == "B-1"


@pytest.mark.parametrize("again", ["B-2", "A-1", None])
def test_never_a_second_time_after_completion(again: str | None) -> None:
    """What was set after completion is not changed, not taken back and not removed."""
    given(*PURCHASED, reference_changed("B-1")).when(
        lambda c: c.change_reference(again, **ASKED)
    ).then_refused(PurchaseCompleted)


def test_the_same_again_after_completion_records_nothing() -> None:
    """A shop that repeats its request is told yes."""
    given(*PURCHASED, reference_changed("B-1")).when(
        lambda c: c.change_reference("B-1", **ASKED)
    ).then_nothing()


def test_confirming_the_old_reference_does_not_use_up_the_one_change() -> None:
    """What changes nothing does not count as the one time."""

    def confirm_then_set(c: Checkout) -> None:
        c.change_reference("A-1", **ASKED)
        c.change_reference("B-1", **ASKED)

    given(*PURCHASED).when(confirm_then_set).then(reference_changed("B-1"))


def test_changes_before_completion_do_not_use_it_up_either() -> None:
    """Only what was set after completion counts."""
    before = PURCHASED[:2], (reference_changed("A-1"), reference_changed("A-2")), PURCHASED[3:]
    given(*(happening for part in before for happening in part)).when(
        lambda c: c.change_reference("B-1", **ASKED)
    ).then(reference_changed("B-1"))


def test_no_reference_for_a_cancelled_checkout() -> None:
    """Only completion has this exception."""
    given(opened(), cancelled()).when(lambda c: c.change_reference("A-1", **ASKED)).then_refused(
        CheckoutCancelled
    )
