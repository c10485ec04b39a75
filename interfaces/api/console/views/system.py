"""The views of the server's work."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from application.ports.audit_log import AuditLogStatus
from application.ports.webhooks.webhook_log import WebhookDelivery
from interfaces.api.console.text.error_texts import error_text
from interfaces.api.console.text.labels import Sign
from interfaces.api.console.text.phrases import Phrase, Shown, phrase, word_in
from interfaces.api.console.text.values import Instant, ReaderFormat

_LATE_SECONDS: Final = 600


@dataclass(frozen=True, kw_only=True)
class ProgressView:
    """How far the audit log is behind. `advice` is empty where nothing is wrong."""

    sign: Sign
    count: int
    events: str
    seconds: str
    advice: Shown
    lacks_assigned_ids: bool


@dataclass(frozen=True, kw_only=True)
class ParkedRow:
    """A callback that was given up. `problem` is what happened at the last attempt."""

    number: int
    checkout: str
    checkout_path: str
    merchant: str
    channel: str
    url: str
    made: Instant
    attempts: str
    problem: Shown
    resend_path: str


def progress_view(status: AuditLogStatus, text: ReaderFormat) -> ProgressView:
    """Return the view of the progress. Ten minutes behind is too much, as for the server's probe."""
    is_late = status.behind_seconds >= _LATE_SECONDS
    count = max(0, status.newest - status.position)
    return ProgressView(
        sign=Sign(word_in("audit log", "Behind"), "✕", "bad")
        if is_late
        else Sign(phrase("Up to date"), "✓", "good"),
        count=count,
        events=text.number(count),
        seconds=text.number(round(status.behind_seconds)),
        advice=phrase(
            "Look for errors of the projection in the server's log, and restart the server."
        )
        if is_late
        else "",
        lacks_assigned_ids=status.lacks_assigned_ids,
    )


def parked_row(delivery: WebhookDelivery, text: ReaderFormat) -> ParkedRow:
    """Return the row of a delivery, without public tokens in its address."""
    last = delivery.attempts[-1] if delivery.attempts else None
    return ParkedRow(
        number=delivery.id,
        checkout=delivery.checkout_id,
        checkout_path=f"/console/checkouts/{quote(delivery.checkout_id, safe='')}",
        merchant=delivery.merchant,
        channel=delivery.channel,
        url=delivery.shown_url,
        made=text.seconds(delivery.made_at),
        attempts=text.number(len(delivery.attempts)),
        problem=""
        if last is None
        else error_text(last.problem or "") or Phrase(last.outcome.value),
        resend_path=f"/console/system/resend?delivery={delivery.id}",
    )
