"""The event of data that had to go; `domain.events` lists it with all others."""

from dataclasses import dataclass

from domain.event import CheckoutEvent
from domain.state import CheckoutState


@dataclass(frozen=True, kw_only=True)
class DataErased(CheckoutEvent):
    """What was kept of one class of data can be read no longer, at any version; that it was there stays known."""

    TOPIC = "checkout.data-erased"

    data_class: str

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.erased_data = (*aggregate.erased_data, self.data_class)
