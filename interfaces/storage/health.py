"""Readiness checks and metrics of the storage."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily

from application.ports.audit_log import AuditLog
from application.ports.webhooks.webhook_log import DeliveryState
from interfaces.storage.postgres.schema.migrations import SchemaRefused
from interfaces.telemetry.exposition import Measure
from interfaces.telemetry.readiness import Check, Facts, NotReady


class Schema(Protocol):
    """The schema of the database."""

    async def require_current(self) -> str:
        """Return its last step. Raises SchemaRefused and StoreUnavailable."""


class HealthChecks(Protocol):
    """The deliveries of webhooks."""

    async def count_unfinished(self) -> Mapping[DeliveryState, int]:
        """Count the undelivered ones by state. Raises StoreUnavailable."""


def schema_check(schema: Schema) -> Check:
    """Check that the database answers and has the schema of this process."""

    async def look() -> Facts:
        try:
            return {"schema": await schema.require_current()}
        except SchemaRefused as error:
            raise NotReady(str(error)) from error

    return Check(look=look)


def audit_log_check(trail: AuditLog) -> Check:
    """Report the lag of the audit log. A lag does not make the process unready."""

    async def look() -> Facts:
        status = await trail.status()
        return {
            "behind_events": max(0, status.newest - status.position),
            "behind_seconds": status.behind_seconds,
            "replica_behind_seconds": status.replica_behind_seconds,
        }

    return Check(look=look, decides=False)


def audit_log_figures(trail: AuditLog) -> Measure:
    """Measure the lag of the audit log."""

    async def look_up() -> Iterable[Metric]:
        status = await trail.status()
        replica = GaugeMetricFamily(
            "tillroll_replica_behind_seconds",
            "Lag of the replica that searches read; absent while they read the primary.",
        )
        if status.replica_behind_seconds is not None:
            replica.add_metric([], status.replica_behind_seconds)
        return [
            *([replica] if replica.samples else []),
            GaugeMetricFamily(
                "tillroll_trail_behind_events",
                "Events that the audit trail does not have yet.",
                value=max(0, status.newest - status.position),
            ),
            GaugeMetricFamily(
                "tillroll_trail_behind_seconds",
                "Age of the oldest event that the audit trail does not have yet.",
                value=status.behind_seconds,
            ),
        ]

    return look_up


def outbox_figures(register: HealthChecks) -> Measure:
    """Count the undelivered webhooks by state."""

    async def look_up() -> Iterable[Metric]:
        family = GaugeMetricFamily(
            "tillroll_deliveries",
            "Callbacks that are not delivered, by state.",
            labels=("state",),
        )
        for state, number in (await register.count_unfinished()).items():
            family.add_metric((state.value,), number)
        return [family]

    return look_up
