"""Where new callbacks come from, and the requests that they send."""

from collections.abc import Iterator
from typing import Final, Protocol

from interfaces.api.history.across.delivery_wire import DeliveryRequestShape
from interfaces.api.history.wire import DeliveryShape

NOT_MADE: Final = "not copied: there is no channel or no key for it"


class DeliverySource(Protocol):
    """Where new callbacks come from. It reads, and changes no delivery."""

    def news(self, checkout: str | None, merchant: str | None) -> Iterator[DeliveryShape]:
        """Note the newest callback, and return every one that is made from now on, the oldest first."""
        ...

    def request(self, delivery: DeliveryShape) -> DeliveryRequestShape | str:
        """Return the request of a callback, or why there is none, as a text."""
        ...
