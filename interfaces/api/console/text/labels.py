"""The names of stages, dialects, kinds of actors, events and fields, as the console shows them."""

import re
from dataclasses import dataclass

from domain.stage import Stage

_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DIALECTS = {
    "walley": "Walley",
    "svea": "Svea",
    "stateset": "StateSet",
    "acp": "Agentic Commerce (ACP)",
    "shopper": "customer's page",
    "payments": "payment provider",
    "tillroll": "tillroll",
}
_EVENTS = {
    "checkout.opened": "Checkout opened",
    "checkout.cart-replaced": "Cart replaced",
    "checkout.fees-updated": "Fees updated",
    "checkout.shipping-properties-replaced": "Shipping properties replaced",
    "checkout.reference-changed": "Reference changed",
    "checkout.metadata-replaced": "Metadata replaced",
    "checkout.delivery-changed": "Delivery changed",
    "checkout.customer-identified": "Customer identified",
    "checkout.suspended": "Checkout suspended",
    "checkout.resumed": "Checkout resumed",
    "checkout.purchase-committed": "Purchase agreed",
    "checkout.commitment-released": "Agreement released",
    "checkout.completed": "Purchase completed",
    "checkout.cancelled": "Checkout cancelled",
    "checkout.expired": "Checkout expired",
}
_FIELDS = {
    "id": "Checkout id",
    "completed_at": "Completed",
    "expires_at": "Expires",
    "agreed_total": "Agreed total",
    "idle_limit": "Idle limit in seconds",
    "order_id": "Order id",
    "purchase_id": "Purchase id",
    "payment_id": "Payment id",
    "national_id": "National id",
    "token_used": "Recurring token used",
    "tax_rate": "Tax rate",
    "email": "E-mail",
    "sku": "SKU",
}


@dataclass(frozen=True)
class Sign:
    """A word with the sign before it. `tone` selects the colour, which never is the only difference."""

    text: str
    glyph: str
    tone: str


_STAGES = {
    Stage.OPEN: Sign("Open", "○", "live"),
    Stage.SUSPENDED: Sign("Suspended", "‖", "waiting"),
    Stage.COMMITTED: Sign("Agreed, not paid", "◐", "waiting"),
    Stage.COMPLETED: Sign("Completed", "✓", "good"),
    Stage.CANCELLED: Sign("Cancelled", "✕", "ended"),
    Stage.EXPIRED: Sign("Expired", "◌", "ended"),
}
_ACTORS = {
    "shop": Sign("Shop", "▲", "shop"),
    "agent": Sign("Agent", "▲", "shop"),
    "shopper": Sign("Customer", "●", "customer"),
    "payments": Sign("Payment provider", "■", "payment"),
    "system": Sign("tillroll", "◆", "system"),
}


def stage_sign(stage: Stage) -> Sign:
    """Return the sign of a stage."""
    return _STAGES[stage]


def actor_sign(actor: str) -> Sign:
    """Return the sign of the kind of an actor, which is the part before the colon."""
    kind = actor.partition(":")[0]
    return _ACTORS.get(kind) or Sign(kind.capitalize() or "Unknown", "◆", "system")


def actor_name(actor: str) -> str:
    """Return the name of the credential of an actor; empty where the kind says all: a customer has none."""
    kind, _, name = actor.partition(":")
    return "" if kind == "shopper" else name


def dialect_name(dialect: str) -> str:
    """Return the name of a dialect or of an API."""
    return _DIALECTS.get(dialect, dialect)


def event_name(topic: str) -> str:
    """Return the name of a type of event."""
    return _EVENTS.get(topic) or sentence_case(topic.partition(".")[2].replace("-", " "))


def reason_name(reason: str) -> str:
    """Return the name of a refusal from that of its class: `PurchaseCommitmentFound`."""
    return sentence_case(_WORD.sub(" ", reason).lower())


def field_name(name: str) -> str:
    """Return the name of a field of the state."""
    return _FIELDS.get(name) or sentence_case(name.replace("_", " "))


def sentence_case(text: str) -> str:
    """Return the text with its first letter in upper case, and the others as they are."""
    return text[:1].upper() + text[1:]
