"""Readiness checks and metrics of the storage."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, Protocol

from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily

from application.ports.audit_log import AuditLog
from application.ports.ledger.reading import Ledger, LedgerStatus
from application.ports.ledger.time_stamps import TimeStamps
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


def ledger_check(ledger: Ledger) -> Check:
    """Report how far the ledger is. A lag does not make the process unready: sales do not wait for it."""

    async def look() -> Facts:
        status = await ledger.status()
        return {
            "size": status.size,
            "behind_events": status.behind_events,
            "behind_seconds": status.behind_seconds,
            "unsigned_seconds": status.unsigned_seconds,
            "is_late": status.is_late,
        }

    return Check(look=look, decides=False)


def ledger_figures(
    ledgers: Mapping[str, Ledger], stamps: TimeStamps, clock: Callable[[], datetime]
) -> Measure:
    """Measure the sizes of the ledgers, their lags, and the age of the newest time stamp.

    The label `ledger` has the name of one.
    """

    async def look_up() -> Iterable[Metric]:
        statuses = {name: await ledger.status() for name, ledger in ledgers.items()}
        families = []
        for figure, text, value_of in _LEDGER_FIGURES:
            family = GaugeMetricFamily(f"tillroll_ledger_{figure}", text, labels=["ledger"])
            for name, status in statuses.items():
                if (value := value_of(status)) is not None:
                    family.add_metric([name], value)
            if family.samples:
                families.append(family)
        stamp = (await stamps.status()).newest
        if stamp is not None:
            age = max(0.0, (clock() - stamp.time).total_seconds())
            for name, text, value in (
                ("time_stamp_age_seconds", "Age of the newest time stamp of a head.", age),
                ("stamped_size", "Events that a stamped head covers.", stamp.size),
            ):
                families.append(
                    GaugeMetricFamily(f"tillroll_ledger_{name}", text, value=float(value))
                )
        return families

    return look_up


_LEDGER_FIGURES: Final[Sequence[tuple[str, str, Callable[[LedgerStatus], float | None]]]] = (
    ("size", "Records in the tree of the ledger.", lambda status: status.size),
    (
        "signed_size",
        "Records that the newest signed head covers.",
        lambda status: 0 if status.head is None else status.head.size,
    ),
    (
        "behind_events",
        "Records that the tree of the ledger does not have yet.",
        lambda status: status.behind_events,
    ),
    (
        "behind_seconds",
        "Age of the oldest record that the tree of the ledger does not have yet.",
        lambda status: status.behind_seconds,
    ),
    (
        "unsigned_seconds",
        "Age of the oldest record that no signed head covers yet; the maximum merge delay is 60.",
        lambda status: status.unsigned_seconds,
    ),
    (
        "head_age_seconds",
        "Age of the newest signed head.",
        lambda status: status.head_age_seconds,
    ),
)


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
