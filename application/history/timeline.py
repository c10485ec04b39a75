"""Events, refused attempts and calls to the shop in one order, grouped by the request that they came from."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from application.history.descriptions import ChangeDescription
from application.ports.event_store import StoredRefusal
from application.ports.webhook_log import DeliveryAttempt, WebhookDelivery
from domain.provenance import Provenance


@dataclass(frozen=True)
class CallbackEntry:
    """One attempt at calling the shop back, or at asking it."""

    delivery: WebhookDelivery
    attempt: DeliveryAttempt


Happened = ChangeDescription | StoredRefusal | CallbackEntry


@dataclass(frozen=True, kw_only=True)
class RequestEntry:
    """One request, and all that came of it: events, or a refusal. A call to the shop is a request of its own."""

    at: datetime
    provenance: Provenance
    happened: list[Happened]


def timeline(
    events: Sequence[ChangeDescription],
    refused: Iterable[StoredRefusal],
    deliveries: Iterable[WebhookDelivery] = (),
) -> list[RequestEntry]:
    """All requests in order.

    A refusal comes after the event that made the version which it ran into; clocks have no say in that, so that an
    attempt is never shown before what it was refused for. A call comes after its cause, and after every event that
    was recorded before it was made.
    """
    placed = [((told.event.originator_version, told.event.timestamp), told) for told in events]
    found: list[tuple[_Place, Happened]] = [
        (((version, 0), at), it) for (version, at), it in placed
    ]
    found += [(((attempt.version, 1), attempt.at), attempt) for attempt in refused]
    # Along a history times never run backwards.
    times = [told.event.timestamp for told in events]
    for delivery in deliveries:
        for attempt in delivery.attempts:
            version = max(delivery.version, bisect_right(times, attempt.at))
            found.append((((version, 1), attempt.at), CallbackEntry(delivery, attempt)))
    found.sort(key=lambda each: each[0])
    return [
        RequestEntry(at=at, provenance=provenance, happened=list(group))
        for (at, provenance), group in groupby((each for _, each in found), _origin)
    ]


_Place = tuple[tuple[int, int], datetime]


def _origin(happened: Happened) -> tuple[datetime, Provenance]:
    match happened:
        case ChangeDescription(event=event):
            return event.timestamp, event.provenance
        case StoredRefusal(at=at, provenance=provenance):
            return at, provenance
        case CallbackEntry(delivery=delivery, attempt=attempt):
            return attempt.at, _of_the_call(delivery, attempt)


def _of_the_call(delivery: WebhookDelivery, attempt: DeliveryAttempt) -> Provenance:
    """Nobody asked for it but tillroll itself."""
    return Provenance(
        actor="system:delivery",
        dialect=delivery.channel.partition(".")[0],
        operation=delivery.channel,
        request_id=f"delivery-{delivery.id}-{attempt.number}",
    )
