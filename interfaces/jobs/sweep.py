"""The periodic job that expires checkouts, forgets stored responses and erases sealed data."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from application.checkouts.service import Checkouts
from application.jobs.erasure import RetentionJob
from application.jobs.expiry import Recover, sweep
from application.persons.requests import PersonErasures
from application.persons.retention import RetentionPolicy
from application.ports.deadlines import Deadlines
from application.ports.event_store import StoreUnavailable
from application.ports.idempotency_store import IdempotencyStore
from interfaces.runtime.live import Live

INTERVAL_SECONDS = 30
_log = logging.getLogger("tillroll")


async def run_sweeps(
    *,
    checkouts: Checkouts,
    deadlines: Deadlines,
    responses: IdempotencyStore,
    by_retention: RetentionJob,
    on_request: PersonErasures,
    policy: Live[RetentionPolicy],
    clock: Callable[[], datetime],
    recover: Recover,
) -> None:
    """Run the job every 30 seconds until the task is cancelled. A failed run is logged and the next one still runs.

    The retention is applied at the first run, and when a reload has changed it.
    """
    applied: RetentionPolicy | None = None
    while True:
        try:
            await sweep(checkouts, deadlines, clock, recover)
            await responses.forget(clock())
            await on_request.resume()
            current = policy.now
            if current != applied:
                await by_retention.apply(current)
                applied = current
            await by_retention.run(current)
        except StoreUnavailable as error:
            _log.warning("expiry and erasure wait for the store: %s", error)
        except Exception:
            # Later deadlines must not depend on a restart.
            _log.exception("expiry and erasure were broken off")
        await asyncio.sleep(INTERVAL_SECONDS)
