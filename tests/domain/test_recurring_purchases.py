"""The token of a recurring purchase."""

from typing import TypedDict

from domain.refusals import RecurringTokenInactive
from tests.domain.event_builders import (
    PAID,
    SHIRT,
    cart_replaced,
    completed,
    opened,
    purchase_committed,
    recurring_token_cancelled,
    recurring_token_issued,
)
from tests.domain.scenario import BY_SHOP, given

BOUGHT = (cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2))


class Ids(TypedDict):
    """The ids of a completed purchase."""

    order_id: str
    purchase_id: str


PAID_FOR: Ids = {"order_id": "order-1", "purchase_id": "purchase-1"}


def test_the_token_is_issued_with_the_payment() -> None:
    """One decision completes the purchase and issues the token."""
    checkout = (
        given(opened(is_recurring=True), *BOUGHT)
        .when(lambda c: c.complete(PAID, **PAID_FOR, recurring_token="token-1", **BY_SHOP))
        .then(completed(), recurring_token_issued("token-1"))
    )
    assert checkout.recurrence is not None
    assert checkout.recurrence.is_active


def test_a_purchase_that_is_not_recurring_gets_no_token() -> None:
    """The application offers a token each time; only a recurring purchase is issued one."""
    checkout = (
        given(opened(), *BOUGHT)
        .when(lambda c: c.complete(PAID, **PAID_FOR, recurring_token="token-1", **BY_SHOP))
        .then(completed())
    )
    assert checkout.recurrence is None


def test_a_payment_reported_again_issues_no_second_token() -> None:
    """The token of the first report remains."""
    given(opened(is_recurring=True), *BOUGHT, completed(), recurring_token_issued("token-1")).when(
        lambda c: c.complete(PAID, **PAID_FOR, recurring_token="token-2", **BY_SHOP)
    ).then_nothing()


def test_a_token_is_cancelled() -> None:
    """Cancelling it again changes nothing; no event restores it."""
    history = (opened(is_recurring=True), *BOUGHT, completed(), recurring_token_issued())
    checkout = (
        given(*history)
        .when(lambda c: c.cancel_recurring_token(**BY_SHOP))
        .then(recurring_token_cancelled())
    )
    assert checkout.recurrence is not None
    assert not checkout.recurrence.is_active
    given(*history, recurring_token_cancelled()).when(
        lambda c: c.cancel_recurring_token(**BY_SHOP)
    ).then_nothing()


def test_a_token_that_was_not_issued_cannot_be_cancelled() -> None:
    """The token cannot be cancelled before the purchase is complete."""
    given(opened(is_recurring=True), *BOUGHT).when(
        lambda c: c.cancel_recurring_token(**BY_SHOP)
    ).then_refused(RecurringTokenInactive)
