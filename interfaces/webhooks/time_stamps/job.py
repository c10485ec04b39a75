"""The periodic job that has the newest head stamped, once a day. It delays no head and no request."""

import asyncio
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from application.ports.event_store import StoreUnavailable
from application.ports.ledger.time_stamps import TimeStampLog
from interfaces.runtime.outage_log import OutageLog
from interfaces.webhooks.egress_policy import EgressPolicy
from interfaces.webhooks.http_caller import HttpCaller
from interfaces.webhooks.time_stamps.authority import NoTimeStamp, TimeStampAuthority

INTERVAL_SECONDS: Final = 5
_log = logging.getLogger("tillroll")


@dataclass(frozen=True, kw_only=True)
class HeadStamping:
    """Has heads stamped by an authority."""

    log: TimeStampLog
    authority: TimeStampAuthority

    async def run(self) -> bool:
        """Have the newest head stamped if that is due. Return whether it was. Raises StoreUnavailable."""
        head = await self.log.claim()
        if head is None:
            return False
        try:
            stamp = await self.authority.stamp(head)
        except NoTimeStamp as error:
            _log.error("the head of size %d is not stamped: %s", head.size, error)
            await self.log.note_failure(str(error))
            return False
        await self.log.keep(stamp)
        return True


async def stamp_heads(
    log: TimeStampLog, url: str, trusted: Path | None, reach: EgressPolicy
) -> None:
    """Look every 5 seconds whether a head is due, until the task is cancelled."""
    async with HttpCaller(reach) as caller:
        stamping = HeadStamping(log=log, authority=TimeStampAuthority(url, caller, trusted))
        outage = OutageLog("time stamps")
        while True:
            try:
                await stamping.run()
                outage.works()
            except StoreUnavailable as error:
                outage.waits(error)
            except Exception as error:
                # A later time stamp must not depend on a restart.
                outage.broke_off(error)
            await asyncio.sleep(INTERVAL_SECONDS)
