"""The views of callbacks, erasures, checks, readers and versions on the page of the server's work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote, urlencode

from application.history.operations.reports import LATE_AFTER, ErasureReport, RecentReader
from application.ports.erasures.schedule import DueErasure, DueErasures, RequestedErasure
from application.ports.operations.checks import CheckOutcome
from application.ports.operations.ledger_audits import LedgerAuditOutcome
from application.ports.webhooks.webhook_log import DeliveryCount, DeliveryState
from interfaces.api.console.text.labels import Sign
from interfaces.api.console.text.phrases import Shown, phrase, word_in
from interfaces.api.console.text.values import Instant, ReaderFormat

_OLD_CHECK: Final = timedelta(days=30)
# It should run every night.
_OLD_AUDIT: Final = timedelta(days=2)
_STATES: Final = {
    DeliveryState.WAITING: Sign(word_in("callback", "Waiting"), "◐", "waiting"),
    DeliveryState.ENDED: Sign(word_in("callback", "Refused by the receiver"), "◌", "ended"),
    DeliveryState.PARKED: Sign(word_in("callback", "Parked"), "✕", "bad"),
}
_DIFFERENCES: Final = Sign(word_in("check", "Differences"), "✕", "bad")
_ALL_THE_SAME: Final = Sign(word_in("check", "All the same"), "✓", "good")
_LATE: Final = Sign(word_in("callback", "Late"), "✕", "bad")
_DATA: Final = {
    "person": phrase("Personal data"),
    "merchant-data": phrase("The shop's own data"),
}


@dataclass(frozen=True, kw_only=True)
class CallbackRow:
    """The callbacks of one state to one receiver. `due` is None unless they wait."""

    sign: Sign
    receiver: str
    count: str
    made: Instant
    due: Instant | None


@dataclass(frozen=True, kw_only=True)
class DueRow:
    """Data that is due. `erasure` is the id of a requested erasure, or empty."""

    checkout: str
    path: str
    merchant: str
    data: Shown
    due: Instant
    erasure: str


@dataclass(frozen=True, kw_only=True)
class DueView:
    """What is due in a time: the number in words of numbers, and the first ones."""

    count: str
    is_cut: bool
    rows: Sequence[DueRow]


@dataclass(frozen=True, kw_only=True)
class RequestedRow:
    """A requested erasure. `completed` is None until every key is destroyed."""

    id: str
    is_restored: bool
    requested: Instant
    keys: str
    left: str
    completed: Instant | None


@dataclass(frozen=True, kw_only=True)
class ErasureView:
    """Erasures: due, overdue, requested."""

    sign: Sign
    due: DueView
    overdue: DueView
    requested: Sequence[RequestedRow]


@dataclass(frozen=True, kw_only=True)
class CheckView:
    """The last check. `is_other` says that another version of tillroll made it than the one that runs."""

    sign: Sign
    ended: Instant
    took: str
    version: str
    checkouts: str
    events: str
    differences: str
    has_differences: bool
    is_old: bool
    is_other: bool


@dataclass(frozen=True, kw_only=True)
class LedgerAuditView:
    """The last audit of the ledger."""

    sign: Sign
    ended: Instant
    took: str
    version: str
    entries: str
    heads: str
    has_differences: bool
    is_old: bool


@dataclass(frozen=True, kw_only=True)
class ReaderRow:
    """One reader: its key and person, what it has read lately, and its open sessions of the console."""

    key: str
    person: str
    looks: str
    last: Instant | None
    sessions: str
    path: str


def callback_rows(
    counts: Sequence[DeliveryCount], now: datetime, text: ReaderFormat
) -> Sequence[CallbackRow]:
    """Return a row for each state and receiver. Those that should have been sent are late."""
    return [
        CallbackRow(
            sign=_LATE if is_late(each, now) else _STATES[each.state],
            receiver=each.receiver,
            count=text.number(each.count),
            made=text.seconds(each.oldest_made),
            due=None if each.oldest_due is None else text.seconds(each.oldest_due),
        )
        for each in counts
    ]


def is_late(count: DeliveryCount, now: datetime) -> bool:
    """Return whether a callback should have been sent ten minutes ago."""
    return count.oldest_due is not None and count.oldest_due <= now - LATE_AFTER


def erasure_view(report: ErasureReport, text: ReaderFormat) -> ErasureView:
    """Return the view of a report on erasures."""
    is_overdue = report.overdue.count > 0
    return ErasureView(
        sign=Sign(word_in("erasure", "Overdue"), "✕", "bad")
        if is_overdue
        else Sign(word_in("erasure", "In time"), "✓", "good"),
        due=_due_view(report.due, text),
        overdue=_due_view(report.overdue, text),
        requested=[_requested_row(each, text) for each in report.requested],
    )


def check_view(
    outcomes: Sequence[CheckOutcome], version: str, now: datetime, text: ReaderFormat
) -> CheckView | None:
    """Return the view of the last check by a running `version`; None if there was none."""
    if not outcomes:
        return None
    last = outcomes[0]
    has_differences = last.differences > 0
    return CheckView(
        sign=_DIFFERENCES if has_differences else _ALL_THE_SAME,
        ended=text.seconds(last.at),
        took=text.number(last.milliseconds),
        version=last.tillroll,
        checkouts=text.number(last.checkouts),
        events=text.number(last.events),
        differences=text.number(last.differences),
        has_differences=has_differences,
        is_old=last.at < now - _OLD_CHECK,
        is_other=last.tillroll != version,
    )


def ledger_audit_view(
    last: LedgerAuditOutcome | None, now: datetime, text: ReaderFormat
) -> LedgerAuditView | None:
    """Return the view of the last audit of the ledger; None if there was none."""
    if last is None:
        return None
    return LedgerAuditView(
        sign=_DIFFERENCES if last.differences else _ALL_THE_SAME,
        ended=text.seconds(last.at),
        took=text.number(last.milliseconds),
        version=last.tillroll,
        entries=text.number(last.size),
        heads=text.number(last.heads),
        has_differences=last.differences > 0,
        is_old=last.at < now - _OLD_AUDIT,
    )


def reader_rows(readers: Sequence[RecentReader], text: ReaderFormat) -> Sequence[ReaderRow]:
    """Return a row for each reader, which leads to its entries of the access log."""
    return [_reader_row(each, text) for each in readers]


def _reader_row(reader: RecentReader, text: ReaderFormat) -> ReaderRow:
    key, _, person = reader.reader.partition("/")
    seen = [session.seen_at for session in reader.sessions]
    times = [*seen, *(() if reader.last_at is None else (reader.last_at,))]
    return ReaderRow(
        key=key,
        person=person,
        looks=text.number(reader.looks),
        last=text.seconds(max(times)) if times else None,
        sessions=text.number(len(reader.sessions)),
        path=f"/console/readers?{urlencode({'reader': reader.reader})}",
    )


def _due_view(found: DueErasures, text: ReaderFormat) -> DueView:
    return DueView(
        count=text.number(found.count),
        is_cut=found.is_cut,
        rows=[_due_row(each, text) for each in found.first],
    )


def _due_row(each: DueErasure, text: ReaderFormat) -> DueRow:
    return DueRow(
        checkout=each.checkout_id,
        path=f"/console/checkouts/{quote(each.checkout_id, safe='')}",
        merchant=each.merchant,
        data=_DATA.get(each.data_class, each.data_class),
        due=text.seconds(each.due),
        erasure=each.erasure_id or "",
    )


def _requested_row(each: RequestedErasure, text: ReaderFormat) -> RequestedRow:
    return RequestedRow(
        id=each.id,
        is_restored=each.cause.value == "restored",
        requested=text.seconds(each.requested_at),
        keys=text.number(each.keys),
        left=text.number(each.left),
        completed=None if each.completed_at is None else text.seconds(each.completed_at),
    )
