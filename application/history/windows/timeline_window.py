"""The timeline of a range of versions: its events, and the refused commands and callbacks between them."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from application.history.document import DocumentedState, document
from application.history.timeline import (
    CallbackEntry,
    ChangeDescription,
    Happened,
    RequestEntry,
    describe_step,
    steps,
    timeline,
)
from application.history.windows.amounts import changes_amounts
from application.history.windows.version_range import VersionRange
from application.ports.refusal_log import RefusalsWithin, StoredRefusal
from application.ports.webhooks.webhook_log import WebhookDelivery
from domain.checkout import Checkout
from domain.events import CheckoutEvent

MOST_REFUSALS: Final = 200
"""The largest number of refused commands in one window."""


class EntryKind(enum.Enum):
    """What an entry of the timeline tells of."""

    EVENT = "event"
    REFUSAL = "refusal"
    CALLBACK = "callback"


@dataclass(frozen=True, kw_only=True)
class TimelineFilter:
    """The conditions for entries; all that are set must hold. With no kinds, every kind is wanted.

    `amounts_only` wants the events that changed an amount, and neither refusals nor callbacks, which changed nothing.
    """

    kinds: frozenset[EntryKind] = frozenset()
    actor: str | None = None
    amounts_only: bool = False

    def wants(self, kind: EntryKind) -> bool:
        """Return whether entries of this kind are wanted."""
        if self.amounts_only and kind is not EntryKind.EVENT:
            return False
        return not self.kinds or kind in self.kinds


EVERYTHING: Final = TimelineFilter()


@dataclass(frozen=True, kw_only=True)
class EntryCounts:
    """How many events, refused commands and callback attempts there are, without any filter."""

    events: int
    refusals: int
    callbacks: int


@dataclass(frozen=True, kw_only=True)
class TimelineWindow:
    """The entries of a range of versions in order, and the numbers of those before and after it.

    `refusals_left_out` are in the range, and older than its newest MOST_REFUSALS.
    """

    versions: VersionRange
    currency: str
    requests: list[RequestEntry]
    before: EntryCounts
    after: EntryCounts
    refusals_left_out: int


@dataclass(frozen=True, kw_only=True)
class HistorySlice:
    """The events of a range of versions and the state before them, as a reader sees them.

    `before` is None if the range begins with the first version. `ends_at` is the time of the version after the range,
    None if there is none.
    """

    versions: VersionRange
    currency: str
    before: Checkout | None
    events: Sequence[CheckoutEvent]
    ends_at: datetime | None


def describe_slice(part: HistorySlice, *, amounts_only: bool = False) -> list[ChangeDescription]:
    """Describe the events of a slice, or with `amounts_only` those that changed an amount."""
    before = None if part.before is None else DocumentedState(part.before, document(part.before))
    return [
        describe_step(step)
        for step in steps(part.events, before)
        if not amounts_only or changes_amounts(step)
    ]


def timeline_window(
    part: HistorySlice,
    refused: RefusalsWithin,
    deliveries: Sequence[WebhookDelivery],
    wanted: TimelineFilter = EVERYTHING,
) -> TimelineWindow:
    """Return the timeline of a slice. `deliveries` are all callbacks of the checkout."""
    called, earlier, later = _attempts_within(part, deliveries)
    changes = describe_slice(part, amounts_only=wanted.amounts_only)
    requests = wanted_entries(
        timeline(changes, refused.refusals, called, first=part.versions.first)
        if not wanted.amounts_only
        else timeline(changes, ()),
        wanted,
    )
    return TimelineWindow(
        versions=part.versions,
        currency=part.currency,
        requests=requests,
        before=EntryCounts(
            events=part.versions.before, refusals=refused.earlier, callbacks=earlier
        ),
        after=EntryCounts(events=part.versions.after, refusals=refused.later, callbacks=later),
        refusals_left_out=refused.left_out,
    )


def wanted_entries(requests: Sequence[RequestEntry], wanted: TimelineFilter) -> list[RequestEntry]:
    """Return the entries that meet the conditions, without the parts of them that do not."""
    found = []
    for request in requests:
        if wanted.actor not in (None, request.provenance.actor):
            continue
        happened = [each for each in request.happened if wanted.wants(_kind_of(each))]
        if happened:
            found.append(replace(request, happened=happened))
    return found


def _kind_of(happened: Happened) -> EntryKind:
    match happened:
        case ChangeDescription():
            return EntryKind.EVENT
        case StoredRefusal():
            return EntryKind.REFUSAL
        case CallbackEntry():
            return EntryKind.CALLBACK


def _attempts_within(
    part: HistorySlice, deliveries: Sequence[WebhookDelivery]
) -> tuple[list[WebhookDelivery], int, int]:
    """Return the deliveries with their attempts in the slice, and the numbers of attempts before and after it.

    An attempt belongs to the version at its time, or to the version that caused it if that is later.
    """
    begins_at = part.events[0].timestamp if part.events else None
    first, last, ends_at = part.versions.first, part.versions.last, part.ends_at
    found: list[WebhookDelivery] = []
    earlier = later = 0
    for delivery in deliveries:
        inside = []
        for attempt in delivery.attempts:
            if delivery.version > last or (ends_at is not None and attempt.at >= ends_at):
                later += 1
            elif delivery.version < first and (begins_at is None or attempt.at < begins_at):
                earlier += 1
            else:
                inside.append(attempt)
        if inside:
            found.append(replace(delivery, attempts=tuple(inside)))
    return found, earlier, later
