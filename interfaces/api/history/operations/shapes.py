"""Shapes of what operators read. None has personal data of customers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

import msgspec

from application.history.operations.reports import ErasureReport, RecentReader
from application.ports.audit_log import AuditLogStatus
from application.ports.erasures.schedule import DueErasures, RequestedErasure
from application.ports.operations.checks import CheckOutcome
from application.ports.operations.installation import InstallationVersions
from application.ports.webhooks.webhook_log import DeliveryCount
from interfaces.api.history.wire import DeliveryStateName, Shape


class DeliveryCountShape(Shape, frozen=True, kw_only=True):
    """The callbacks of one state to one receiver. `oldest_due` is null unless they wait."""

    state: DeliveryStateName
    receiver: str
    count: int
    oldest_made: datetime
    oldest_due: datetime | None


class DeliveryCountsShape(Shape, frozen=True, kw_only=True):
    """Callbacks that wait, were ended or are parked. Delivered ones are not counted."""

    counts: list[DeliveryCountShape]


class DueErasureShape(Shape, frozen=True, kw_only=True):
    """Data of one class of a checkout. `erasure` is null where a retention ends, else the id of the request."""

    checkout: str
    merchant: str
    data_class: str = msgspec.field(name="class")
    due: datetime
    erasure: str | None


class DueErasuresShape(Shape, frozen=True, kw_only=True):
    """The number, and the first ones by time."""

    count: int
    at_least: Annotated[
        bool, msgspec.Meta(description="True where there may be more than `count`.")
    ]
    first: list[DueErasureShape]


class RequestedErasureShape(Shape, frozen=True, kw_only=True):
    """A requested erasure, whose certificate `/history/persons/erasures/{erasure}` answers to keys that erase."""

    erasure: str
    cause: Literal["requested", "restored"]
    requested: datetime
    keys: int
    left: int
    completed: datetime | None


class ErasuresShape(Shape, frozen=True, kw_only=True):
    """Erasures: due within seven days, overdue by ten minutes or more, and requested, the newest first."""

    due: Annotated[
        DueErasuresShape,
        msgspec.Meta(
            description="Data of persons is erased then, or due again later where the checkout has not ended for long "
            "enough."
        ),
    ]
    overdue: DueErasuresShape
    requested: list[RequestedErasureShape]


class CheckShape(Shape, frozen=True, kw_only=True):
    """The outcome of one `tillroll check`: what it replayed and compared, and how many differences it found."""

    time: datetime
    milliseconds: int
    tillroll: str
    checkouts: int
    events: int
    snapshots: int
    trail_rows: int
    clear_events: Annotated[
        int, msgspec.Meta(description="Events with personal data in the clear.")
    ]
    differences: int


class ChecksShape(Shape, frozen=True, kw_only=True):
    """The outcomes of `tillroll check`, the newest first."""

    checks: list[CheckShape]


class ConsoleSessionShape(Shape, frozen=True, kw_only=True):
    """A session of the console that was used in the last 24 hours and has not ended."""

    started: datetime
    seen: datetime


class RecentReaderShape(Shape, frozen=True, kw_only=True):
    """One reader: an actor of the access log. `looks` are its entries of the last 24 hours."""

    reader: str
    looks: int
    first: datetime | None
    last: datetime | None
    sessions: list[ConsoleSessionShape]


class RecentReadersShape(Shape, frozen=True, kw_only=True):
    """Who has read in the last 24 hours, the one who read last first."""

    readers: list[RecentReaderShape]


class SystemShape(Shape, frozen=True, kw_only=True):
    """What the installation runs on, and how far the audit log is behind the newest event."""

    tillroll: str
    python: str
    postgresql: str
    schema: str
    behind_events: int
    behind_seconds: Annotated[
        int, msgspec.Meta(description="The age of the oldest event that the audit log lacks.")
    ]


def delivery_counts_shape(counts: Sequence[DeliveryCount]) -> DeliveryCountsShape:
    """Return the shape of counts of callbacks."""
    return DeliveryCountsShape(
        counts=[
            DeliveryCountShape(
                state=each.state.value,
                receiver=each.receiver,
                count=each.count,
                oldest_made=each.oldest_made,
                oldest_due=each.oldest_due,
            )
            for each in counts
        ]
    )


def erasures_shape(report: ErasureReport) -> ErasuresShape:
    """Return the shape of a report on erasures."""
    return ErasuresShape(
        due=_due(report.due),
        overdue=_due(report.overdue),
        requested=[_requested_shape(each) for each in report.requested],
    )


def checks_shape(outcomes: Sequence[CheckOutcome]) -> ChecksShape:
    """Return the shape of outcomes of checks."""
    return ChecksShape(
        checks=[
            CheckShape(
                time=each.at,
                milliseconds=each.milliseconds,
                tillroll=each.tillroll,
                checkouts=each.checkouts,
                events=each.events,
                snapshots=each.snapshots,
                trail_rows=each.trail_rows,
                clear_events=each.clear_events,
                differences=each.differences,
            )
            for each in outcomes
        ]
    )


def readers_shape(readers: Sequence[RecentReader]) -> RecentReadersShape:
    """Return the shape of readers."""
    return RecentReadersShape(
        readers=[
            RecentReaderShape(
                reader=each.reader,
                looks=each.looks,
                first=each.first_at,
                last=each.last_at,
                sessions=[
                    ConsoleSessionShape(started=session.started_at, seen=session.seen_at)
                    for session in each.sessions
                ],
            )
            for each in readers
        ]
    )


def system_shape(versions: InstallationVersions, status: AuditLogStatus) -> SystemShape:
    """Return the shape of versions and of the progress of the audit log."""
    return SystemShape(
        tillroll=versions.tillroll,
        python=versions.python,
        postgresql=versions.postgresql,
        schema=versions.schema,
        behind_events=max(0, status.newest - status.position),
        behind_seconds=round(status.behind_seconds),
    )


def _due(found: DueErasures) -> DueErasuresShape:
    return DueErasuresShape(
        count=found.count,
        at_least=found.is_cut,
        first=[
            DueErasureShape(
                checkout=each.checkout_id,
                merchant=each.merchant,
                data_class=each.data_class,
                due=each.due,
                erasure=each.erasure_id,
            )
            for each in found.first
        ],
    )


def _requested_shape(each: RequestedErasure) -> RequestedErasureShape:
    return RequestedErasureShape(
        erasure=each.id,
        cause=each.cause.value,
        requested=each.requested_at,
        keys=each.keys,
        left=each.left,
        completed=each.completed_at,
    )
