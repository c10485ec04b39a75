"""A cache of replayed checkouts.

A cached checkout may be outdated, since other processes append events too. Its user reads the events after its version,
or appends at that version and lets the store detect a conflict. The second way is used if this process recorded the
last event, since a change by another process is then unlikely.
"""

from collections import OrderedDict

from domain.checkout import Checkout

_MISSING: tuple[None, bool] = (None, False)


class CheckoutCache:
    """The most recently used checkouts, at most `size` of them."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._checkouts: OrderedDict[str, tuple[Checkout, bool]] = OrderedDict()

    def get(self, checkout_id: str) -> Checkout | None:
        """Return the cached checkout."""
        return self._use(checkout_id)[0]

    def own(self, checkout_id: str) -> Checkout | None:
        """Return the cached checkout if this process recorded its last event."""
        checkout, is_own = self._use(checkout_id)
        return checkout if is_own else None

    def put(self, checkout: Checkout, *, is_own: bool = False) -> None:
        """Cache a durable checkout. An older version never replaces a newer one.

        `is_own` is True if this process recorded the last event.
        """
        known, _ = self._checkouts.get(checkout.id, _MISSING)
        if known is not None and known.version > checkout.version:
            return
        self._checkouts[checkout.id] = (checkout, is_own)
        self._checkouts.move_to_end(checkout.id)
        if len(self._checkouts) > self._size:
            self._checkouts.popitem(last=False)

    def _use(self, checkout_id: str) -> tuple[Checkout | None, bool]:
        found = self._checkouts.get(checkout_id)
        if found is None:
            return _MISSING
        self._checkouts.move_to_end(checkout_id)
        return found
