"""Queries on the history of one checkout: past states, changes, their origins, and refused commands.

Results are computed from the events and the refusal log only. Checkouts that expired long ago are available here,
though the shop's API answers that they are gone.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from application.checkouts.repository import CheckoutRepository
from application.history.as_of import AsOf, AsOfVersion, state_at
from application.history.blame import FieldOrigin, blame
from application.history.document import document
from application.history.narrative import narrate
from application.history.patches.documents import Operation, patch
from application.history.timeline import (
    ChangeDescription,
    ReplayStep,
    RequestEntry,
    describe,
    steps,
    timeline,
)
from application.history.windows.timeline_window import (
    EVERYTHING,
    MOST_REFUSALS,
    HistorySlice,
    TimelineFilter,
    describe_slice,
    wanted_entries,
)
from application.history.windows.version_range import VersionRange
from application.persons.views import PersonView
from application.ports.event_store import EventStore
from application.ports.person_vault import PersonVault
from application.ports.refusal_log import RefusalFilter, RefusalLog, RefusalsWithin, StoredRefusal
from application.ports.webhooks.webhook_log import NoWebhookLog, WebhookDelivery, WebhookLog
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from domain.refusals import CheckoutNotFound, NoSuchVersion


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A checkout at version `at_least` or later, and the merchants that may own it, None for any.

    `sees_persons`: personal data is shown in clear.
    """

    checkout_id: str
    merchants: tuple[str, ...] | None
    sees_persons: bool = False
    at_least: int = 0


@dataclass(frozen=True, kw_only=True)
class VersionStamp:
    """A version and the time of its event."""

    version: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class StateAt:
    """A state and its neighbouring versions, which are None for the first and the last version."""

    checkout: Checkout
    first: VersionStamp
    previous: VersionStamp | None
    following: VersionStamp | None
    newest: VersionStamp

    @property
    def mark(self) -> VersionStamp:
        """The version of the state."""
        return _stamp(self.checkout)

    @property
    def is_settled(self) -> bool:
        """Whether the result can never change (`application.history.as_of.PastState`)."""
        return self.following is not None


@dataclass(frozen=True, kw_only=True)
class Difference:
    """The changes from one state to another, which may be the earlier one."""

    before: VersionStamp
    after: VersionStamp
    changes: list[Operation]
    words: list[str]


@dataclass(frozen=True, kw_only=True)
class BlameReport:
    """Every field of the state at version `mark`, with the event that set it."""

    mark: VersionStamp
    fields: list[FieldOrigin]


