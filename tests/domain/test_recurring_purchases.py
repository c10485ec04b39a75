"""A token for a purchase after which the shop may charge again."""

from typing import TypedDict

from domain.refusals import RecurringTokenInactive
from tests.domain.happenings import (
    PAID,
    SHIRT,
    cart_replaced,
    completed,
    opened,
    purchase_committed,
    recurring_token_cancelled,
    recurring_token_issued,
)
from tests.domain.scenario import ASKED, given

BOUGHT = (cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2))


class Ids(TypedDict):
    """What a purchase is given when it is complete."""

    order_id: str
    purchase_id: str


PAID_FOR: Ids = {"order_id": "order-1", "purchase_id": "purchase-1"}


def test_the_token_is_issued_with_the_payment() -> None:
    """Both are one decision: the purchase is complete, and the shop may charge again."""
    checkout = (
        given(opened(is_recurring=True), *BOUGHT)
        .when(lambda c: c.complete(PAID, **PAID_FOR, recurring_token="token-1", **ASKED))
        .then(completed(), recurring_token_issued("token-1"))
    )
    assert checkout.recurrence is not None
    assert checkout.recurrence.is_active


def test_a_purchase_that_asked_for_none_gets_none() -> None:
    """The payment side offers a token each time; only a recurring purchase takes it."""
    checkout = (
        given(opened(), *BOUGHT)
        .when(lambda c: c.complete(PAID, **PAID_FOR, recurring_token="token-1", **ASKED))
        .then(completed())
    )
    assert checkout.recurrence is None


def test_a_payment_reported_again_issues_no_second_token() -> None:
    """The shop keeps the one that it has."""
    given(opened(is_recurring=True), *BOUGHT, completed(), recurring_token_issued("token-1")).when(
        lambda c: c.complete(PAID, **PAID_FOR, recurring_token="token-2", **ASKED)
    ).then_nothing()


def test_a_token_is_cancelled_once() -> None:
    """Cancelling it again changes nothing; nothing makes it good again."""
    history = (opened(is_recurring=True), *BOUGHT, completed(), recurring_token_issued())
    checkout = (
        given(*history)
        .when(lambda c: c.cancel_recurring_token(**ASKED))
        .then(recurring_token_cancelled())
    )
    assert checkout.recurrence is not None
    assert not checkout.recurrence.is_active
    given(*history, recurring_token_cancelled()).when(
        lambda c: c.cancel_recurring_token(**ASKED)
    ).then_nothing()


def test_what_was_not_issued_cannot_be_cancelled() -> None:
    """Not before the purchase is complete."""
    given(opened(is_recurring=True), *BOUGHT).when(
        lambda c: c.cancel_recurring_token(**ASKED)
    ).then_refused(RecurringTokenInactive)
