"""What people ask of one checkout's history: how it stood, what happened, what changed, who did it, what was refused.

Every answer is computed from the events and the refused attempts, and from nothing that was written beside them. A
checkout that expired long ago answers here, though its shop is told that it is gone.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from application.checkouts.repository import CheckoutRepository
from application.history.as_of import AsOf, AsOfVersion, look_back
from application.history.blame import FieldOrigin, blame
from application.history.diff import Operation, patch
from application.history.document import document
from application.history.narrative import in_words
from application.history.timeline import (
    ChangeDescription,
    ReplayStep,
    RequestEntry,
    describe,
    steps,
    timeline,
)
from application.ports.event_store import EventStore
from application.ports.refusal_log import RefusalLog, StoredRefusal
from application.ports.webhook_log import NoWebhookLog, WebhookDelivery, WebhookLog
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from domain.refusals import CheckoutNotFound


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Which checkout is meant, and whose it may be (None: whoever's)."""

    checkout_id: str
    merchants: tuple[str, ...] | None


@dataclass(frozen=True, kw_only=True)
class VersionStamp:
    """A version, and when it came to be."""

    version: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class StateAt:
    """A state, and its place among the versions of its checkout. The first and the last have one neighbour less."""

    checkout: Checkout
    first: VersionStamp
    previous: VersionStamp | None
    following: VersionStamp | None
    newest: VersionStamp

    @property
    def mark(self) -> VersionStamp:
        """The version of the state itself."""
        return _mark(self.checkout)

    @property
    def is_settled(self) -> bool:
        """Whether it is the past, and will be answered so for ever (`application.history.as_of.PastState`)."""
        return self.following is not None


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What changed from one moment to another, which may be the earlier one."""

    before: VersionStamp
    after: VersionStamp
    changes: list[Operation]
    words: list[str]


@dataclass(frozen=True, kw_only=True)
class BlameReport:
    """Every field of the state at `mark`, and which event set it."""

    mark: VersionStamp
    fields: list[FieldOrigin]


class Inquiries:
    """Answers from the histories. Each method raises CheckoutNotFound, NoSuchMoment and StoreUnavailable.

    What takes time for a long history is computed beside the event loop.
    """

    def __init__(
        self,
        *,
        histories: CheckoutRepository,
        store: EventStore,
        refusals: RefusalLog,
        clock: Callable[[], datetime],
        deliveries: WebhookLog | None = None,
    ) -> None:
        self._deliveries = deliveries or NoWebhookLog()
        self._histories = histories
        self._store = store
        self._refusals = refusals
        self._clock = clock

    async def state(self, subject: Subject, moment: AsOf | None) -> StateAt:
        """The state at a moment, or as it stands."""
        newest = await self._newest(subject)
        checkout = await self._at(newest, moment)
        version = checkout.version
        around = await self._store.events(subject.checkout_id, after=version - 2, upto=version + 1)
        marks = {
            event.originator_version: VersionStamp(
                version=event.originator_version, at=event.timestamp
            )
            for event in around
        }
        # What was recorded since `newest` was read is left for the next question.
        following = marks.get(version + 1) if version < newest.version else None
        return StateAt(
            checkout=checkout,
            first=VersionStamp(version=1, at=newest.created_on),
            previous=marks.get(version - 1),
            following=following,
            newest=_mark(newest),
        )

    async def events(self, subject: Subject) -> list[ChangeDescription]:
        """Every event with what it changed."""
        return await asyncio.to_thread(describe, await self._history(subject))

    async def replay(self, subject: Subject) -> list[ReplayStep]:
        """Every event with the states before and after it."""
        return await asyncio.to_thread(_replayed, await self._history(subject))

    async def versions(self, subject: Subject) -> list[VersionStamp]:
        """Every version and when it came to be."""
        return [
            VersionStamp(version=event.originator_version, at=event.timestamp)
            for event in await self._history(subject)
        ]

    async def difference(self, subject: Subject, before: AsOf, after: AsOf | None) -> Difference:
        """What changed from `before` to `after`, or to the state as it stands."""
        newest = await self._newest(subject)
        earlier, later = await self._at(newest, before), await self._at(newest, after)
        old, new = document(earlier), document(later)
        return Difference(
            before=_mark(earlier),
            after=_mark(later),
            changes=patch(old, new),
            words=in_words(old, new),
        )

    async def blame(self, subject: Subject, moment: AsOf | None) -> BlameReport:
        """Which event set each field of the state at a moment, or as it stands."""
        checkout = await self._at(await self._newest(subject), moment)
        events = await self._store.events(subject.checkout_id, upto=checkout.version)
        return BlameReport(mark=_mark(checkout), fields=await asyncio.to_thread(_blamed, events))

    async def refusals(self, subject: Subject) -> Sequence[StoredRefusal]:
        """The attempts that were refused, oldest first."""
        await self._newest(subject)
        return await self._refusals.of(subject.checkout_id)

    async def timeline(self, subject: Subject) -> list[RequestEntry]:
        """Every request that recorded something or was refused, and every call to the shop, in order."""
        history = await self._history(subject)
        refused = await self._refusals.of(subject.checkout_id)
        deliveries = await self._deliveries.of(subject.checkout_id)
        return timeline(await asyncio.to_thread(describe, history), refused, deliveries)

    async def deliveries(self, subject: Subject) -> Sequence[WebhookDelivery]:
        """What the shop was to be told or was asked, and every attempt at that, oldest first."""
        await self._newest(subject)
        return await self._deliveries.of(subject.checkout_id)

    async def exists(self, subject: Subject, version: int) -> None:
        """Returns where there is such a version, and raises NoSuchVersion where there is not."""
        await look_back(
            self._histories, await self._newest(subject), AsOfVersion(version), self._clock()
        )

    async def _newest(self, subject: Subject) -> Checkout:
        newest = await self._histories.newest(subject.checkout_id)
        _refuse_strangers(newest, subject)
        return newest

    async def _at(self, newest: Checkout, moment: AsOf | None) -> Checkout:
        if moment is None:
            return newest
        return await look_back(self._histories, newest, moment, self._clock())

    async def _history(self, subject: Subject) -> Sequence[CheckoutEvent]:
        await self._newest(subject)
        return await self._store.events(subject.checkout_id)


def _refuse_strangers(checkout: Checkout, subject: Subject) -> None:
    """A reader of one merchant's never learns that another's checkout exists."""
    if subject.merchants is not None and checkout.merchant not in subject.merchants:
        raise CheckoutNotFound(checkout_id=subject.checkout_id)


def _replayed(events: Sequence[CheckoutEvent]) -> list[ReplayStep]:
    return list(steps(events))


def _blamed(events: Sequence[CheckoutEvent]) -> list[FieldOrigin]:
    return blame((step.event, step.after.checkout) for step in steps(events))


def _mark(checkout: Checkout) -> VersionStamp:
    return VersionStamp(version=checkout.version, at=checkout.modified_on)
