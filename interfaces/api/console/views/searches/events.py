"""Events of all checkouts, and entries of the access log, as rows of a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from application.ports.access_log import AccessOutcome, StoredAccessEntry
from application.ports.audit_log import AuditEntry
from domain.stage import Stage
from interfaces.api.console.text.labels import (
    Sign,
    actor_name,
    actor_sign,
    dialect_name,
    event_name,
    operation_name,
    stage_sign,
)
from interfaces.api.console.text.phrases import Shown, word_in
from interfaces.api.console.text.values import Instant, ReaderFormat
from interfaces.api.console.views.searches.search import checkout_path

_OUTCOMES: Mapping[AccessOutcome | None, Shown] = {
    AccessOutcome.FOUND: word_in("read", "shown"),
    AccessOutcome.NOT_FOUND: word_in("read", "not found"),
    AccessOutcome.DENIED: word_in("read", "denied"),
    AccessOutcome.FAILED: word_in("read", "failed"),
    None: word_in("read", "not recorded"),
}


@dataclass(frozen=True, kw_only=True)
class EventRow:
    """An event, with the stage and the total of the checkout after it."""

    at: Instant
    name: Shown
    path: str
    as_json: str
    actor: Sign
    actor_name: str
    operation: Shown
    dialect: Shown
    request_id: str
    checkout: str
    checkout_id: str
    version: int
    merchant: str
    stage: Sign
    total: str


@dataclass(frozen=True, kw_only=True)
class ReadRow:
    """An entry of the access log. `path` leads to the checkout; empty for a read across checkouts."""

    at: Instant
    reader: str
    operation: Shown
    dialect: Shown
    target: str
    outcome: Shown
    checkout_id: str
    path: str
    request_id: str


def event_rows(
    found: Sequence[AuditEntry], merchants: Mapping[str, str], form: ReaderFormat
) -> tuple[EventRow, ...]:
    """Return the view of a page of events."""
    return tuple(_event(each, merchants, form) for each in found)


def read_rows(found: Sequence[StoredAccessEntry], form: ReaderFormat) -> tuple[ReadRow, ...]:
    """Return the view of a page of the access log."""
    return tuple(_read(each, form) for each in found)


def _event(entry: AuditEntry, merchants: Mapping[str, str], form: ReaderFormat) -> EventRow:
    by, path = entry.provenance, checkout_path(entry.checkout_id)
    return EventRow(
        at=form.seconds(entry.at),
        name=event_name(entry.topic),
        path=f"{path}?version={entry.version}#v{entry.version}",
        as_json=f"{path}/events/{entry.version}",
        actor=actor_sign(by.actor),
        actor_name=actor_name(by.actor),
        operation=operation_name(by.operation),
        dialect=dialect_name(by.dialect),
        request_id=by.request_id,
        checkout=entry.reference or "",
        checkout_id=entry.checkout_id,
        version=entry.version,
        merchant=merchants.get(entry.merchant, entry.merchant),
        stage=stage_sign(Stage(entry.stage)),
        total=form.money(entry.total, entry.currency),
    )


def _read(entry: StoredAccessEntry, form: ReaderFormat) -> ReadRow:
    read = entry.read
    by = read.provenance
    return ReadRow(
        at=form.seconds(read.at),
        reader=by.actor.removeprefix("history:"),
        operation=operation_name(by.operation),
        dialect=dialect_name(by.dialect),
        target=read.shown_target,
        outcome=_OUTCOMES[read.outcome],
        checkout_id=read.checkout_id or "",
        path=checkout_path(read.checkout_id) if read.checkout_id else "",
        request_id=by.request_id,
    )
