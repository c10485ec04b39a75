"""Expires checkouts that were not purchased in time and releases commitments that nobody paid, without a request."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from application.checkouts.service import Checkouts
from application.ports.deadlines import Deadlines
from application.ports.event_store import StoreUnavailable
from domain.checkout import Checkout
from domain.refusals import CheckoutNotFound
from domain.stage import Stage

BATCH = 100
_WAIT_FOR_PAYMENT = timedelta(hours=1)
_AFTER_A_CHANGE = timedelta(minutes=1)
_AFTER_A_FAULT = timedelta(hours=1)
Recover = Callable[[Checkout], Awaitable[Checkout]]
_log = logging.getLogger("tillroll.expiry")


async def sweep(
    checkouts: Checkouts,
    deadlines: Deadlines,
    clock: Callable[[], datetime],
    recover: Recover | None = None,
) -> int:
    """Check every checkout whose deadline has passed and expire those that are overdue. Return the number checked.

    A committed checkout is passed to `recover`, which may learn the outcome of its payment. One that nobody paid in
    time is released, and expires in a later sweep if its own deadline has passed. Safe to run in several processes at
    once: each change is an append at a version, and the store records only one of them.
    """
    seen = 0
    while due := await deadlines.due(clock(), BATCH):
        for checkout_id in due:
            await _check(checkout_id, checkouts, deadlines, clock, recover)
        seen += len(due)
    return seen


async def _check(
    checkout_id: str,
    checkouts: Checkouts,
    deadlines: Deadlines,
    clock: Callable[[], datetime],
    recover: Recover | None,
) -> None:
    try:
        checkout = await checkouts.expire(checkout_id)
        if checkout.stage is Stage.COMMITTED and recover is not None:
            checkout = await recover(checkout)
        if checkout.stage is Stage.COMMITTED:
            checkout = await checkouts.release_unpaid(checkout_id)
    except CheckoutNotFound:
        await deadlines.settle(checkout_id, None)
        return
    except StoreUnavailable:
        raise
    except Exception:
        # One unreadable history must not delay the others.
        _log.exception("checkout %s could not be ended", checkout_id)
        await deadlines.settle(checkout_id, clock() + _AFTER_A_FAULT)
        return
    if checkout.stage is Stage.COMMITTED:
        at = clock()
        due = checkouts.payment_deadline(checkout) or at + _WAIT_FOR_PAYMENT
        next_check = min(max(due, at + _AFTER_A_CHANGE), at + _WAIT_FOR_PAYMENT)
        await deadlines.settle(checkout_id, next_check)
    elif checkout.stage in (Stage.OPEN, Stage.SUSPENDED):
        # Another change was recorded first or moved the deadline. The next check is later than now, or this sweep
        # would not end.
        await deadlines.settle(checkout_id, max(checkout.deadline, clock() + _AFTER_A_CHANGE))
    else:
        await deadlines.settle(checkout_id, None)
