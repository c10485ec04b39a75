"""Which event says that a part of a checkout was replaced."""

from domain import events, quote_events
from domain.event import CheckoutEvent

REPLACED: dict[str, tuple[type[CheckoutEvent], str]] = {
    "cart": (events.CartReplaced, "cart"),
    "fees": (events.FeesUpdated, "fees"),
    "shipping_properties": (events.ShippingPropertiesReplaced, "properties"),
    "reference": (events.ReferenceChanged, "reference"),
    "metadata": (events.MetadataReplaced, "metadata"),
    "minimum_age": (events.MinimumAgeChanged, "minimum_age"),
    "customer": (events.CustomerIdentified, "customer"),
    "delivery": (quote_events.DeliveryChanged, "delivery"),
    "order_taxes": (quote_events.OrderTaxesUpdated, "order_taxes"),
    "notices": (quote_events.NoticesReplaced, "notices"),
}
"""By the name of the part, which is an attribute of Checkout: the event, and the field of it that has the new value."""
