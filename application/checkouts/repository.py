"""Checkouts as their histories say: read from the store, from a snapshot on or from what this process has seen."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from application.checkouts.aliases import names_in
from application.checkouts.cache import CheckoutCache
from application.checkouts.idempotency import ResponseToStore
from application.checkouts.inline_writes import along
from application.checkouts.snapshots import SnapshotStore, keep_after_append, replayed
from application.ports.event_store import Alias, EventStore
from application.ports.payment_provider import PAYMENT_PATIENCE
from domain.checkout import Checkout
from domain.events import CheckoutEvent, PurchaseCommitted
from domain.refusals import CheckoutNotFound


class CheckoutRepository:
    """Reads and extends histories. What it returns is never changed by anybody; changes are decided on drafts."""

    def __init__(
        self,
        store: EventStore,
        cache: CheckoutCache,
        snapshots: SnapshotStore,
        payment_patience: timedelta = PAYMENT_PATIENCE,
    ) -> None:
        self._payment_patience = payment_patience
        self._store = store
        self._cache = cache
        self._snapshots = snapshots

    def remembered(self, checkout_id: str) -> Checkout | None:
        """The checkout as this process last changed it, which may be behind; None where others have changed it since
        and that was noticed."""
        return self._cache.own(checkout_id)

    async def newest(self, checkout_id: str) -> Checkout:
        """The checkout as it stands in the store now. Raises CheckoutNotFound."""
        cached = self._cache.get(checkout_id)
        if cached is None:
            stretch = await self._snapshots.upto(checkout_id)
            checkout = _found(checkout_id, replayed(stretch, self._snapshots))
        else:
            newer = await self._store.events(checkout_id, after=cached.version)
            if not newer:
                return cached
            checkout = cached.replayed(newer)
        self._cache.put(checkout)
        return checkout

    async def at_version(self, checkout_id: str, version: int) -> Checkout:
        """The checkout as it stood at `version`. Raises CheckoutNotFound where it never had that version."""
        stretch = await self._snapshots.upto(checkout_id, version)
        checkout = replayed(stretch, self._snapshots)
        if checkout is None or checkout.version != version:
            raise CheckoutNotFound(checkout_id=checkout_id)
        return checkout

    async def at_instant(self, checkout_id: str, at: datetime) -> Checkout:
        """The checkout as it stood at `at` (UTC): at the last version whose time is not later.

        Times along a history never run backwards (`application.checkouts.decisions`), so all versions up to that one
        are in it and
        none after it is; the events of one request have one time and are in it together. Raises CheckoutNotFound where
        it was opened later.
        """
        stretch = await self._snapshots.until(checkout_id, at)
        return _found(checkout_id, replayed(stretch, self._snapshots))

    async def event_at(self, checkout_id: str, version: int) -> CheckoutEvent | None:
        """The event that made `version`."""
        events = await self._store.events(checkout_id, after=version - 1, upto=version)
        return events[0] if events else None

    async def append(
        self,
        draft: Checkout,
        events: Sequence[CheckoutEvent],
        answer: ResponseToStore | None = None,
    ) -> None:
        """Records the events that were decided on `draft`, durably, and what goes along with them.

        Raises VersionTaken, AliasTaken, InsufficientStock, KeyAlreadyUsed or StoreUnavailable.
        """
        before = self._cache.get(draft.id)
        await self._store.append(
            events,
            names=tuple(names_in(draft, events)),
            due=_due_sooner(events, self._payment_patience),
            along=along(draft, events, answer),
        )
        self._cache.put(draft, is_own=True)
        if before is not None and before.version + len(events) == draft.version:
            keep_after_append(before, events, self._snapshots)

    async def begin(
        self,
        checkout: Checkout,
        answer: ResponseToStore | None = None,
    ) -> None:
        """Records a new checkout with its deadline and the names that its events give it.

        Raises AliasTaken, KeyAlreadyUsed or StoreUnavailable.
        """
        events = collected(checkout)
        names = tuple(names_in(checkout, events))
        await self._store.append(
            events, names=names, due=checkout.deadline, along=along(checkout, events, answer)
        )
        self._cache.put(checkout, is_own=True)

    async def holder(self, name: Alias) -> str | None:
        """The id of the checkout that has this name."""
        return await self._store.find(name)

    async def find(self, name: Alias) -> str:
        """The id behind a name. Raises CheckoutNotFound."""
        checkout_id = await self.holder(name)
        if checkout_id is None:
            raise CheckoutNotFound(checkout_id=name.value)
        return checkout_id


def _due_sooner(events: Sequence[CheckoutEvent], patience: timedelta) -> datetime | None:
    """When somebody has to look whether a payment that was asked for has come to anything."""
    for event in events:
        if isinstance(event, PurchaseCommitted) and event.payment_attempt is not None:
            return event.timestamp + patience
    return None


def collected(checkout: Checkout) -> list[CheckoutEvent]:
    """The events decided on a draft, which are pending no more."""
    return [event for event in checkout.collect_events() if isinstance(event, CheckoutEvent)]


def _found(checkout_id: str, checkout: Checkout | None) -> Checkout:
    if checkout is None:
        raise CheckoutNotFound(checkout_id=checkout_id)
    return checkout
