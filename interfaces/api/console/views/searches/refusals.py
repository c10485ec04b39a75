"""Refused commands of all checkouts, each with its reason and its place in the history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from application.ports.refusal_log import LoggedRefusal
from interfaces.api.console.text.explanations import explanation_text
from interfaces.api.console.text.labels import (
    Sign,
    actor_name,
    actor_sign,
    dialect_name,
    operation_name,
    reason_name,
)
from interfaces.api.console.text.phrases import Shown
from interfaces.api.console.text.values import Instant, ReaderFormat
from interfaces.api.console.views.searches.search import checkout_path


@dataclass(frozen=True, kw_only=True)
class RefusedRow:
    """A refused command with a page at `page`. `path` leads to the checkout then, at the command in its timeline."""

    at: Instant
    reason: Shown
    explanation: Shown
    operation: Shown
    dialect: Shown
    actor: Sign
    actor_name: str
    merchant: str
    checkout_id: str
    version: int
    path: str
    page: str
    request_id: str


def refused_rows(
    found: Sequence[LoggedRefusal], merchants: Mapping[str, str], form: ReaderFormat
) -> tuple[RefusedRow, ...]:
    """Return the view of a page of refused commands."""
    return tuple(_row(each, merchants, form) for each in found)


def _row(logged: LoggedRefusal, merchants: Mapping[str, str], form: ReaderFormat) -> RefusedRow:
    refusal = logged.refusal
    by = refusal.provenance
    place = f"#refused-{refusal.version}-{quote(by.request_id, safe='')}"
    version = f"?version={refusal.version}" if refusal.version else ""
    return RefusedRow(
        at=form.seconds(refusal.at),
        reason=reason_name(refusal.reason),
        explanation=explanation_text(refusal, form),
        operation=operation_name(by.operation),
        dialect=dialect_name(by.dialect),
        actor=actor_sign(by.actor),
        actor_name=actor_name(by.actor),
        merchant=merchants.get(refusal.merchant, refusal.merchant),
        checkout_id=refusal.checkout_id,
        version=refusal.version,
        path=f"{checkout_path(refusal.checkout_id)}{version}{place}",
        page=f"{checkout_path(refusal.checkout_id)}/refusals/{logged.position}",
        request_id=by.request_id,
    )
