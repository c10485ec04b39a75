"""The readiness check and the metrics of the standbys."""

from collections.abc import Iterable

from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily

from interfaces.storage.postgres.replication.required import StandbyWatch
from interfaces.telemetry.exposition import Measure
from interfaces.telemetry.readiness import Check, Facts


def standby_check(watch: StandbyWatch) -> Check:
    """Report how many standbys confirm changes. Too few do not make the process unready: reads go on."""

    async def look() -> Facts:
        status = await watch.status()
        return {
            "required": watch.required.number,
            "confirming": status.confirming,
            "is_enough": status.confirming >= watch.required.number,
            "are_visible": status.is_visible,
            "standbys": [
                {
                    "name": standby.name,
                    "state": standby.state,
                    "sync_state": standby.sync_state,
                    "replay_lag_seconds": standby.replay_lag_seconds,
                    "unreplayed_bytes": standby.unreplayed_bytes,
                }
                for standby in status.standbys
            ],
        }

    return Check(look=look, decides=False)


def standby_figures(watch: StandbyWatch) -> Measure:
    """Measure how many standbys confirm changes, and how far each one is behind."""

    async def look_up() -> Iterable[Metric]:
        status = await watch.status()
        lag = GaugeMetricFamily(
            "tillroll_standby_replay_lag_seconds",
            "Time that the newest change took to be replayed by a standby.",
            labels=["standby"],
        )
        behind = GaugeMetricFamily(
            "tillroll_standby_unreplayed_bytes",
            "Bytes of the log that a standby has not replayed yet.",
            labels=["standby"],
        )
        for standby in status.standbys:
            lag.add_metric([standby.name], standby.replay_lag_seconds or 0.0)
            if standby.unreplayed_bytes is not None:
                behind.add_metric([standby.name], float(standby.unreplayed_bytes))
        return [
            GaugeMetricFamily(
                "tillroll_standbys_required",
                "Standbys that have to confirm each change.",
                value=watch.required.number,
            ),
            GaugeMetricFamily(
                "tillroll_standbys_confirming",
                "Standbys that have each change before it is answered.",
                value=status.confirming,
            ),
            *(family for family in (lag, behind) if family.samples),
        ]

    return look_up
