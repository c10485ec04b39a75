"""Describes events, refused commands and callbacks in one order, grouped by the request that caused them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from application.history.document import DocumentedState, document
from application.history.narrative import sentences_between
from application.history.patches.documents import NOTHING, Operation, patch
from application.history.wording.sentences import Sentence, in_english
from application.ports.refusal_log import StoredRefusal
from application.ports.webhooks.webhook_log import DeliveryAttempt, WebhookDelivery
from domain.events import CheckoutEvent
from domain.provenance import Provenance


@dataclass(frozen=True, kw_only=True)
class ChangeDescription:
    """One event and what it changed: as a patch of the state before it, and in words."""

    event: CheckoutEvent
    changes: list[Operation]
    sentences: list[Sentence]

    @property
    def words(self) -> list[str]:
        """The sentences in English."""
        return [in_english(each) for each in self.sentences]


@dataclass(frozen=True)
class ReplayStep:
    """One event, the state before it (None for the first event) and the state after it."""

    event: CheckoutEvent
    before: DocumentedState | None
    after: DocumentedState


@dataclass(frozen=True)
class CallbackEntry:
    """One attempt to call the shop."""

    delivery: WebhookDelivery
    attempt: DeliveryAttempt


Happened = ChangeDescription | StoredRefusal | CallbackEntry


@dataclass(frozen=True, kw_only=True)
class RequestEntry:
    """One request and its results: events, or a refusal. A callback is a request of its own."""

    at: datetime
    provenance: Provenance
    happened: list[Happened]


def steps(
    events: Iterable[CheckoutEvent], before: DocumentedState | None = None
) -> Iterator[ReplayStep]:
    """Yield consecutive events in order, each with the states before and after it.

    `before` is the state before the first of them; None if they are the beginning of the history.
    """
    for event in events:
        later = event.mutate(None) if before is None else before.checkout.replay([event])
        assert later is not None
        after = DocumentedState(later, document(later, earlier=before))
        yield ReplayStep(event, before, after)
        before = after


def describe(events: Iterable[CheckoutEvent]) -> list[ChangeDescription]:
    """Describe every event of a history."""
    return [describe_step(step) for step in steps(events)]


def describe_step(step: ReplayStep) -> ChangeDescription:
    """Describe what one event changed."""
    before = NOTHING if step.before is None else step.before.document
    after = step.after.document
    return ChangeDescription(
        event=step.event,
        changes=patch(before, after),
        sentences=sentences_between(before, after),
    )


def timeline(
    events: Sequence[ChangeDescription],
    refused: Iterable[StoredRefusal],
    deliveries: Iterable[WebhookDelivery] = (),
    *,
    first: int = 1,
) -> list[RequestEntry]:
    """Return all requests in order. `first` is the version of the first event.

    A refusal follows the event of the version that it was decided on. Versions decide here and not times, so clock skew
    cannot put a refusal before its reason. A callback follows its cause and every event recorded before the call.
    """
    positioned: list[tuple[_Position, Happened]] = [
        (((change.event.originator_version, 0), change.event.timestamp), change)
        for change in events
    ]
    positioned += [(((attempt.version, 1), attempt.at), attempt) for attempt in refused]
    # The times in a history never decrease.
    times = [change.event.timestamp for change in events]
    for delivery in deliveries:
        for attempt in delivery.attempts:
            version = max(delivery.version, first - 1 + bisect_right(times, attempt.at))
            positioned.append((((version, 1), attempt.at), CallbackEntry(delivery, attempt)))
    positioned.sort(key=lambda each: each[0])
    return [
        RequestEntry(at=at, provenance=provenance, happened=list(group))
        for (at, provenance), group in groupby((each for _, each in positioned), _origin)
    ]


_Position = tuple[tuple[int, int], datetime]


def _origin(happened: Happened) -> tuple[datetime, Provenance]:
    match happened:
        case ChangeDescription(event=event):
            return event.timestamp, event.provenance
        case StoredRefusal(at=at, provenance=provenance):
            return at, provenance
        case CallbackEntry(delivery=delivery, attempt=attempt):
            return attempt.at, _callback_provenance(delivery, attempt)


def _callback_provenance(delivery: WebhookDelivery, attempt: DeliveryAttempt) -> Provenance:
    """Return the provenance of a callback, which tillroll itself caused."""
    return Provenance(
        actor="system:delivery",
        dialect=delivery.channel.partition(".")[0],
        operation=delivery.channel,
        request_id=f"delivery-{delivery.id}-{attempt.number}",
    )
