"""The events that a new quote leads to, one for each part that differs from the current one."""

from collections.abc import Iterator

from domain import events
from domain.events import CheckoutEvent
from domain.state import CheckoutState
from domain.values.quote import Quote

_EventsWithFacts = Iterator[tuple[type[CheckoutEvent], dict[str, object]]]


def differing_parts(checkout: CheckoutState, quote: Quote) -> _EventsWithFacts:
    """Yield the type and the facts of each event, in the order in which they are recorded."""
    if quote.cart != checkout.cart:
        yield events.CartReplaced, {"cart": quote.cart}
    if quote.delivery != checkout.delivery:
        yield events.DeliveryChanged, {"delivery": quote.delivery}
    if quote.order_taxes != checkout.order_taxes:
        yield events.OrderTaxesUpdated, {"order_taxes": quote.order_taxes}
    if quote.notices != checkout.notices:
        yield events.NoticesReplaced, {"notices": quote.notices}
    if quote.discounts != checkout.discounts:
        yield events.DiscountsReplaced, {"discounts": quote.discounts}
