"""Checkouts that this process has replayed already, so that it need not do so again.

A cached checkout is a starting point and never an answer: another process may have recorded events since. Whoever takes
one reads the events after its version, or appends at that version and lets the store say no. The latter pays where this
process itself has recorded the last event: then others have mostly not been asked.
"""

from collections import OrderedDict

from domain.checkout import Checkout

_NOTHING: tuple[None, bool] = (None, False)


class CheckoutCache:
    """The most recently used checkouts, at most `size` of them."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._checkouts: OrderedDict[str, tuple[Checkout, bool]] = OrderedDict()

    def get(self, checkout_id: str) -> Checkout | None:
        """The checkout as this process last saw it."""
        return self._used(checkout_id)[0]

    def own(self, checkout_id: str) -> Checkout | None:
        """The same, where this process has recorded the last event of what it saw."""
        checkout, is_own = self._used(checkout_id)
        return checkout if is_own else None

    def put(self, checkout: Checkout, *, is_own: bool = False) -> None:
        """Keeps a checkout that is durable as it is; an older version never replaces a newer one.

        `is_own` says that this process has recorded the last event.
        """
        known, _ = self._checkouts.get(checkout.id, _NOTHING)
        if known is not None and known.version > checkout.version:
            return
        self._checkouts[checkout.id] = (checkout, is_own)
        self._checkouts.move_to_end(checkout.id)
        if len(self._checkouts) > self._size:
            self._checkouts.popitem(last=False)

    def _used(self, checkout_id: str) -> tuple[Checkout | None, bool]:
        found = self._checkouts.get(checkout_id)
        if found is None:
            return _NOTHING
        self._checkouts.move_to_end(checkout_id)
        return found
