"""Checkouts as their histories say: read from the store, with what this process has replayed already."""

from collections.abc import Sequence

from application.cache import CheckoutCache
from application.ports import EventStore, Name
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from domain.refusals import CheckoutNotFound


class Histories:
    """Reads and extends histories. What it returns is never changed by anybody; changes are decided on drafts."""

    def __init__(self, store: EventStore, cache: CheckoutCache) -> None:
        self._store = store
        self._cache = cache

    def cached(self, checkout_id: str) -> Checkout | None:
        """The checkout as this process last saw it, which may be behind."""
        return self._cache.get(checkout_id)

    async def newest(self, checkout_id: str) -> Checkout:
        """The checkout as it stands in the store now. Raises CheckoutNotFound."""
        cached = self._cache.get(checkout_id)
        if cached is None:
            checkout = _replayed(checkout_id, await self._store.events(checkout_id))
        else:
            newer = await self._store.events(checkout_id, after=cached.version)
            if not newer:
                return cached
            checkout = cached.replayed(newer)
        self._cache.put(checkout)
        return checkout

    async def at_version(self, checkout_id: str, version: int) -> Checkout:
        """The checkout as it stood at `version`. Raises CheckoutNotFound where it never had that version."""
        checkout = _replayed(checkout_id, await self._store.events(checkout_id, upto=version))
        if checkout.version != version:
            raise CheckoutNotFound(checkout_id=checkout_id)
        return checkout

    async def event_at(self, checkout_id: str, version: int) -> CheckoutEvent | None:
        """The event that made `version`."""
        events = await self._store.events(checkout_id, after=version - 1, upto=version)
        return events[0] if events else None

    async def append(self, draft: Checkout, events: Sequence[CheckoutEvent]) -> None:
        """Records the events that were decided on `draft`, durably. Raises VersionTaken or StoreUnavailable."""
        await self._store.append(events)
        self._cache.put(draft)

    async def begin(self, checkout: Checkout, names: Sequence[Name]) -> None:
        """Records a new checkout with its names and its deadline. Raises NameTaken or StoreUnavailable."""
        await self._store.append(collected(checkout), names=names, due=checkout.expires_at)
        self._cache.put(checkout)

    async def find(self, name: Name) -> str:
        """The id behind a name. Raises CheckoutNotFound."""
        checkout_id = await self._store.find(name)
        if checkout_id is None:
            raise CheckoutNotFound(checkout_id=name.value)
        return checkout_id


def collected(checkout: Checkout) -> list[CheckoutEvent]:
    """The events decided on a draft, which are pending no more."""
    return [event for event in checkout.collect_events() if isinstance(event, CheckoutEvent)]


def _replayed(checkout_id: str, events: Sequence[CheckoutEvent]) -> Checkout:
    if not events:
        raise CheckoutNotFound(checkout_id=checkout_id)
    first, *rest = events
    begun: Checkout | None = first.mutate(None)
    assert begun is not None
    return begun.replayed(rest)
