"""The renderer `shopper/1`: from a state to the exact JSON that the customer's page gets.

This module is frozen. What a customer saw is shown again with it, so its output for a state never changes: neither a
name, nor a text, nor the order of the members. A change is a new module, `v2`, and this one stays beside it. It
therefore imports no text and no shape of the API. Later versions have the parts of it that they do not change. The
golden files of tests/interfaces/api/shown say what it renders.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

import msgspec

from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import Refusal
from domain.stage import Stage
from domain.values.cart import Line
from domain.values.charges import Fee, fees_total
from domain.values.customer import Address, Customer
from domain.values.shown import Sight

NAME: Final = "shopper/1"
Json = dict[str, Any]
IsText = Callable[[str], bool]
_NO_PROVENANCE = Provenance(actor="", dialect="shopper", operation="", request_id="")
_TYPE = "urn:tillroll:problem:"
_CUT = "…"
_SHORTEST_PHONE = 8
# By the name of the refusal: the kind of the problem, its title and its detail.
_OBSTACLES: Final[Mapping[str, tuple[str, str, str]]] = {
    "PurchaseCommitmentFound": (
        "purchase-committed",
        "Purchase committed",
        "The customer has committed to this purchase. Wait until its payment has succeeded or failed.",
    ),
    "PurchaseCompleted": (
        "purchase-completed",
        "Purchase completed",
        "This purchase is complete. Show the customer the receipt.",
    ),
    "CheckoutCancelled": (
        "checkout-cancelled",
        "Checkout cancelled",
        "The shop has called this checkout off. Send the customer back to the shop.",
    ),
    "CheckoutExpired": (
        "checkout-expired",
        "Checkout expired",
        "This checkout was not purchased in time. Ask the shop for a new one.",
    ),
    "CheckoutSuspended": (
        "checkout-suspended",
        "Checkout suspended",
        "The shop is changing this checkout. Wait until it is resumed, then show the customer the current state.",
    ),
    "EmptyCart": (
        "empty-cart",
        "Cart empty",
        "There is nothing in the cart. The shop has to put something in first.",
    ),
    "NegativeTotal": (
        "negative-total",
        "Total below zero",
        "Cart and fees come to {total} minor units. The shop has to mend the cart first.",
    ),
    "DeliveryMissing": (
        "delivery-missing",
        "Delivery missing",
        "The delivery {missing} is missing. The shop has to ask for it first.",
    ),
    "NotAvailable": (
        "not-available",
        "Not available",
        "Of {article!r} only {available} can be had. The shop has to change the cart first.",
    ),
}
_NOT_IDENTIFIED: Final = (
    "not-identified",
    "Not identified",
    (
        "This page has not identified the customer. Identify the customer first, or confirm the e-mail address or the "
        "phone number of the customer."
    ),
)


def is_hidden_never(_: str) -> bool:
    """Return False: every text is the customer's own, as it is where the customer's page asks."""
    return False


def render(checkout: Checkout, sight: Sight, is_hidden: IsText = is_hidden_never) -> bytes:
    """Return the JSON for a page that gets as much of the customer data as `sight` says.

    A text that `is_hidden` says is a mark in place of personal data, and is not masked again.
    """
    obstacle = obstacle_of(checkout, sight)
    lines, fees = checkout.cart.lines, checkout.fees
    return msgspec.json.encode(
        {
            "public_token": checkout.public_token,
            "version": checkout.version,
            "stage": checkout.stage.value,
            "suspended": checkout.stage is Stage.SUSPENDED,
            "purchasable": obstacle is None,
            "obstacle": obstacle,
            "country": checkout.country,
            "currency": checkout.currency,
            "lines": [line_of(line) for line in lines],
            "fees": [fee_of(fee) for fee in fees],
            "totals": {
                "lines": checkout.cart.total,
                "fees": fees_total(fees),
                "tax": checkout.cart.tax + sum(fee.tax for fee in fees),
                "total": checkout.total,
            },
            "minimum_age": checkout.age_required,
            "customer": customer_of(checkout.customer, sight, is_hidden),
            "expires_at": instant_of(checkout.deadline),
            "completed_at": instant_of(checkout.completed_at),
        }
    )


def obstacle_of(checkout: Checkout, sight: Sight) -> Json | None:
    """Return why a commit to the current version by this page would be refused, or None.

    The domain verb decides, on a draft that is discarded, at the time of the last change. Later time does not matter,
    because reading a checkout has already expired what was due.
    """
    try:
        checkout.draft().commit(checkout.version, by=_NO_PROVENANCE, at=checkout.modified_on)
    except Refusal as refusal:
        kind, title, detail = _OBSTACLES[refusal.NAME]
        return _problem(kind, title, detail.format_map(refusal.facts()))
    if checkout.customer is None or sight is not Sight.MASKED:
        return None
    return _problem(*_NOT_IDENTIFIED)


def _problem(kind: str, title: str, detail: str) -> Json:
    return {"type": _TYPE + kind, "title": title, "detail": detail}


def line_of(line: Line) -> Json:
    """Return the JSON of one line of the cart."""
    return {
        "kind": line.kind.value,
        "article": line.article,
        "description": line.description,
        "quantity": plain(line.quantity),
        "unit_price": line.unit_price,
        "discount": line.discount or 0,
        "total": line.total,
        "tax": line.tax,
        "tax_rate": line.tax_rate,
        "requires_electronic_id": bool(line.requires_electronic_id),
        "minimum_age": line.minimum_age,
    }


def fee_of(fee: Fee) -> Json:
    """Return the JSON of one fee."""
    return {
        "kind": fee.kind,
        "description": fee.description,
        "total": fee.unit_price,
        "tax": fee.tax,
        "tax_rate": fee.tax_rate,
    }


def plain(number: Decimal) -> str:
    """Format an exact decimal without an exponent or trailing zeros: `2`, `0.75`, `100`."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def instant_of(at: datetime | None) -> str | None:
    """Return an instant in UTC, as in `2026-03-01T14:03:12Z`."""
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def customer_of(customer: Customer | None, sight: Sight, is_hidden: IsText) -> Json | None:
    """Return the customer without identity numbers, or with `MASKED` only what the customer recognises."""
    if customer is None or sight is Sight.NOTHING:
        return None
    mask = _Mask(is_hidden) if sight is Sight.MASKED else None
    return {
        "masked": mask is not None,
        "type": customer.kind.value,
        "email": mask.email(customer.email) if mask else customer.email,
        "phone": mask.phone(customer.phone) if mask else customer.phone,
        "first_name": mask.text(customer.first_name) if mask else customer.first_name,
        "last_name": mask.text(customer.last_name) if mask else customer.last_name,
        "company": mask.text(customer.company) if mask else customer.company,
        "delivery_address": _address(customer.delivery_address, mask),
        "billing_address": _address(customer.billing_address, mask),
    }


_PARTS: Final = (
    "first_name",
    "last_name",
    "company",
    "co_address",
    "address",
    "address2",
    "postal_code",
    "city",
)


class _Mask:
    """Cuts texts to their first letters: `a…@shop.example`, `+46…12`, `A…`."""

    def __init__(self, is_hidden: IsText) -> None:
        self._is_hidden = is_hidden

    def text(self, text: str | None) -> str | None:
        if text is None or self._is_hidden(text):
            return text
        return text[:1] + _CUT

    def email(self, email: str | None) -> str | None:
        if email is None or self._is_hidden(email):
            return email
        _, at, domain = email.rpartition("@")
        return email[:1] + _CUT + at + domain if at else _CUT

    def phone(self, phone: str | None) -> str | None:
        if phone is None or self._is_hidden(phone):
            return phone
        return phone[:3] + _CUT + phone[-2:] if len(phone) >= _SHORTEST_PHONE else _CUT


def _address(address: Address | None, mask: _Mask | None) -> Json | None:
    if address is None:
        return None
    texts = {name: getattr(address, name) for name in _PARTS}
    if mask is not None:
        texts = {name: mask.text(text) for name, text in texts.items()}
    return {**texts, "country": address.country}
