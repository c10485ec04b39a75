"""Checkouts that this process has replayed already, so that it need not do so again.

A cached checkout is a starting point and never an answer: another process may have recorded events since. Whoever takes
one reads the events after its version, or appends at that version and lets the store say no.
"""

from collections import OrderedDict

from domain.checkout import Checkout


class CheckoutCache:
    """The most recently used checkouts, at most `size` of them."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._checkouts: OrderedDict[str, Checkout] = OrderedDict()

    def get(self, checkout_id: str) -> Checkout | None:
        """The checkout as this process last saw it."""
        checkout = self._checkouts.get(checkout_id)
        if checkout is not None:
            self._checkouts.move_to_end(checkout_id)
        return checkout

    def put(self, checkout: Checkout) -> None:
        """Keeps a checkout that is durable as it is; an older version never replaces a newer one."""
        known = self._checkouts.get(checkout.id)
        if known is not None and known.version > checkout.version:
            return
        self._checkouts[checkout.id] = checkout
        self._checkouts.move_to_end(checkout.id)
        if len(self._checkouts) > self._size:
            self._checkouts.popitem(last=False)
