"""Every metric and every readiness check with a sample, from the code that exposes them, without a database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, cast

from application.ports.audit_log import AuditLog, AuditLogStatus
from application.ports.ledger.reading import Ledger, LedgerHead, LedgerStatus, WitnessStatus
from application.ports.ledger.time_stamps import TimeStamp, TimeStamping, TimeStamps
from application.ports.webhooks.webhook_log import DeliveryState
from interfaces.http.pipeline.admission import Admission
from interfaces.http.pipeline.crowding import places_check
from interfaces.http.pipeline.draining import drain_check
from interfaces.runtime.shutdown import Shutdown
from interfaces.storage.health import (
    audit_log_check,
    audit_log_figures,
    outbox_figures,
    schema_check,
)
from interfaces.storage.ledger_health import ledger_check, ledger_figures
from interfaces.storage.open_appends import open_append_age, open_append_check
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.operations.open_appends import OpenAppend
from interfaces.storage.postgres.replication.required import RequiredStandbys, StandbyWatch
from interfaces.storage.standby_health import standby_check, standby_figures
from interfaces.telemetry.exposition import Exposition, Measure
from interfaces.telemetry.metrics import Metrics
from interfaces.telemetry.readiness import Check

NOW: Final = datetime(2026, 11, 29, tzinfo=UTC)
_HEAD = LedgerHead(size=9, root=b"", at=NOW, is_cosigned=True, note=b"")
_WITNESS = WitnessStatus(
    witness="w.example",
    size=7,
    cosigned_at=NOW,
    requested_at=NOW,
    problem="The witness did not answer.",
    is_fork=False,
)
_LEDGER = LedgerStatus(
    origin="tillroll.example/test",
    size=9,
    position=9,
    newest=9,
    behind_events=0,
    head=_HEAD,
    head_age_seconds=1.0,
    behind_seconds=0.0,
    unsigned_seconds=0.0,
    problem=None,
    witnesses=(_WITNESS,),
)
_STAMP = TimeStamping(
    newest=TimeStamp(size=5, time=NOW, checkpoint=b"", response=b""), problem=None
)
_STANDBY = ("ANY 1 (*)", True, True, "tea", "streaming", "quorum", 0.1, 12)


@dataclass(frozen=True)
class _Answering:
    """A part that answers with one status."""

    found: Any

    async def status(self) -> Any:
        return self.found


class _Pool:
    async def rows(self, _: str, __: Sequence[object]) -> list[tuple[Any, ...]]:
        return [_STANDBY]


class _Database:
    """The schema, the open transactions and the deliveries of a database."""

    async def require_current(self) -> str:
        return "0001 first"

    async def oldest(self) -> OpenAppend:
        return OpenAppend("process 1", 2.0)

    async def count_unfinished(self) -> Mapping[DeliveryState, int]:
        return {DeliveryState.WAITING: 1, DeliveryState.PARKED: 2}


def measures() -> dict[str, Measure]:
    """Return what each scrape queries, by the name that bootstrap gives it."""
    ledger = cast("Ledger", _Answering(_LEDGER))
    return {
        "trail": audit_log_figures(_trail()),
        "standbys": standby_figures(_standbys()),
        "appends": open_append_age(_Database()),
        "deliveries": outbox_figures(_Database()),
        "ledger": ledger_figures(
            {"events": ledger}, cast("TimeStamps", _Answering(_STAMP)), lambda: NOW
        ),
    }


def checks(admission: Admission) -> dict[str, Check]:
    """Return the readiness checks, by the name that bootstrap gives them."""
    ledger = ledger_check(cast("Ledger", _Answering(_LEDGER)))
    return {
        "database": schema_check(_Database()),
        "trail": audit_log_check(_trail()),
        "standbys": standby_check(_standbys()),
        "appends": open_append_check(_Database()),
        "ledger": ledger,
        "refusal_ledger": ledger,
        "places": places_check(admission),
        "process": drain_check(Shutdown()),
    }


async def exposition() -> str:
    """Return what /metrics answers after one observation of each kind."""
    metrics = Metrics()
    metrics.count_request("walley", "GET /checkouts/{checkout_id}", "ok", 0.01)
    metrics.count_denial("walley", "Unauthenticated")
    metrics.count_server_error("walley", 503)
    metrics.count_rejection("strangers", "places")
    metrics.places_taken({"strangers": 1})
    metrics.batch_written(2, 1, 0.01)
    metrics.lines_dropped(1)
    return (await Exposition(metrics.registry, measures()).text()).decode()


def _trail() -> AuditLog:
    status = AuditLogStatus(position=1, newest=2, replica_behind_seconds=0.5)
    return cast("AuditLog", _Answering(status))


def _standbys() -> StandbyWatch:
    return StandbyWatch(cast("StatementPool", _Pool()), RequiredStandbys(number=1))
