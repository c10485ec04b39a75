"""Reads checkouts from the cache, a snapshot and the event store, and appends their events."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from application.checkouts import aliases
from application.checkouts.cache import CheckoutCache
from application.checkouts.inline_writes import append_of
from application.checkouts.snapshots import replay_range, store_after_append
from application.ports.event_store import Alias, EventStore
from application.ports.idempotency_store import ResponseToStore
from application.ports.payment_provider import PAYMENT_PATIENCE, PAYMENT_WITHIN
from application.ports.person_vault import NewPersonKey, PersonAccess
from application.ports.snapshot_store import SnapshotStore
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from domain.refusals import CheckoutNotFound, ReferenceTaken


class CheckoutRepository:
    """Reads checkouts and appends their events. Its results must not be modified; changes are decided on drafts."""

    def __init__(
        self,
        store: EventStore,
        cache: CheckoutCache,
        snapshots: SnapshotStore,
        payment_patience: timedelta = PAYMENT_PATIENCE,
        payment_within: timedelta = PAYMENT_WITHIN,
    ) -> None:
        self._payment_patience = payment_patience
        self._payment_within = payment_within
        self._store = store
        self._cache = cache
        self._snapshots = snapshots

    def find_cached(self, checkout_id: str) -> Checkout | None:
        """Return the checkout as this process last changed it, which may be outdated.

        Return None if this process has since read a change by another one.
        """
        return self._cache.own(checkout_id)

    def find_any_cached(self, checkout_id: str) -> Checkout | None:
        """Return the cached checkout, which may be outdated."""
        return self._cache.get(checkout_id)

    def cached_at(self, checkout_id: str, version: int) -> Checkout | None:
        """Return the cached checkout if it has this version."""
        cached = self._cache.get(checkout_id)
        return cached if cached is not None and cached.version == version else None

    async def newest(self, checkout_id: str) -> Checkout:
        """Return the current checkout from the store. Raises CheckoutNotFound."""
        cached = self._cache.get(checkout_id)
        if cached is None:
            history = await self._snapshots.up_to(checkout_id)
            checkout = _require_found(checkout_id, replay_range(history, self._snapshots))
        else:
            newer = await self._store.events(checkout_id, after=cached.version)
            if not newer:
                return cached
            checkout = cached.replay(newer)
        self._cache.put(checkout)
        return checkout

    async def at_version(self, checkout_id: str, version: int) -> Checkout:
        """Return the checkout at `version`. Raises CheckoutNotFound if it never had that version."""
        history = await self._snapshots.up_to(checkout_id, version)
        checkout = replay_range(history, self._snapshots)
        if checkout is None or checkout.version != version:
            raise CheckoutNotFound(checkout_id=checkout_id)
        return checkout

    async def at_instant(self, checkout_id: str, at: datetime) -> Checkout:
        """Return the checkout at `at` (UTC), which is its last version whose time is `at` or earlier.

        The times in a history never decrease (`application.checkouts.decisions`). The events of one request have the
        same time, so either all or none of them count. Raises CheckoutNotFound if the checkout was opened later.
        """
        history = await self._snapshots.until(checkout_id, at)
        return _require_found(checkout_id, replay_range(history, self._snapshots))

    async def append(
        self,
        base: Checkout,
        draft: Checkout,
        events: Sequence[CheckoutEvent],
        response: ResponseToStore | None = None,
        *,
        reads_key: bool = False,
    ) -> PersonAccess | None:
        """Record the events that lead from `base` to `draft`, and what belongs to them, durably.

        Return what opens the personal data, if it `reads_key`. Raises VersionTaken, AliasTaken, InsufficientStock,
        NoUseLeft, KeyAlreadyUsed or StoreUnavailable.
        """
        access = await self._record(draft, events, response, reads_key=reads_key)
        store_after_append(base, events, self._snapshots)
        return access

    async def open(
        self,
        checkout: Checkout,
        response: ResponseToStore | None = None,
        person: NewPersonKey | None = None,
    ) -> None:
        """Record a new checkout with its deadline, its aliases, and the key of its personal data.

        Raises AliasTaken, InsufficientStock, NoUseLeft, KeyAlreadyUsed or StoreUnavailable.
        """
        await self._record(checkout, collect_events(checkout), response, person)

    async def owner(self, name: Alias) -> str | None:
        """Return the id of the checkout that has this alias."""
        return await self._store.find(name)

    async def find(self, name: Alias) -> str:
        """Return the id of the checkout that has this alias. Raises CheckoutNotFound."""
        checkout_id = await self.owner(name)
        if checkout_id is None:
            raise CheckoutNotFound(checkout_id=name.value)
        return checkout_id

    async def refuse_taken_reference(self, checkout: Checkout) -> None:
        """Raise ReferenceTaken if another checkout has the reference of a new one whose reference is unique."""
        reference = checkout.reference
        if not checkout.has_unique_reference or reference is None:
            return
        owner = await self.owner(aliases.unique_reference(checkout.merchant, reference))
        if owner is not None:
            raise ReferenceTaken(reference=reference, checkout_id=owner)

    async def _record(
        self,
        draft: Checkout,
        events: Sequence[CheckoutEvent],
        response: ResponseToStore | None,
        person: NewPersonKey | None = None,
        *,
        reads_key: bool = False,
    ) -> PersonAccess | None:
        access = await self._store.append(
            append_of(
                draft,
                events,
                payment_patience=self._payment_patience,
                payment_within=self._payment_within,
                response=response,
                person=person,
                reads_key=reads_key,
            )
        )
        self._cache.put(draft, is_own=True)
        return access


def collect_events(checkout: Checkout) -> list[CheckoutEvent]:
    """Return the pending events of a draft and clear them."""
    return [event for event in checkout.collect_events() if isinstance(event, CheckoutEvent)]


def _require_found(checkout_id: str, checkout: Checkout | None) -> Checkout:
    if checkout is None:
        raise CheckoutNotFound(checkout_id=checkout_id)
    return checkout
