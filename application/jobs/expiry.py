"""Ends checkouts that were not purchased in time, so that the history says so even when nobody looks."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from application.checkouts.service import Checkouts
from application.ports.event_store import Deadlines, StoreUnavailable
from domain.checkout import Checkout
from domain.refusals import CheckoutNotFound
from domain.stage import Stage

BATCH = 100
_WAIT_FOR_PAYMENT = timedelta(hours=1)
_LOOK_AGAIN = timedelta(minutes=1)
_AFTER_A_FAULT = timedelta(hours=1)
Recover = Callable[[Checkout], Awaitable[Checkout]]
_log = logging.getLogger("tillroll.expiry")


async def sweep(
    checkouts: Checkouts,
    deadlines: Deadlines,
    clock: Callable[[], datetime],
    recover: Recover | None = None,
) -> int:
    """Looks at every checkout whose deadline has passed, ends those whose time is over, and returns how many it saw.

    A committed one is handed to `recover` first, which may know what became of its payment. Safe to run in several
    processes at once: ending is one more append at a version, and only one of them records it.
    """
    seen = 0
    while due := await deadlines.due(clock(), BATCH):
        for checkout_id in due:
            await _look_at(checkout_id, checkouts, deadlines, clock, recover)
        seen += len(due)
    return seen


async def _look_at(
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
    except CheckoutNotFound:
        await deadlines.settle(checkout_id, None)
        return
    except StoreUnavailable:
        raise
    except Exception:
        # One history that cannot be read must not keep every other one waiting.
        _log.exception("checkout %s could not be ended", checkout_id)
        await deadlines.settle(checkout_id, clock() + _AFTER_A_FAULT)
        return
    if checkout.stage is Stage.COMMITTED:
        await deadlines.settle(checkout_id, clock() + _WAIT_FOR_PAYMENT)
    elif checkout.stage in (Stage.OPEN, Stage.SUSPENDED):
        # Somebody's change came first or has moved the deadline. Not before now, or this sweep would see it again and
        # again.
        await deadlines.settle(checkout_id, max(checkout.deadline, clock() + _LOOK_AGAIN))
    else:
        await deadlines.settle(checkout_id, None)
