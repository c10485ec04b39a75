"""What is looked up in the database when somebody asks how things stand."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily

from application.ports.audit_log import AuditLog
from application.ports.webhook_log import DeliveryState
from interfaces.storage.postgres.schema.migrations import SchemaRefused
from interfaces.telemetry.exposition import Measure
from interfaces.telemetry.readiness import Check, Facts, NotReady


class Schema(Protocol):
    """The schema of the database."""

    async def require_current(self) -> str:
        """Its last step. Raises SchemaRefused and StoreUnavailable."""


class HealthChecks(Protocol):
    """The deliveries of callbacks."""

    async def count_unfinished(self) -> Mapping[DeliveryState, int]:
        """How many of them are in each state but delivered. Raises StoreUnavailable."""


def schema_check(schema: Schema) -> Check:
    """Whether the database answers, with the schema that this process works with."""

    async def look() -> Facts:
        try:
            return {"schema": await schema.require_current()}
        except SchemaRefused as error:
            raise NotReady(str(error)) from error

    return Check(look=look)


def trail_check(trail: AuditLog) -> Check:
    """How far the audit trail is behind; a lag is told of, and no reason to send no requests."""

    async def look() -> Facts:
        status = await trail.status()
        return {
            "behind_events": max(0, status.newest - status.position),
            "behind_seconds": status.behind_seconds,
        }

    return Check(look=look, decides=False)


def trail_figures(trail: AuditLog) -> Measure:
    """The same as figures."""

    async def look_up() -> Iterable[Metric]:
        status = await trail.status()
        return [
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


def delivery_figures(register: HealthChecks) -> Measure:
    """How many callbacks wait, and how many came to nothing."""

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
