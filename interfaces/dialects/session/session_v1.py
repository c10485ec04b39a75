"""The session of ACP 2025-09-29, which StateSet uses too. Amounts are in minor units."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from domain.checkout import Checkout
from domain.rules import Progress, progress
from domain.values.cart import Line
from domain.values.customer import Address, Customer
from domain.values.fulfilment import Fulfilment, FulfilmentKind, FulfilmentOption
from interfaces.dialects.session.amounts import amounts_of, base_of
from interfaces.dialects.session.messages import Message, MessageSubject, Severity, messages
from interfaces.dialects.session.settings import SellingSettings

Shape = dict[str, Any]

PROVIDER = "stripe"
STATUSES = {
    Progress.NOT_READY: "not_ready_for_payment",
    Progress.READY: "ready_for_payment",
    Progress.COMMITTED: "in_progress",
    Progress.COMPLETED: "completed",
    Progress.CANCELLED: "canceled",
    # This version has no status for it. An expired session can no longer change, as a canceled one.
    Progress.EXPIRED: "canceled",
}
_CODES = frozenset(
    {"missing", "invalid", "out_of_stock", "payment_declined", "requires_sign_in", "requires_3ds"}
)
_LINKS = frozenset({"terms_of_use", "privacy_policy", "seller_shop_policies"})
_PLACES = {
    MessageSubject.ITEMS: "$.line_items",
    MessageSubject.LINE: "$.line_items[{place}]",
    MessageSubject.QUANTITY: "$.line_items[{place}].item.quantity",
    MessageSubject.ADDRESS: "$.fulfillment_address",
    MessageSubject.STATE: "$.fulfillment_address.state",
    MessageSubject.OPTION: "$.fulfillment_option_id",
    MessageSubject.PAYMENT: "$.payment_data",
}


def session_of(checkout: Checkout, selling: SellingSettings) -> Shape:
    """Write the session of a checkout of any dialect. Fields without a value are omitted."""
    delivery = checkout.delivery
    session: Shape = {"id": checkout.id}
    if checkout.customer is not None and (buyer := buyer_shape(checkout.customer)):
        session["buyer"] = buyer
    session["payment_provider"] = {"provider": PROVIDER, "supported_payment_methods": ["card"]}
    session["status"] = STATUSES[progress(checkout)]
    session["currency"] = checkout.currency.lower()
    session["line_items"] = [_line_item(line) for line in checkout.cart.lines]
    if delivery is not None and delivery.address is not None:
        session["fulfillment_address"] = address_shape(delivery.address)
    session["fulfillment_options"] = _options(delivery)
    if delivery is not None and delivery.options:
        session["fulfillment_option_id"] = delivery.options[0].id
    session["totals"] = list(_totals(checkout))
    session["messages"] = [_message(each) for each in messages(checkout)]
    session["links"] = [
        {"type": link.type, "url": link.url} for link in selling.links if link.type in _LINKS
    ]
    return session


def buyer_shape(customer: Customer) -> Shape:
    """Write the buyer. Fields without a value are omitted."""
    buyer = {
        "first_name": customer.first_name,
        "last_name": customer.last_name,
        "email": customer.email,
        "phone_number": customer.phone,
    }
    return {name: value for name, value in buyer.items() if value is not None}


def address_shape(address: Address) -> Shape:
    """Write an address. Required fields without a value, such as `state`, are empty."""
    names = [address.first_name, address.last_name]
    name = address.name or " ".join(part for part in names if part) or address.company
    shape: Shape = {"name": name or "", "line_one": address.address or ""}
    if address.address2 is not None:
        shape["line_two"] = address.address2
    shape["city"] = address.city or ""
    shape["state"] = address.state or ""
    shape["country"] = address.country or ""
    shape["postal_code"] = address.postal_code or ""
    return shape


def quantity_of(line: Line) -> int | Decimal:
    """Return a quantity as a JSON number, an integer where it is whole."""
    whole = int(line.quantity)
    return whole if line.quantity == whole else line.quantity


def _line_item(line: Line) -> Shape:
    return {
        "id": line.id,
        "item": {"id": line.article, "quantity": quantity_of(line)},
        "base_amount": base_of(line),
        "discount": line.discount or 0,
        "total": line.total,
        "subtotal": line.subtotal,
        "tax": line.tax,
    }


def _options(delivery: Fulfilment | None) -> list[Shape]:
    """Write the options, those of groups one after the other. This version knows no pickup and no
    local delivery.
    """
    if delivery is None:
        return []
    offered = [option for group in delivery.groups for option in group.offered]
    return [
        _option(option)
        for option in (*delivery.offered, *offered)
        if option.kind in (FulfilmentKind.SHIPPING, FulfilmentKind.DIGITAL)
    ]


def _option(option: FulfilmentOption) -> Shape:
    shape: Shape = {"type": option.kind.value, "id": option.id, "title": option.title}
    if option.subtitle is not None:
        shape["subtitle"] = option.subtitle
    if option.carrier is not None and option.kind is FulfilmentKind.SHIPPING:
        shape["carrier"] = option.carrier
    price = option.subtotal - (option.discount or 0)
    shape |= {"subtotal": price, "tax": option.tax, "total": option.total}
    return shape


def _totals(checkout: Checkout) -> Iterator[Shape]:
    amounts = amounts_of(checkout)
    if amounts.discount:
        yield _total("items_base_amount", "Items", amounts.base)
        yield _total("items_discount", "Discount", amounts.discount)
    yield _total("subtotal", "Subtotal", amounts.subtotal)
    if amounts.fulfillment is not None:
        yield _total("fulfillment", "Shipping", amounts.fulfillment)
    if amounts.shipping_discount:
        yield _total("discount", "Shipping discount", amounts.shipping_discount)
    if amounts.fees:
        yield _total("fee", "Fees", amounts.fees)
    yield _total("tax", "Tax", amounts.tax)
    yield _total("total", "Total", amounts.total)


def _total(kind: str, text: str, amount: int) -> Shape:
    return {"type": kind, "display_text": text, "amount": amount}


def _message(each: Message) -> Shape:
    shape: Shape = {"type": "error" if each.severity is Severity.ERROR else "info"}
    if each.severity is Severity.ERROR:
        shape["code"] = each.code if each.code in _CODES else "invalid"
    if each.subject in _PLACES:
        shape["param"] = _PLACES[each.subject].format(place=each.place)
    shape |= {"content_type": "plain", "content": each.content}
    return shape
