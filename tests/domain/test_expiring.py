"""What time does to a checkout."""

from datetime import timedelta

import pytest

from domain.refusals import CheckoutExpired
from domain.stage import Stage
from tests.domain.happenings import (
    DEADLINE,
    SHIRT,
    Happening,
    cancelled,
    cart_replaced,
    completed,
    expired,
    opened,
    purchase_committed,
    suspended,
)
from tests.domain.scenario import asked_at, given

INSTANT = timedelta(microseconds=1)
COMMITTED: tuple[Happening, ...] = (
    opened(),
    cart_replaced(SHIRT),
    purchase_committed(10_000, shown_version=2),
)


@pytest.mark.parametrize("history", [(opened(),), (opened(), suspended())])
def test_time_ends_what_can_still_be_bought(history: tuple[Happening, ...]) -> None:
    """At its deadline an open or suspended checkout expires."""
    checkout = (
        given(*history).when(lambda c: c.expire(**asked_at(DEADLINE))).then(expired(DEADLINE))
    )
    assert checkout.stage is Stage.EXPIRED


def test_not_an_instant_too_early() -> None:
    """Before the deadline nothing happens."""
    given(opened()).when(lambda c: c.expire(**asked_at(DEADLINE - INSTANT))).then_nothing()


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
def test_time_does_nothing_to_any_other(history: tuple[Happening, ...]) -> None:
    """A payment under way is waited for, and what is final stays as it ended."""
    given(*history).when(lambda c: c.expire(**asked_at(DEADLINE + INSTANT))).then_nothing()


def test_a_change_in_the_last_instant() -> None:
    """Until the deadline everything goes."""
    answer = given(opened()).when(lambda c: c.suspend(**asked_at(DEADLINE - INSTANT)))
    assert answer.checkout.stage is Stage.SUSPENDED


def test_no_change_once_expired() -> None:
    """Even a request whose own clock says that there is time left."""
    given(opened(), expired()).when(
        lambda c: c.suspend(**asked_at(DEADLINE - INSTANT))
    ).then_refused(CheckoutExpired)
