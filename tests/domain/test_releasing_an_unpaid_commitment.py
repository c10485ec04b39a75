"""Nobody reports a payment for a commitment."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from domain.checkout import Checkout
from domain.stage import Stage
from domain.values.cart import Cart
from domain.values.payment import RefundCause
from tests.domain.event_builders import (
    NOW,
    PAID,
    SHIRT,
    SOCKS,
    EventAt,
    cancelled,
    cart_replaced,
    commitment_released,
    completed,
    opened,
    payment_failure_reported,
    purchase_committed,
    surplus_payment_received,
    unpaid_commitment_released,
)
from tests.domain.scenario import BY_SHOP, by_shop_at, given

WITHIN = timedelta(days=2)
DUE = NOW + WITHIN
LATER = by_shop_at(DUE + timedelta(hours=1))
INSTANT = timedelta(microseconds=1)
OPEN: tuple[EventAt, ...] = (opened(), cart_replaced(SHIRT))
COMMITTED: tuple[EventAt, ...] = (*OPEN, purchase_committed(10_000, shown_version=2))
RELEASED: tuple[EventAt, ...] = (*COMMITTED, unpaid_commitment_released(DUE))


def test_a_commitment_that_nobody_paid_is_released() -> None:
    """At its deadline the checkout is open again; the event has the deadline and the reason, and no payment failed."""
    checkout = (
        given(*COMMITTED)
        .when(lambda c: c.release_unpaid(WITHIN, **LATER))
        .then(unpaid_commitment_released(DUE, at=LATER["at"]))
    )
    assert checkout.stage is Stage.OPEN
    assert checkout.agreed_total is None
    assert checkout.payment_failure == "No payment was reported in time."
    assert checkout.failed_payments == ()


def test_not_an_instant_too_early() -> None:
    """A commitment is not released before its deadline."""
    given(*COMMITTED).when(
        lambda c: c.release_unpaid(WITHIN, **by_shop_at(DUE - INSTANT))
    ).then_nothing()


@pytest.mark.parametrize(
    "history",
    [
        OPEN,
        (*COMMITTED, completed()),
        (*COMMITTED, commitment_released()),
        (*OPEN, cancelled()),
        RELEASED,
    ],
    ids=["open", "completed", "released", "cancelled", "released unpaid"],
)
def test_no_other_checkout_is_released(history: tuple[EventAt, ...]) -> None:
    """A checkout without a waiting commitment is not changed."""
    given(*history).when(lambda c: c.release_unpaid(WITHIN, **LATER)).then_nothing()


def test_a_payment_that_tillroll_requests() -> None:
    """A commitment with a payment attempt is not released by time, because the provider knows its outcome."""
    given(*OPEN, purchase_committed(10_000, shown_version=2, payment_attempt="attempt-1")).when(
        lambda c: c.release_unpaid(WITHIN, **LATER)
    ).then_nothing()


def test_a_failure_of_an_earlier_commitment_restarts_the_time() -> None:
    """The time runs from the last event: while a provider reports, a payment may still come."""
    history = (
        *OPEN,
        purchase_committed(10_000, shown_version=2),
        commitment_released("declined", "p1"),
        purchase_committed(10_000, shown_version=4),
        lambda version: replace(
            payment_failure_reported(3, "p2")(version), timestamp=NOW + timedelta(days=1)
        ),
    )
    given(*history).when(lambda c: c.release_unpaid(WITHIN, **by_shop_at(DUE))).then_nothing()


def test_a_payment_after_the_release() -> None:
    """A success that is reported later is due back, as after any other release, and completes nothing."""
    payment = replace(PAID, id="p1")
    checkout = (
        given(*RELEASED)
        .when(lambda c: c.complete(payment, order_id="o", purchase_id="p", **BY_SHOP))
        .then(surplus_payment_received(payment, 3, RefundCause.LATE_SUCCESS))
    )
    assert checkout.stage is Stage.OPEN


def test_a_failure_after_the_release() -> None:
    """A failure that is reported later is recorded, with and without the id of its payment."""
    for payment_id in ("p1", None):
        given(*RELEASED).when(
            partial(Checkout.release_commitment, reason=None, payment_id=payment_id, **BY_SHOP)
        ).then(payment_failure_reported(3, payment_id))


def test_the_checkout_can_be_committed_again() -> None:
    """After the release the cart changes, and the customer can commit to the new version."""
    answer = given(*RELEASED, cart_replaced(SOCKS)).when(lambda c: c.commit(5, **BY_SHOP))
    assert answer.checkout.stage is Stage.COMMITTED
    assert answer.checkout.cart == Cart(lines=(SOCKS,))
    assert answer.checkout.payment_failure is None
