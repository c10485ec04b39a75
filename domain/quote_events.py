"""The events of a checkout whose shop computes what its customer wants; `domain.events` lists them with all others."""

from dataclasses import dataclass

from domain.event import CheckoutEvent
from domain.state import CheckoutState
from domain.values.fulfilment import Fulfilment
from domain.values.notices import Notices
from domain.values.taxes import OrderTaxes


@dataclass(frozen=True, kw_only=True)
class DeliveryChanged(CheckoutEvent):
    """Where the goods go, what was offered for getting them there, or what was chosen of it, changed."""

    TOPIC = "checkout.delivery-changed"

    delivery: Fulfilment

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.delivery = self.delivery


@dataclass(frozen=True, kw_only=True)
class OrderTaxesUpdated(CheckoutEvent):
    """The taxes on the whole purchase were replaced by these."""

    TOPIC = "checkout.order-taxes-updated"

    order_taxes: OrderTaxes

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.order_taxes = self.order_taxes


@dataclass(frozen=True, kw_only=True)
class NoticesReplaced(CheckoutEvent):
    """The shop replaced the notices to the customer."""

    TOPIC = "checkout.notices-replaced"

    notices: Notices

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.notices = self.notices


QUOTE_EVENTS: tuple[type[CheckoutEvent], ...] = (
    DeliveryChanged,
    OrderTaxesUpdated,
    NoticesReplaced,
)
