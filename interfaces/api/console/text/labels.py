"""The names of stages, dialects, kinds of actors, events and fields, as the console shows them.

The names of refusals, commands and operations, and of most fields, are made from their names in the program. They are
phrases too: a name without a translation is shown in English.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from domain.stage import Stage
from interfaces.api.console.text.phrases import Phrase, Shown, phrase, word_in

_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DIALECTS: Final[Mapping[str, Shown]] = {
    "walley": "Walley",
    "svea": "Svea",
    "stateset": "StateSet",
    "acp": phrase("Agentic Commerce (ACP)"),
    "ucp": phrase("Universal Commerce (UCP)"),
    "shopper": phrase("customer's page"),
    "payments": phrase("payment provider"),
    "orders": phrase("orders of the shop"),
    "tillroll": "tillroll",
    "history": phrase("history"),
    "console": phrase("console"),
}
_EVENTS: Final[Mapping[str, Phrase]] = {
    "checkout.opened": phrase("Checkout opened"),
    "checkout.cart-replaced": phrase("Cart replaced"),
    "checkout.fees-updated": phrase("Fees updated"),
    "checkout.shipping-properties-replaced": phrase("Shipping properties replaced"),
    "checkout.reference-changed": phrase("Reference changed"),
    "checkout.metadata-replaced": phrase("Metadata replaced"),
    "checkout.delivery-changed": phrase("Delivery changed"),
    "checkout.customer-identified": phrase("Customer identified"),
    "checkout.discounts-replaced": phrase("Discounts changed"),
    "checkout.consents-recorded": phrase("Consents recorded"),
    "checkout.buyer-context-replaced": phrase("Circumstances of the purchase recorded"),
    "checkout.suspended": phrase("Checkout suspended"),
    "checkout.resumed": phrase("Checkout resumed"),
    "checkout.purchase-committed": phrase("Purchase agreed"),
    "checkout.commitment-released": phrase("Agreement released"),
    "checkout.completed": phrase("Purchase completed"),
    "checkout.fulfilment-reported": phrase("Fulfilment reported"),
    "checkout.adjustment-reported": phrase("Adjustment reported"),
    "checkout.expectations-replaced": phrase("Promises replaced"),
    "checkout.cancelled": phrase("Checkout cancelled"),
    "checkout.expired": phrase("Checkout expired"),
}
_FIELDS: Final[Mapping[str, Shown]] = {
    "id": phrase("Checkout id"),
    "completed_at": phrase("Completed"),
    "expires_at": phrase("Expires"),
    "agreed_total": phrase("Agreed total"),
    "idle_limit": phrase("Idle limit in seconds"),
    "order_id": phrase("Order id"),
    "purchase_id": phrase("Purchase id"),
    "payment_id": phrase("Payment id"),
    "national_id": phrase("National id"),
    "token_used": phrase("Recurring token used"),
    "tax_rate": phrase("Tax rate"),
    "email": phrase("E-mail"),
    "sku": phrase("SKU"),
    "fulfilment_events": phrase("Fulfilment"),
    "adjustments": phrase("Adjustment"),
    "expectations": phrase("Expectation"),
    "tracking_url": phrase("Tracking URL"),
    "occurred_at": phrase("Occurred"),
    "fulfillable_on": phrase("Can be sent from"),
}
_CODES: Final[Mapping[tuple[str, str], Phrase]] = {
    ("stage", "open"): word_in("code", "open"),
    ("stage", "suspended"): word_in("code", "suspended"),
    ("stage", "committed"): word_in("code", "agreed, not paid"),
    ("stage", "completed"): word_in("code", "completed"),
    ("stage", "cancelled"): word_in("code", "cancelled"),
    ("stage", "expired"): word_in("code", "expired"),
    ("kind", "private"): word_in("code", "private"),
    ("kind", "business"): word_in("code", "business"),
    ("kind", "article"): word_in("code", "article"),
    ("kind", "gift-card"): word_in("code", "gift card"),
    ("kind", "shipping-fee"): word_in("code", "shipping fee"),
    ("kind", "shipping"): word_in("code", "shipping"),
    ("kind", "digital"): word_in("code", "digital"),
    ("kind", "out-of-stock"): word_in("code", "out of stock"),
    ("kind", "quantity-exceeded"): word_in("code", "quantity exceeded"),
    ("kind", "price-changed"): word_in("code", "price changed"),
    ("kind", "discount-ended"): word_in("code", "discount ended"),
    ("kind", "pickup"): word_in("code", "pickup"),
    ("kind", "local_delivery"): word_in("code", "local delivery"),
    ("entry", "processing"): word_in("code", "processing"),
    ("entry", "shipped"): word_in("code", "shipped"),
    ("entry", "in_transit"): word_in("code", "in transit"),
    ("entry", "out_for_delivery"): word_in("code", "out for delivery"),
    ("entry", "ready_for_pickup"): word_in("code", "ready for pickup"),
    ("entry", "delivered"): word_in("code", "delivered"),
    ("entry", "failed_attempt"): word_in("code", "delivery attempt failed"),
    ("entry", "canceled"): word_in("code", "called off"),
    ("entry", "undeliverable"): word_in("code", "undeliverable"),
    ("entry", "returned_to_sender"): word_in("code", "returned to sender"),
    ("entry", "refund"): word_in("code", "refund"),
    ("entry", "return"): word_in("code", "return"),
    ("entry", "cancellation"): word_in("code", "cancellation"),
    ("entry", "exchange"): word_in("code", "exchange"),
    ("entry", "credit"): word_in("code", "credit"),
    ("entry", "price_adjustment"): word_in("code", "price adjustment"),
    ("entry", "dispute"): word_in("code", "dispute"),
    ("entry", "pending"): word_in("code", "pending"),
    ("entry", "completed"): word_in("code", "completed"),
    ("entry", "failed"): word_in("code", "failed"),
    ("entry", "shipping"): word_in("code", "shipping"),
    ("entry", "pickup"): word_in("code", "pickup"),
    ("entry", "digital"): word_in("code", "digital"),
    ("cause", "second-charge"): word_in("code", "second charge"),
    ("cause", "late-success"): word_in("code", "late success"),
    ("missing", "address"): word_in("code", "address"),
    ("missing", "state"): word_in("code", "state"),
    ("missing", "option"): word_in("code", "option"),
    ("data_class", "person"): word_in("code", "personal data"),
    ("data_class", "merchant-data"): word_in("code", "the shop's own data"),
}


@dataclass(frozen=True)
class Sign:
    """A word with the sign before it. `tone` selects the colour, which never is the only difference."""

    text: Shown
    glyph: str
    tone: str


_STAGES = {
    Stage.OPEN: Sign(word_in("stage", "Open"), "○", "live"),
    Stage.SUSPENDED: Sign(word_in("stage", "Suspended"), "‖", "waiting"),
    Stage.COMMITTED: Sign(word_in("stage", "Agreed, not paid"), "◐", "waiting"),
    Stage.COMPLETED: Sign(word_in("stage", "Completed"), "✓", "good"),
    Stage.CANCELLED: Sign(word_in("stage", "Cancelled"), "✕", "ended"),
    Stage.EXPIRED: Sign(word_in("stage", "Expired"), "◌", "ended"),
}
_ACTORS = {
    "shop": Sign(word_in("actor", "Shop"), "▲", "shop"),
    "agent": Sign(word_in("actor", "Agent"), "▲", "shop"),
    "shopper": Sign(word_in("actor", "Customer"), "●", "customer"),
    "payments": Sign(word_in("actor", "Payment provider"), "■", "payment"),
    "system": Sign("tillroll", "◆", "system"),
}


def stage_sign(stage: Stage) -> Sign:
    """Return the sign of a stage."""
    return _STAGES[stage]


def actor_sign(actor: str) -> Sign:
    """Return the sign of the kind of an actor, which is the part before the colon."""
    kind = actor.partition(":")[0]
    return _ACTORS.get(kind) or Sign(kind.capitalize() or phrase("Unknown"), "◆", "system")


def actor_name(actor: str) -> str:
    """Return the name of the credential of an actor; empty where the kind says all: a customer has none."""
    kind, _, name = actor.partition(":")
    return "" if kind == "shopper" else name


def dialect_name(dialect: str) -> Shown:
    """Return the name of a dialect or of an API."""
    return _DIALECTS.get(dialect, dialect)


def event_name(topic: str) -> Phrase:
    """Return the name of a type of event."""
    return _EVENTS.get(topic) or Phrase(
        sentence_case(topic.partition(".")[2].replace("-", " ")) or topic
    )


def reason_name(reason: str) -> Phrase:
    """Return the name of a refusal or a command from that of its class: `PurchaseCommitmentFound`."""
    return Phrase(sentence_case(_WORD.sub(" ", reason).lower()))


def operation_name(operation: str) -> Phrase:
    """Return the name of the operation of a request."""
    return Phrase(sentence_case(operation))


def field_name(name: str) -> Shown:
    """Return the name of a field of the state."""
    return _FIELDS.get(name) or Phrase(sentence_case(name.replace("_", " ")))


def part_name(name: str) -> Shown:
    """Return the name of a field inside a part of the state, where `id` is that of the part."""
    return phrase("Id") if name == "id" else field_name(name)


def code_name(field: str, code: str) -> Shown:
    """Return the word for a value of a field; the value itself, in words, for one that a shop chose."""
    return _CODES.get((field, code)) or code.replace("_", " ")


def sentence_case(text: str) -> str:
    """Return the text with its first letter in upper case, and the others as they are."""
    return text[:1].upper() + text[1:]
