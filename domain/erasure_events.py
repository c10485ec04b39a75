"""The event of data that had to go; `domain.events` lists it with all others."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.event import CheckoutEvent

if TYPE_CHECKING:
    from domain.checkout import Checkout


@dataclass(frozen=True, kw_only=True)
class DataErased(CheckoutEvent):
    """What was kept of one class of data can be read no longer, at any version; that it was there stays known."""

    TOPIC = "checkout.data-erased"

    data_class: str

    def apply(self, aggregate: "Checkout") -> None:
        aggregate.erased_data = (*aggregate.erased_data, self.data_class)
