"""A cache of checkout states for the projection of the audit log.

States are replayed from events only. The audit log is evidence, so it must not depend on derived data like snapshots.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator

from domain.checkout import Checkout
from domain.events import CheckoutEvent
from interfaces.storage.postgres.archive.recorder import EventRecorder
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.projections.throttle import Pace

_PAGE = 1000
_MAX_GROUP_EVENTS = 5000
_LONG = 100
_TEXT_LIKE_A_LINE = 100
_MISSING = """
SELECT event.originator_id, event.originator_version, event.topic, event.state
FROM unnest(%s::text[], %s::bigint[]) AS missing (id, version)
JOIN tillroll.checkout_events AS event
    ON event.originator_id = missing.id AND event.originator_version < missing.version
ORDER BY event.originator_id, event.originator_version
"""


def state_after(before: Checkout | None, event: CheckoutEvent) -> Checkout:
    """Apply `event` and return the next state. `before` is None for the first event."""
    later = event.mutate(None) if before is None else before.replay([event])
    assert later is not None
    return later


class StateCache:
    """A least-recently-used cache of states, limited to `pace.cached_lines`.

    Histories of 100 events and more have half of the cache for themselves. They are expensive to load, and many short
    histories, which are cheap to load, would evict them.
    """

    def __init__(self, events: EventRecorder, mapper: EventCodec, pace: Pace) -> None:
        self._events = events
        self._codec = mapper
        self._throttle = pace.throttle
        self._short = _LruCache(pace.cached_lines // 2)
        self._long = _LruCache(pace.cached_lines // 2)

    def load(self, firsts: dict[str, int]) -> dict[str, Checkout | None]:
        """Return each checkout's state before the given version. Raises StoreUnavailable and UnreadableEvent."""
        states: dict[str, Checkout | None] = {}
        missing: dict[str, int] = {}
        for checkout_id, version in firsts.items():
            kept = self._short.get(checkout_id) or self._long.get(checkout_id)
            if version == 1:
                states[checkout_id] = None
            elif kept is not None and kept.version == version - 1:
                states[checkout_id] = kept
            else:
                missing[checkout_id] = version
        for group in _groups(missing):
            states.update(self._replay(group))
        return states

    def keep(self, states: Iterable[Checkout]) -> None:
        """Cache states whose events are recorded."""
        for checkout in states:
            if checkout.version >= _LONG:
                self._short.drop(checkout.id)
                self._long.put(checkout)
            else:
                self._short.put(checkout)

    def _replay(self, group: dict[str, int]) -> dict[str, Checkout]:
        checkouts: dict[str, Checkout] = {}
        for event in self._events_before(group):
            checkout = state_after(checkouts.get(event.originator_id), event)
            checkouts[checkout.id] = checkout
            self._throttle()
        return checkouts

    def _events_before(self, group: dict[str, int]) -> Iterator[CheckoutEvent]:
        if len(group) == 1:
            ((checkout_id, version),) = group.items()
            yield from self._events_of(checkout_id, version)
            return
        with self._events.datastore.get_connection() as connection:
            found = connection.execute(_MISSING, (list(group), list(group.values()))).fetchall()
        histories: dict[str, list[CheckoutEvent]] = {}
        for row in found:
            event = self._codec.decode(
                row["originator_id"], row["originator_version"], row["topic"], row["state"]
            )
            histories.setdefault(event.originator_id, []).append(event)
        for checkout_id, version in group.items():
            history = histories.get(checkout_id)
            if history and history[0].originator_version == 1:
                yield from history
            else:
                # Its first events are archived.
                yield from self._events_of(checkout_id, version)

    def _events_of(self, checkout_id: str, version: int) -> Iterator[CheckoutEvent]:
        for after in range(0, version - 1, _PAGE):
            last = min(after + _PAGE, version - 1)
            for stored in self._events.select_events(checkout_id, gt=after, lte=last):
                yield self._codec.to_domain_event(stored)


class _LruCache:
    """States by checkout id, evicted in the order of their last update."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._size = 0
        self._states: OrderedDict[str, tuple[Checkout, int]] = OrderedDict()

    def get(self, checkout_id: str) -> Checkout | None:
        kept = self._states.get(checkout_id)
        return None if kept is None else kept[0]

    def put(self, checkout: Checkout) -> None:
        checkout_id = checkout.id
        cost = _cost(checkout)
        if (kept := self._states.get(checkout_id)) is not None:
            self._size -= kept[1]
            self._states.move_to_end(checkout_id)
        self._states[checkout_id] = (checkout, cost)
        self._size += cost
        while self._size > self._capacity and len(self._states) > 1:
            _, (_, gone) = self._states.popitem(last=False)
            self._size -= gone

    def drop(self, checkout_id: str) -> None:
        kept = self._states.pop(checkout_id, None)
        if kept is not None:
            self._size -= kept[1]


def _cost(checkout: Checkout) -> int:
    text = len(checkout.settings)
    text += len(checkout.metadata or "") + len(checkout.shipping_properties or "")
    return 3 + len(checkout.cart.lines) + text // _TEXT_LIKE_A_LINE


def _groups(missing: dict[str, int]) -> Iterable[dict[str, int]]:
    """Group checkouts to load together: at most 5000 events, or the history of one checkout."""
    group: dict[str, int] = {}
    events = 0
    for checkout_id, version in missing.items():
        if group and events + version > _MAX_GROUP_EVENTS:
            yield group
            group, events = {}, 0
        group[checkout_id] = version
        events += version
    if group:
        yield group