class Inquiries:
    """Answers queries. Each method raises CheckoutNotFound, NoSuchPointInTime and StoreUnavailable.

    Work that takes long for a long history runs in a thread.
    """

    def __init__(
        self,
        *,
        histories: CheckoutRepository,
        store: EventStore,
        refusals: RefusalLog,
        persons: PersonVault,
        clock: Callable[[], datetime],
        deliveries: WebhookLog | None = None,
    ) -> None:
        self._deliveries = deliveries or NoWebhookLog()
        self._histories = histories
        self._persons = persons
        self._store = store
        self._refusals = refusals
        self._clock = clock

    async def state(self, subject: Subject, as_of: AsOf | None) -> StateAt:
        """Return the state at a point in the history, or the current one."""
        newest = await self.newest(subject)
        checkout = await self.at(newest, as_of)
        version = checkout.version
        view = await self.view(subject)
        neighbours = await self._store.events(
            subject.checkout_id, after=version - 2, up_to=version + 1
        )
        marks = {
            event.originator_version: VersionStamp(
                version=event.originator_version, at=event.timestamp
            )
            for event in neighbours
        }
        # Events that were recorded after `newest` was read are ignored.
        following = marks.get(version + 1) if version < newest.version else None
        return StateAt(
            checkout=view.checkout(checkout),
            first=VersionStamp(version=1, at=newest.created_on),
            previous=marks.get(version - 1),
            following=following,
            newest=_stamp(newest),
        )

    async def events(self, subject: Subject) -> list[ChangeDescription]:
        """Return every event with its changes."""
        return await asyncio.to_thread(describe, await self._history(subject))

    async def replay(self, subject: Subject) -> list[ReplayStep]:
        """Return every event with the states before and after it."""
        return await asyncio.to_thread(_replay, await self._history(subject))

    async def versions(self, subject: Subject) -> list[VersionStamp]:
        """Return every version with its time."""
        return [
            VersionStamp(version=event.originator_version, at=event.timestamp)
            for event in await self._history(subject)
        ]

    async def difference(self, subject: Subject, before: AsOf, after: AsOf | None) -> Difference:
        """Return the changes from `before` to `after`, or to the current state."""
        newest = await self.newest(subject)
        view = await self.view(subject)
        earlier = view.checkout(await self.at(newest, before))
        later = view.checkout(await self.at(newest, after))
        old, new = document(earlier), document(later)
        return Difference(
            before=_stamp(earlier),
            after=_stamp(later),
            changes=patch(old, new),
            words=narrate(old, new),
        )

    async def blame(self, subject: Subject, as_of: AsOf | None) -> BlameReport:
        """Return the event that set each field of a state, or of the current one."""
        checkout = await self.at(await self.newest(subject), as_of)
        view = await self.view(subject)
        stored = await self._store.events(subject.checkout_id, up_to=checkout.version)
        events = [view.event(event) for event in stored]
        return BlameReport(mark=_stamp(checkout), fields=await asyncio.to_thread(_blame, events))

    async def refusals(self, subject: Subject) -> Sequence[StoredRefusal]:
        """Return the refused commands, oldest first."""
        await self.newest(subject)
        return await self._refusals_of(subject)

    async def refusal(self, subject: Subject, position: int) -> StoredRefusal | None:
        """Return the refused command of the checkout at a position of the log; None if there is none."""
        wanted = RefusalFilter(merchants=None, checkout_id=subject.checkout_id)
        found = await self._refusals.page(wanted, after=None, before=position + 1, limit=1)
        if not found or found[0].position != position:
            return None
        return (await self.view(subject)).refusal(found[0].refusal)

    async def timeline(
        self, subject: Subject, wanted: TimelineFilter = EVERYTHING
    ) -> list[RequestEntry]:
        """Return every wanted request with events or a refusal, and every callback, in order."""
        if wanted.amounts_only:
            newest = await self.newest(subject)
            versions = VersionRange(first=1, last=newest.version, newest=newest.version)
            part = await self.slice(subject, newest, versions)
            changes = await asyncio.to_thread(describe_slice, part, amounts_only=True)
            return wanted_entries(timeline(changes, ()), wanted)
        history = await self._history(subject)
        refused = await self._refusals_of(subject)
        deliveries = await self._deliveries.of(subject.checkout_id)
        changes = await asyncio.to_thread(describe, history)
        return wanted_entries(timeline(changes, refused, deliveries), wanted)

    async def deliveries(self, subject: Subject) -> Sequence[WebhookDelivery]:
        """Return the webhooks and validation questions with their attempts, oldest first."""
        await self.newest(subject)
        return await self._deliveries.of(subject.checkout_id)

    async def exists(self, subject: Subject, version: int) -> None:
        """Raise NoSuchVersion if the checkout has no such version."""
        await self.at(await self.newest(subject), AsOfVersion(version))

    async def newest(self, subject: Subject) -> Checkout:
        """Return the current checkout as stored, with sealed personal data."""
        newest = await self._histories.newest(subject.checkout_id)
        _require_owner(newest, subject)
        if newest.version < subject.at_least:
            raise NoSuchVersion(version=subject.at_least, newest=newest.version)
        return newest

    async def at(self, newest: Checkout, as_of: AsOf | None) -> Checkout:
        """Return a past state, or `newest`, as stored."""
        if as_of is None:
            return newest
        return await state_at(self._histories, newest, as_of, self._clock())

    async def slice(
        self, subject: Subject, newest: Checkout, versions: VersionRange
    ) -> HistorySlice:
        """Return the events of a range, and the state before it, which a snapshot makes cheap."""
        view = await self.view(subject)
        before = None
        if versions.first > 1 and not versions.is_empty:
            before = view.checkout(await self.at(newest, AsOfVersion(versions.first - 1)))
        stored = await self._store.events(
            subject.checkout_id, after=versions.first - 1, up_to=versions.last + 1
        )
        following = [each for each in stored if each.originator_version > versions.last]
        return HistorySlice(
            versions=versions,
            currency=newest.currency,
            before=before,
            events=[view.event(each) for each in stored[: len(stored) - len(following)]],
            ends_at=following[0].timestamp if following else None,
        )

    async def refusals_within(self, subject: Subject, versions: VersionRange) -> RefusalsWithin:
        """Return the newest refused commands of a range of versions, up to MOST_REFUSALS."""
        view = await self.view(subject)
        stored = await self._refusals.within(
            subject.checkout_id, first=versions.first, last=versions.last, limit=MOST_REFUSALS
        )
        return replace(stored, refusals=[view.refusal(each) for each in stored.refusals])

    async def _history(self, subject: Subject) -> Sequence[CheckoutEvent]:
        await self.newest(subject)
        view = await self.view(subject)
        return [view.event(each) for each in await self._store.events(subject.checkout_id)]

    async def _refusals_of(self, subject: Subject) -> Sequence[StoredRefusal]:
        view = await self.view(subject)
        return [view.refusal(each) for each in await self._refusals.of(subject.checkout_id)]

    async def view(self, subject: Subject) -> PersonView:
        """Return what the reader sees of the personal data of the checkout."""
        access = await self._persons.access(subject.checkout_id)
        return PersonView(access, subject.sees_persons)


def _require_owner(checkout: Checkout, subject: Subject) -> None:
    """Raise CheckoutNotFound for another merchant's checkout, so that its existence is not revealed."""
    if subject.merchants is not None and checkout.merchant not in subject.merchants:
        raise CheckoutNotFound(checkout_id=subject.checkout_id)


def _replay(events: Sequence[CheckoutEvent]) -> list[ReplayStep]:
    return list(steps(events))


def _blame(events: Sequence[CheckoutEvent]) -> list[FieldOrigin]:
    return blame((step.event, step.after.checkout) for step in steps(events))


def _stamp(checkout: Checkout) -> VersionStamp:
    return VersionStamp(version=checkout.version, at=checkout.modified_on)
