"""Reports a transaction that writes events and stays open. It holds up the followers of events, and no change."""

from collections.abc import Iterable
from typing import Protocol

from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily

from interfaces.storage.postgres.operations.open_appends import OpenAppend
from interfaces.telemetry.exposition import Measure
from interfaces.telemetry.readiness import Check, Facts


class OpenAppends(Protocol):
    """The open transactions that write events."""

    async def oldest(self) -> OpenAppend | None:
        """Return the oldest one; None if there is none now. Raises StoreUnavailable."""


def open_append_check(appends: OpenAppends) -> Check:
    """Report the age of the oldest one and its process. It does not make the process unready."""

    async def look() -> Facts:
        oldest = await appends.oldest()
        if oldest is None:
            return {"open_seconds": 0.0, "holder": None}
        return {"open_seconds": oldest.seconds, "holder": oldest.holder}

    return Check(look=look, decides=False)


def open_append_age(appends: OpenAppends) -> Measure:
    """Measure the age of the oldest one."""

    async def look_up() -> Iterable[Metric]:
        oldest = await appends.oldest()
        return [
            GaugeMetricFamily(
                "tillroll_open_append_seconds",
                "Age of the oldest open transaction that writes events; followers may wait for it.",
                value=0.0 if oldest is None else oldest.seconds,
            )
        ]

    return look_up
