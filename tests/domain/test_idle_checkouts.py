"""A checkout with an idle limit expires that long after its last event."""

from datetime import timedelta

import pytest

from domain.refusals import CheckoutExpired
from domain.stage import Stage
from tests.domain.event_builders import (
    NOW,
    SHIRT,
    EventAt,
    cart_replaced,
    expired,
    numbered,
    opened,
    purchase_committed,
    suspended,
)
from tests.domain.scenario import by_shop_at, given, replay

LIMIT = timedelta(hours=48)
IDLE = opened(idle_limit=172_800, expires_at=NOW + LIMIT)
LAST = NOW + LIMIT - timedelta(seconds=1)


def test_its_time_is_counted_from_the_last_event() -> None:
    """Each change moves the deadline; one that changes nothing does not."""
    checkout = replay(numbered([IDLE, cart_replaced(SHIRT)]))
    assert checkout.deadline == NOW + LIMIT
    checkout.suspend(**by_shop_at(LAST))
    assert checkout.deadline == LAST + LIMIT
    checkout.suspend(**by_shop_at(LAST + timedelta(hours=1)))
    assert checkout.deadline == LAST + LIMIT


@pytest.mark.parametrize("stage", [(), (suspended(),)])
def test_after_that_nothing_can_be_changed(stage: tuple[EventAt, ...]) -> None:
    """A change is refused from the deadline on, and the checkout expires."""
    given(IDLE, *stage).when(
        lambda c: c.replace_metadata("{}", **by_shop_at(NOW + LIMIT))
    ).then_refused(CheckoutExpired)
    given(IDLE, *stage).when(lambda c: c.expire(**by_shop_at(NOW + LIMIT))).then(
        expired(NOW + LIMIT, due=NOW + LIMIT)
    )


def test_before_that_it_does_not_expire() -> None:
    """The checkout does not expire a second before its deadline."""
    given(IDLE).when(lambda c: c.expire(**by_shop_at(LAST))).then_nothing()


def test_a_committed_purchase_does_not_expire() -> None:
    """A committed checkout with an idle limit does not expire."""
    history = (IDLE, cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2))
    given(*history).when(lambda c: c.expire(**by_shop_at(NOW + 9 * LIMIT))).then_nothing()


def test_an_expired_checkout_keeps_its_deadline() -> None:
    """The deadline is the same however late Expired is recorded; that event does not move it."""
    checkout = replay(numbered([IDLE, expired(NOW + 2 * LIMIT, due=NOW + LIMIT)]))
    assert checkout.stage is Stage.EXPIRED
    assert checkout.deadline == NOW + LIMIT


def test_without_a_limit_the_deadline_is_fixed() -> None:
    """No event moves a fixed deadline (Walley: seven days)."""
    checkout = replay(numbered([opened(expires_at=NOW + LIMIT)]))
    checkout.suspend(**by_shop_at(LAST))
    assert checkout.deadline == NOW + LIMIT
