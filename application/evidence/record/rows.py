"""The rows of the timeline, the refusals and the calls to the shop, without what an audience does not get."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from application.evidence.request import Audience
from application.history.timeline import CallbackEntry, ChangeDescription, RequestEntry
from application.history.wording.sentences import FieldName, Sentence, in_english
from application.history.wording.words import actor_words
from application.ports.refusal_log import StoredRefusal
from application.ports.webhooks.webhook_log import WebhookDelivery

Explain = Callable[[StoredRefusal], str]
"""Returns why a command was refused, in English."""
_SHOPS_OWN: Final = frozenset({"metadata", "settings", "shipping_properties"})
_KINDS: Final = {
    "shop": "the shop",
    "shopper": "the customer",
    "agent": "the agent",
    "payments": "the payment provider",
    "system": "tillroll",
}


@dataclass(frozen=True, kw_only=True)
class TimelineRow:
    """One event, refusal or call. `topic` is that of an event, the class of a refused command, or a channel."""

    at: datetime
    kind: str
    version: int
    topic: str
    who: str
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RefusedCommandRow:
    """One refused command: its class name, the operation of the API in words, and its content, for a court only."""

    at: datetime
    version: int
    who: str
    command: str
    operation: str
    reason: str
    why: str
    content: str | None


@dataclass(frozen=True, kw_only=True)
class CallRow:
    """One attempt of a callback to the shop."""

    at: datetime
    version: int
    channel: str
    outcome: str
    status: int | None


def who(actor: str, audience: Audience) -> str:
    """Return the words for an actor. The names of credentials are for a court only."""
    if audience is Audience.COURT:
        return in_english(actor_words(actor))
    return _KINDS.get(actor.partition(":")[0], "another program")


def timeline_rows(
    entries: Iterable[RequestEntry], audience: Audience, explain: Explain
) -> Iterator[TimelineRow]:
    """Yield the rows of requests, in their order."""
    for entry in entries:
        for happened in entry.happened:
            match happened:
                case ChangeDescription(event=event):
                    yield TimelineRow(
                        at=event.timestamp,
                        kind="event",
                        version=event.originator_version,
                        topic=event.TOPIC,
                        who=who(event.provenance.actor, audience),
                        words=tuple(_words(happened.sentences, audience)),
                    )
                case StoredRefusal():
                    row = refused_command_row(happened, audience, explain)
                    yield TimelineRow(
                        at=row.at,
                        kind="refusal",
                        version=row.version,
                        topic=row.command,
                        who=row.who,
                        words=(f"refused: {row.why or row.reason}",),
                    )
                case CallbackEntry(delivery=delivery, attempt=attempt):
                    yield TimelineRow(
                        at=attempt.at,
                        kind="call",
                        version=delivery.version,
                        topic=delivery.channel,
                        who="tillroll",
                        words=(f"called the shop: {attempt.outcome.value}",),
                    )


def refused_command_row(
    refusal: StoredRefusal, audience: Audience, explain: Explain
) -> RefusedCommandRow:
    """Return the row of one refused command."""
    return RefusedCommandRow(
        at=refusal.at,
        version=refusal.version,
        who=who(refusal.provenance.actor, audience),
        command=refusal.operation,
        operation=refusal.provenance.operation,
        reason=refusal.reason,
        why=explain(refusal),
        content=refusal.command if audience is Audience.COURT else None,
    )


def call_rows(deliveries: Iterable[WebhookDelivery]) -> Iterator[CallRow]:
    """Yield a row for each attempt."""
    for delivery in deliveries:
        for attempt in delivery.attempts:
            yield CallRow(
                at=attempt.at,
                version=delivery.version,
                channel=delivery.channel,
                outcome=attempt.outcome.value,
                status=attempt.status,
            )


def _words(sentences: Iterable[Sentence], audience: Audience) -> Iterator[str]:
    for each in sentences:
        name = _own_field(each)
        if name is not None and audience is not Audience.COURT:
            yield f"{name.replace('_', ' ')} changed (hidden from this audience)"
        else:
            yield in_english(each)


def _own_field(each: Sentence) -> str | None:
    field = each.values.get("field")
    if isinstance(field, FieldName) and field.name in _SHOPS_OWN:
        return field.name
    return None
