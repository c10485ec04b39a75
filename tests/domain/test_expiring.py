"""The expiry of a checkout."""

from datetime import timedelta

import pytest

from domain.refusals import CheckoutExpired
from domain.stage import Stage
from tests.domain.event_builders import (
    DEADLINE,
    SHIRT,
    EventAt,
    cancelled,
    cart_replaced,
    completed,
    expired,
    opened,
    purchase_committed,
    suspended,
)
from tests.domain.scenario import by_shop_at, given

INSTANT = timedelta(microseconds=1)
COMMITTED: tuple[EventAt, ...] = (
    opened(),
    cart_replaced(SHIRT),
    purchase_committed(10_000, shown_version=2),
)


@pytest.mark.parametrize("history", [(opened(),), (opened(), suspended())])
def test_open_and_suspended_checkouts_expire(history: tuple[EventAt, ...]) -> None:
    """At its deadline an open or suspended checkout expires."""
    checkout = (
        given(*history).when(lambda c: c.expire(**by_shop_at(DEADLINE))).then(expired(DEADLINE))
    )
    assert checkout.stage is Stage.EXPIRED


def test_not_an_instant_too_early() -> None:
    """A checkout does not expire before its deadline."""
    given(opened()).when(lambda c: c.expire(**by_shop_at(DEADLINE - INSTANT))).then_nothing()


@pytest.mark.parametrize(
    "history",
    [
        COMMITTED,
        (*COMMITTED, completed()),
        (opened(), cancelled()),
        (opened(), expired()),
    ],
    ids=["committed", "completed", "cancelled", "expired"],
)
def test_no_other_checkout_expires(history: tuple[EventAt, ...]) -> None:
    """A committed checkout does not expire, and a final stage does not change."""
    given(*history).when(lambda c: c.expire(**by_shop_at(DEADLINE + INSTANT))).then_nothing()


def test_a_change_in_the_last_instant() -> None:
    """Every change is accepted until the deadline."""
    answer = given(opened()).when(lambda c: c.suspend(**by_shop_at(DEADLINE - INSTANT)))
    assert answer.checkout.stage is Stage.SUSPENDED


def test_no_change_after_expiry() -> None:
    """A request with an earlier time is refused after Expired too."""
    given(opened(), expired()).when(
        lambda c: c.suspend(**by_shop_at(DEADLINE - INSTANT))
    ).then_refused(CheckoutExpired)
