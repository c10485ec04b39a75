"""The session of the versions of 2026, with fulfilment details, selected options and payment handlers.

The session of 2025-09-29 has an address, an option and a provider instead.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from domain.checkout import Checkout
from domain.refusals import OpenedInAnotherDialect
from domain.rules import Progress, progress
from domain.values.cart import Line, LineKind
from domain.values.customer import Customer
from domain.values.fulfilment import Fulfilment, FulfilmentOption, Recipient
from interfaces.dialects.acp.versions import discounts_2026
from interfaces.dialects.acp.versions.requests_2026 import HANDLER
from interfaces.dialects.acp.versions.version import SessionView
from interfaces.dialects.session.amounts import amounts_of, base_of
from interfaces.dialects.session.messages import Message, MessageSubject, Severity, messages
from interfaces.dialects.session.session_v1 import (
    PROVIDER,
    STATUSES,
    Shape,
    address_shape,
    buyer_shape,
)
from interfaces.http.request.timestamps import rfc_3339

_SPEC = "https://acp.dev/handlers/tokenized.card"
_SCHEMAS = "https://acp.dev/schemas/handlers/tokenized.card"
_STATUSES = STATUSES | {
    Progress.COMMITTED: "complete_in_progress",
    Progress.EXPIRED: "expired",
}
_LINKS = frozenset(
    {"terms_of_use", "privacy_policy", "return_policy", "shipping_policy"}
    | {"contact_us", "about_us", "faq", "support"}
)
_SEVERITIES = {Severity.ERROR: "high", Severity.WARNING: "medium", Severity.INFO: "info"}
_PLACES = {
    MessageSubject.ITEMS: "$.line_items",
    MessageSubject.LINE: "$.line_items[{place}]",
    MessageSubject.QUANTITY: "$.line_items[{place}].quantity",
    MessageSubject.ADDRESS: "$.fulfillment_details.address",
    MessageSubject.STATE: "$.fulfillment_details.address.state",
    MessageSubject.OPTION: "$.selected_fulfillment_options",
    MessageSubject.PAYMENT: "$.payment_data",
    MessageSubject.CODE: "$.discounts.codes[{place}]",
}


@dataclass(frozen=True, kw_only=True)
class Details:
    """The differences between the versions of 2026: the order, a handler, and a message.

    `order` takes the rows of totals that the session has, so that they are computed once.
    """

    version: str
    has_resolutions: bool
    handler_extras: Shape
    order: Callable[[SessionView, list[Shape]], Shape]


def session(view: SessionView, details: Details) -> Shape:
    """Write the session of a checkout of any dialect. Raises OpenedInAnotherDialect if ACP cannot express it."""
    checkout = view.checkout
    shape: Shape = {
        "id": checkout.id,
        "protocol": {"version": details.version},
        "capabilities": {
            "payment": {"handlers": [_handler(details)]},
            "interventions": {"supported": []},
        },
    }
    has_discounts = discounts_2026.is_active(checkout)
    if has_discounts:
        shape["capabilities"]["extensions"] = discounts_2026.declarations()
    if checkout.customer is not None and checkout.customer.email is not None:
        shape["buyer"] = buyer_shape(checkout.customer)
    shape["status"] = _STATUSES[progress(checkout)]
    shape["currency"] = checkout.currency.lower()
    shape["line_items"] = [
        _line_item(checkout, place, line) for place, line in enumerate(checkout.cart.lines, 1)
    ]
    shape |= _fulfillment(checkout)
    rows = list(totals(checkout))
    shape["totals"] = rows
    if has_discounts:
        shape["discounts"] = discounts_2026.discounts_shape(checkout)
    shape["messages"] = [_message(each, details) for each in messages(checkout)]
    shape["links"] = [
        {"type": link.type, "url": link.url} for link in view.selling.links if link.type in _LINKS
    ]
    shape["created_at"] = rfc_3339(checkout.created_on)
    shape["updated_at"] = rfc_3339(checkout.modified_on)
    shape["expires_at"] = rfc_3339(checkout.deadline)
    if view.order_url is not None:
        shape["order"] = details.order(view, rows)
    return shape


def total(kind: str, text: str, amount: int) -> Shape:
    """Write one row of totals."""
    return {"type": kind, "display_text": text, "amount": amount}


def _handler(details: Details) -> Shape:
    return {
        "id": HANDLER,
        "name": "dev.acp.tokenized.card",
        "version": "2026-01-22",
        "spec": _SPEC,
        "requires_delegate_payment": True,
        "requires_pci_compliance": False,
        "psp": PROVIDER,
        "config_schema": f"{_SCHEMAS}/config.json",
        "instrument_schemas": [f"{_SCHEMAS}/instrument.json"],
        "config": {"psp": PROVIDER},
        **details.handler_extras,
    }


def _line_item(checkout: Checkout, place: int, line: Line) -> Shape:
    quantity = int(line.quantity)
    if quantity != line.quantity or quantity < 1:
        reason = (
            f"Its line {place} has the quantity {line.quantity:f}, which is not a whole one from 1."
        )
        raise OpenedInAnotherDialect(dialect=checkout.dialect, reason=reason)
    shape: Shape = {
        "id": line.id,
        "item": {"id": line.article, "name": line.description, "unit_amount": line.unit_price},
        "quantity": quantity,
        "name": line.description,
        "unit_amount": line.unit_price,
        "totals": [
            total("items_base_amount", "Base amount", base_of(line)),
            *_unless_zero(total("items_discount", "Discount", line.discount or 0)),
            total("subtotal", "Subtotal", line.subtotal),
            total("tax", "Tax", line.tax),
            total("total", "Total", line.total),
        ],
    }
    if details := discounts_2026.discount_details(checkout, line):
        shape["discount_details"] = details
    if line.parent is not None:
        shape["parent_id"] = line.parent
    return shape


def _fulfillment(checkout: Checkout) -> Shape:
    delivery = checkout.delivery or Fulfilment(needs_address=False)
    shape: Shape = {}
    details = _details_shape(delivery, checkout.customer)
    if details:
        shape["fulfillment_details"] = details
    shape["fulfillment_options"] = [_option(option) for option in delivery.offered]
    option = delivery.option
    if option is not None:
        shape["selected_fulfillment_options"] = [
            {
                "type": option.kind.value,
                "option_id": option.id,
                "item_ids": list(_sent_with(checkout.cart.lines, delivery)),
            }
        ]
    return shape


def _details_shape(delivery: Fulfilment, customer: Customer | None) -> Shape:
    recipient = delivery.recipient or Recipient()
    details = {
        "name": recipient.name,
        "phone_number": recipient.phone,
        "email": recipient.email,
        "address": None if delivery.address is None else address_shape(delivery.address),
    }
    return {name: value for name, value in details.items() if value is not None}


def _sent_with(lines: Iterable[Line], delivery: Fulfilment) -> Iterator[str]:
    for line in lines:
        if line.kind is not LineKind.DIGITAL or not delivery.needs_address:
            yield line.id


def _option(option: FulfilmentOption) -> Shape:
    shape: Shape = {"type": option.kind.value, "id": option.id, "title": option.title}
    if option.carrier is not None and option.kind.value == "shipping":
        shape["carrier"] = option.carrier
    shape["totals"] = [
        total("fulfillment", option.title, option.subtotal),
        *_unless_zero(total("discount", "Shipping discount", option.discount or 0)),
        total("tax", "Tax", option.tax),
        total("total", "Total", option.total),
    ]
    return shape


def totals(checkout: Checkout) -> Iterator[Shape]:
    """Write the parts of the total; the last row is the total."""
    amounts = amounts_of(checkout)
    yield total("items_base_amount", "Items", amounts.base)
    yield from _unless_zero(total("items_discount", "Discount", amounts.discount))
    yield total("subtotal", "Subtotal", amounts.subtotal)
    if amounts.fulfillment is not None:
        yield total("fulfillment", "Shipping", amounts.fulfillment)
    yield from _unless_zero(total("discount", "Shipping discount", amounts.shipping_discount))
    yield from _unless_zero(total("fee", "Fees", amounts.fees))
    yield total("tax", "Tax", amounts.tax)
    yield total("total", "Total", amounts.total)


def _unless_zero(row: Shape) -> Iterator[Shape]:
    """Yield a row unless its amount is 0."""
    if row["amount"]:
        yield row


def _message(each: Message, details: Details) -> Shape:
    shape: Shape = {"type": each.severity.value}
    if each.severity is not Severity.INFO:
        shape["code"] = each.code
    shape["severity"] = _SEVERITIES[each.severity]
    if details.has_resolutions and each.severity is not Severity.INFO:
        shape["resolution"] = each.resolution
    if each.subject in _PLACES:
        shape["param"] = _PLACES[each.subject].format(place=each.place)
    shape |= {"content_type": "plain", "content": each.content}
    return shape
