"""The session of the versions of 2026, with fulfilment details, selected options and payment handlers.

The session of 2025-09-29 has an address, an option and a provider instead.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from domain.checkout import Checkout
from domain.refusals import OpenedInAnotherDialect
from domain.rules import Progress, progress
from domain.values.cart import Line
from interfaces.dialects.acp.versions import discounts_2026
from interfaces.dialects.acp.versions.consents_2026 import consent_options, other_members
from interfaces.dialects.acp.versions.fulfillment_2026 import fulfillment
from interfaces.dialects.acp.versions.requests_2026 import HANDLER
from interfaces.dialects.acp.versions.totals_2026 import total, totals, unless_zero
from interfaces.dialects.acp.versions.version import SessionView
from interfaces.dialects.session.amounts import base_of
from interfaces.dialects.session.messages import Message, MessageSubject, Severity, messages
from interfaces.dialects.session.session_v1 import (
    PROVIDER,
    STATUSES,
    Shape,
    buyer_shape,
)
from interfaces.http.request.timestamps import rfc_3339

_SPEC = "https://acp.dev/handlers/tokenized.card"
_SCHEMAS = "https://acp.dev/schemas/handlers/tokenized.card"
STATUSES_2026 = STATUSES | {
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
    MessageSubject.GROUP: "$.fulfillment_groups[{place}]",
    MessageSubject.CODE: "$.discounts.codes[{place}]",
}


@dataclass(frozen=True, kw_only=True)
class Details:
    """The differences between the versions of 2026: the order, a handler, and a message.

    `order` takes the rows of totals that the session has, so that they are computed once.
    """

    version: str
    has_resolutions: bool
    handler: Shape
    order: Callable[[SessionView, list[Shape]], Shape]
    has_consents: bool = False


def session(view: SessionView, details: Details) -> Shape:
    """Write the session of a checkout of any dialect. Raises OpenedInAnotherDialect if ACP cannot express it."""
    checkout = view.checkout
    shape: Shape = {
        "id": checkout.id,
        "protocol": {"version": details.version},
        "capabilities": {
            "payment": {"handlers": [details.handler]},
            "interventions": {"supported": []},
        },
    }
    has_discounts = discounts_2026.is_active(checkout)
    if has_discounts:
        shape["capabilities"]["extensions"] = discounts_2026.declarations()
    if checkout.customer is not None and checkout.customer.email is not None:
        shape["buyer"] = buyer_shape(checkout.customer) | other_members(checkout.customer)
    shape["status"] = STATUSES_2026[progress(checkout)]
    shape["currency"] = checkout.currency.lower()
    shape["line_items"] = line_items(checkout)
    shape |= fulfillment(checkout)
    rows = totals(checkout)
    shape["totals"] = rows
    if has_discounts:
        shape["discounts"] = discounts_2026.discounts_shape(checkout)
    shape["messages"] = message_shapes(messages(checkout), details)
    shape["links"] = [
        {"type": link.type, "url": link.url} for link in view.selling.links if link.type in _LINKS
    ]
    if details.has_consents and (options := consent_options(checkout, view.selling)):
        shape["marketing_consent_options"] = options
    shape["created_at"] = rfc_3339(checkout.created_on)
    shape["updated_at"] = rfc_3339(checkout.modified_on)
    shape["expires_at"] = rfc_3339(checkout.deadline)
    if view.order_url is not None:
        shape["order"] = details.order(view, rows)
    return shape


def line_items(checkout: Checkout) -> list[Shape]:
    """Write the lines. Raises OpenedInAnotherDialect for a quantity that ACP cannot express."""
    return [_line_item(checkout, place, line) for place, line in enumerate(checkout.cart.lines, 1)]


def message_shapes(found: Iterable[Message], details: Details) -> list[Shape]:
    """Write the messages of a session or a cart."""
    return [_message(each, details) for each in found]


def payment_handler(**extras: str) -> Shape:
    """Write the handler of tokenized cards, with the members that a version adds."""
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
        **extras,
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
            *unless_zero("items_discount", "Discount", line.discount or 0),
            total("subtotal", "Subtotal", line.subtotal),
            total("tax", "Tax", line.tax),
            total("total", "Total", line.total),
        ],
    }
    if details := discounts_2026.discount_details(checkout, line):
        shape["discount_details"] = details
    if line.image_url is not None:
        shape["images"] = [line.image_url]
    if line.parent is not None:
        shape["parent_id"] = line.parent
    return shape


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
