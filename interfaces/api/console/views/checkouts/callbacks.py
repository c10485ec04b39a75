"""The callbacks of one checkout: each delivery with its state, its attempts, and the next one that is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from application.ports.webhooks.webhook_log import (
    DeliveryAttempt,
    DeliveryState,
    WebhookDelivery,
)
from interfaces.api.console.text.error_texts import error_text
from interfaces.api.console.text.labels import Sign, sentence_case
from interfaces.api.console.text.phrases import Phrase, Shown, word_in
from interfaces.api.console.text.values import Instant, ReaderFormat

MOST_DELIVERIES: Final = 50
_STATES: Final = {
    DeliveryState.WAITING: Sign(word_in("callback", "Waiting"), "◐", "waiting"),
    DeliveryState.DELIVERED: Sign(word_in("callback", "Delivered"), "✓", "good"),
    DeliveryState.ENDED: Sign(word_in("callback", "Refused by the receiver"), "✕", "bad"),
    DeliveryState.PARKED: Sign(word_in("callback", "Parked"), "✕", "bad"),
    DeliveryState.ANSWERED: Sign(word_in("callback", "Answered"), "✓", "good"),
}
_UNFINISHED: Final = frozenset((DeliveryState.WAITING, DeliveryState.PARKED, DeliveryState.ENDED))


@dataclass(frozen=True, kw_only=True)
class AttemptRow:
    """One attempt. An unknown status or duration is empty."""

    number: int
    at: Instant
    outcome: Shown
    status: str
    milliseconds: str
    problem: Shown


@dataclass(frozen=True, kw_only=True)
class DeliveryRow:
    """One delivery. `due` is when the next attempt is made; None if none is.

    `resend_path` is empty unless it is parked and the reader may send it again.
    """

    number: int
    channel: Shown
    state: Sign
    version: int
    method: str
    url: str
    made: Instant
    due: Instant | None
    checkout_path: str
    is_parked: bool
    attempts: tuple[AttemptRow, ...]
    resend_path: str


@dataclass(frozen=True, kw_only=True)
class CallbacksView:
    """The newest deliveries, oldest first. `left_out` is how many older ones there are; empty for none.

    `states` are the states that occur, each with its number of deliveries. `is_open`: one of them needs attention.
    """

    deliveries: tuple[DeliveryRow, ...]
    states: tuple[tuple[Sign, str], ...]
    left_out: str
    left_out_count: int
    is_open: bool


def callbacks_view(
    deliveries: Sequence[WebhookDelivery], form: ReaderFormat, *, may_send: bool
) -> CallbacksView:
    """Return the view of all deliveries about one checkout."""
    left_out = len(deliveries) - MOST_DELIVERIES
    counts = {
        state: sum(1 for each in deliveries if each.state is state) for state in DeliveryState
    }
    return CallbacksView(
        deliveries=tuple(
            delivery_row(each, form, may_send=may_send) for each in deliveries[-MOST_DELIVERIES:]
        ),
        states=tuple(
            (_STATES[state], form.number(count)) for state, count in counts.items() if count
        ),
        left_out=form.number(left_out) if left_out > 0 else "",
        left_out_count=max(0, left_out),
        is_open=any(each.state in _UNFINISHED for each in deliveries),
    )


def resend_path(delivery: WebhookDelivery) -> str:
    """Return the path of the page that asks whether to send again, and leads back to the checkout."""
    return f"/console/system/resend?delivery={delivery.id}&from=checkout"


def callbacks_path(delivery: WebhookDelivery) -> str:
    """Return the path of the callbacks of the delivery's checkout."""
    return f"/console/checkouts/{quote(delivery.checkout_id, safe='')}#callbacks"


def channel_name(channel: str) -> str:
    """Return the name of a channel without that of its dialect."""
    name = channel.partition(".")[2] or channel
    return sentence_case(name.replace("_", " ").replace("-", " "))


def delivery_row(delivery: WebhookDelivery, form: ReaderFormat, *, may_send: bool) -> DeliveryRow:
    """Return the row of one delivery, without public tokens in its address."""
    is_parked = delivery.state is DeliveryState.PARKED
    is_waiting = delivery.state is DeliveryState.WAITING
    return DeliveryRow(
        number=delivery.id,
        channel=Phrase(channel_name(delivery.channel)),
        state=_STATES[delivery.state],
        version=delivery.version,
        method=delivery.method,
        url=delivery.shown_url,
        made=form.seconds(delivery.made_at),
        due=form.seconds(delivery.due) if is_waiting and delivery.due is not None else None,
        checkout_path=callbacks_path(delivery),
        is_parked=is_parked,
        attempts=tuple(_attempt(each, form) for each in delivery.attempts),
        resend_path=resend_path(delivery) if is_parked and may_send else "",
    )


def _attempt(attempt: DeliveryAttempt, form: ReaderFormat) -> AttemptRow:
    milliseconds = attempt.milliseconds
    return AttemptRow(
        number=attempt.number,
        at=form.seconds(attempt.at),
        outcome=Phrase(sentence_case(attempt.outcome.value)),
        status="" if attempt.status is None else str(attempt.status),
        milliseconds="" if milliseconds is None else f"{form.number(milliseconds)}\u00a0ms",
        problem=error_text(attempt.problem or ""),
    )
