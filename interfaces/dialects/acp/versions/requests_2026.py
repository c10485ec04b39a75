"""Reading request bodies of the versions of 2026.

Interpretations: an item has its id inside `item` or next to the quantity, and the array may be called `items`, as in
the official examples. One fulfilment option is chosen for all items, or one for each group of items.
"""

from typing import Any

from application.selling.customer_edits import REMOVED, CustomerEdit, Edit
from interfaces.dialects.acp.versions import v2025_09_29
from interfaces.dialects.acp.versions.consents_2026 import check_members
from interfaces.dialects.acp.versions.discounts_2026 import EXTENSION, codes_of, names_extension
from interfaces.dialects.acp.versions.group_requests import details_of, groups_of
from interfaces.dialects.acp.versions.version import PaymentRequest, VersionedSessionRequest
from interfaces.dialects.session import requests
from interfaces.dialects.session.settings import SellingSettings
from interfaces.http.request.body.reader import FieldReader

HANDLER = "card_tokenized"


def creation(fields: FieldReader, selling: SellingSettings) -> VersionedSessionRequest:
    """Read the body of "create". Its currency must be the shop's.

    `currency` and `capabilities` may be absent: the schema requires them, but most official examples have neither.
    """
    _read_terms(fields, selling)
    return _session_request(fields, is_new=True)


def creation_or_conversion(
    fields: FieldReader, selling: SellingSettings
) -> VersionedSessionRequest:
    """Read the body of "create". With a `cart_id`, the items are those of the cart."""
    if not fields.has("cart_id"):
        return creation(fields, selling)
    _read_terms(fields, selling)
    cart = fields.identifier("cart_id", longest=requests.LONGEST)
    address, recipient = details_of(fields, "fulfillment_details")
    option, options = _chosen_options(fields)
    return VersionedSessionRequest(
        items=(),
        address=address,
        recipient=recipient,
        option=option,
        options=options,
        groups=groups_of(fields),
        customer=_buyer_of(fields),
        codes=codes_of(fields),
        extensions=(EXTENSION,) if names_extension(fields) else (),
        cart=cart,
    )


def _read_terms(fields: FieldReader, selling: SellingSettings) -> None:
    """Read the currency, which must be the shop's, and the capabilities."""
    is_named = "currency" in fields.names()
    currency = fields.text("currency", required=is_named, longest=requests.LONGEST)
    if currency is not None and currency.upper() != selling.currency:
        fields.fault("currency", "choice", f"must be {selling.currency.lower()}")
    if requests.is_null(fields, "capabilities"):
        fields.fault("capabilities", "missing", "must not be null")
    requests.object_of(fields, "capabilities")


def update(fields: FieldReader) -> VersionedSessionRequest:
    """Read the body of "update"."""
    return _session_request(fields, is_new=False)


def completion(fields: FieldReader, is_free: bool) -> PaymentRequest:
    """Read the body of "complete": an instrument for the handler, or the token of 2025-09-29.

    An order that `is_free` needs neither.
    """
    payment = None if is_free else requests.object_of(fields, "payment_data")
    if payment is not None and payment.has("token"):
        return v2025_09_29.completion(fields, is_free)
    customer = _buyer_of(fields) if fields.has("buyer") else None
    if is_free:
        return PaymentRequest(
            token="", customer=customer, billing=requests.billing_address_of(fields)
        )
    if payment is None:
        if not fields.has("payment_data"):
            fields.fault("payment_data", "missing", "is required")
        return PaymentRequest(token="", customer=customer)
    handler = payment.identifier("handler_id", required=True, longest=requests.LONGEST)
    if handler not in (None, HANDLER):
        payment.fault("handler_id", "choice", f"must be {HANDLER}")
    billing = requests.optional_address(payment, "billing_address")
    return PaymentRequest(token=_token_of(payment), customer=customer, billing=billing)


def _session_request(fields: FieldReader, *, is_new: bool) -> VersionedSessionRequest:
    address, recipient = details_of(fields, "fulfillment_details")
    option, options = _chosen_options(fields)
    name = "items" if fields.has("items") and not fields.has("line_items") else "line_items"
    return VersionedSessionRequest(
        items=requests.items_of(fields, name, required=is_new, inside="item"),
        customer=_buyer_of(fields),
        address=address,
        recipient=recipient,
        option=option,
        options=options,
        groups=groups_of(fields),
        codes=codes_of(fields),
        extensions=(EXTENSION,) if is_new and names_extension(fields) else (),
    )


def _buyer_of(fields: FieldReader) -> CustomerEdit | None:
    check_members(fields)
    return requests.buyer_of(fields, "buyer", required=("email",), keeps_others=True)


def _chosen_options(fields: FieldReader) -> tuple[Edit, tuple[str, ...]]:
    """Read the chosen options: the one for everything, or several ones, which only groups can have."""
    name = "selected_fulfillment_options"
    if requests.is_null(fields, name) or fields.value(name) == []:
        return REMOVED, ()
    value = fields.value(name)
    if value is None:
        return None, ()
    if not isinstance(value, list):
        fields.fault(name, "type", "must be an array")
        return None, ()
    read = [_option_id(fields, f"{name}[{place}]", each) for place, each in enumerate(value[:100])]
    chosen = tuple(dict.fromkeys(option for option in read if option is not None))
    return (chosen[0], ()) if len(chosen) == 1 else (None, chosen)


def _option_id(fields: FieldReader, path: str, value: Any) -> str | None:
    selected = FieldReader(value, fields.path_of(path), fields.faults)
    kind = selected.value("type")
    if isinstance(kind, str) and isinstance(selected.value(kind), dict):
        selected = selected.object(kind) or selected
    return selected.identifier(
        "option_id", required=isinstance(value, dict), longest=requests.LONGEST
    )


def _token_of(payment: FieldReader) -> str:
    instrument = requests.object_of(payment, "instrument")
    if instrument is None:
        if not payment.has("instrument"):
            payment.fault("instrument", "missing", "is required")
        return ""
    credential = requests.object_of(instrument, "credential")
    if credential is None:
        if not instrument.has("credential"):
            instrument.fault("credential", "missing", "is required")
        return ""
    return credential.identifier("token", required=True, longest=requests.LONGEST_TOKEN) or ""
