"""The periodic job that expires checkouts, forgets stored responses, erases sealed data and remembers addresses."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from application.address_book.purchases import PurchaseFollower
from application.checkouts.service import Checkouts
from application.jobs.erasure import RetentionJob
from application.jobs.expiry import Recover, sweep
from application.persons.requests import PersonErasures
from application.persons.retention import RetentionPolicy
from application.ports.deadlines import Deadlines
from application.ports.event_store import StoreUnavailable
from application.ports.idempotency_store import IdempotencyStore
from interfaces.runtime.live import Live
from interfaces.runtime.outage_log import OutageLog

INTERVAL_SECONDS = 30


@dataclass(kw_only=True)
class Sweeps:
    """What each run of the job does. The retention is applied at the first run, and when a reload has changed it.

    `remembering` has the merchants that remember the addresses of purchases.
    """

    checkouts: Checkouts
    deadlines: Deadlines
    responses: IdempotencyStore
    by_retention: RetentionJob
    on_request: PersonErasures
    policy: Live[RetentionPolicy]
    clock: Callable[[], datetime]
    recover: Recover
    purchases: PurchaseFollower
    remembering: Live[Sequence[str]]
    _applied: RetentionPolicy | None = None

    async def run(self) -> None:
        """Do everything that is due. Raises StoreUnavailable; the next run does the rest."""
        await sweep(self.checkouts, self.deadlines, self.clock, self.recover)
        await self.responses.forget(self.clock())
        await self.on_request.resume()
        policy = self.policy.now
        if policy != self._applied:
            await self.by_retention.apply(policy)
            self._applied = policy
        await self.by_retention.run(policy)
        await self.purchases.run(self.remembering.now)


async def run_sweeps(sweeps: Sweeps) -> None:
    """Run the job every 30 seconds until the task is cancelled. A failed run is logged and the next one still runs."""
    outage = OutageLog("expiry and erasure")
    while True:
        try:
            await sweeps.run()
            outage.works()
        except StoreUnavailable as error:
            outage.waits(error)
        except Exception as error:
            # Later deadlines must not depend on a restart.
            outage.broke_off(error)
        await asyncio.sleep(INTERVAL_SECONDS)
