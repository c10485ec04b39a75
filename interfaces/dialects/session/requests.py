"""Reading items, buyers and addresses from request bodies. The readers note every fault with its path.

Interpretations: texts have at most 255 characters; items are at most 1,000, each of 1 to 1,000,000 pieces; pieces are
whole, though the oldest schema has a fraction in an example; a country has two letters.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from application.selling.customer_edits import NO_CUSTOMER, REMOVED, CustomerEdit, Edit, Removed
from application.selling.line_naming import ItemRequest
from domain.values.customer import Address
from interfaces.dialects.session.postal_codes import needs_postal_code
from interfaces.http.errors.request_errors import FieldFault
from interfaces.http.request.body.exact_numbers import decimals_of
from interfaces.http.request.body.reader import FieldReader, json_text
from interfaces.http.request.phones import phone_of
from interfaces.http.request.single_line import IN_AN_IDENTIFIER, refused_in

MAX_ITEMS = 1000
MAX_PIECES = 1_000_000
MAX_CODES = 50
LONGEST = 255
LONGEST_TOKEN = 5000
MOST_OF_OTHERS = 10_000
_BUYER = frozenset({"first_name", "last_name", "full_name", "email", "phone_number"})
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}")
_COUNTRY = re.compile(r"[A-Za-z]{2}")


def raise_faults(faults: list[FieldFault]) -> None:
    """Raise InvalidFields if there are faults."""
    FieldReader({}, "", faults).raise_faults()


def object_of(fields: FieldReader, name: str) -> FieldReader | None:
    """Return a reader of an object. None if it is absent or, with a fault, not an object."""
    value = fields.value(name)
    if value is None or isinstance(value, dict):
        return fields.object(name)
    fields.fault(name, "type", "must be an object")
    return None


def refuse_unknown(fields: FieldReader, known: Iterable[str]) -> None:
    """Note a fault for every field whose name is not known."""
    for name in sorted(set(fields.names()) - set(known)):
        fields.fault(name[:LONGEST], "unknown", "is not a parameter of this request")


def items_of(
    fields: FieldReader,
    name: str,
    *,
    required: bool,
    inside: str | None = None,
    is_nested: bool = False,
) -> tuple[ItemRequest, ...] | None:
    """Read an array of items. None if it is absent.

    With `inside`, as in the versions of ACP of 2026, an id and a quantity may also be in an object of that name, the id
    may be called `product_id`, and a quantity that is absent is 1: the official schema has none, and its examples have
    all of these. An id beside that object is that of the line, and `parent_id` that of the line of its bundle.
    With `is_nested`, as in UCP, the object is required.
    """
    value = fields.value(name)
    if value is None:
        if required:
            fields.fault(name, "missing", "is required")
        return None
    if not isinstance(value, list):
        fields.fault(name, "type", "must be an array of items")
        return None
    if required and not value:
        fields.fault(name, "missing", "must have at least one item")
    if len(value) > MAX_ITEMS:
        fields.fault(name, "too-long", f"must have at most {MAX_ITEMS} items")
        return None
    return tuple(
        _item_of(fields, f"{name}[{place}]", item, inside, is_nested)
        for place, item in enumerate(value)
    )


def _item_of(
    fields: FieldReader, path: str, value: Any, inside: str | None, is_nested: bool
) -> ItemRequest:
    item = FieldReader(value, fields.path_of(path), fields.faults)
    holder = item
    if inside is not None and isinstance(item.value(inside), dict):
        holder = item.object(inside) or item
    elif inside is not None and is_nested:
        # An id beside the object would be that of the line.
        item.object(inside)
        if not item.has(inside) and isinstance(value, dict):
            item.fault(inside, "missing", "is required")
        return ItemRequest(article="", quantity=1)
    is_item = isinstance(value, dict)
    is_product = inside is not None and not holder.has("id") and holder.has("product_id")
    name = "product_id" if is_product else "id"
    article = holder.identifier(name, required=is_item, longest=LONGEST)
    counted = item if item.has("quantity") else holder
    is_named = any("quantity" in each.names() for each in (item, holder))
    sent = counted.value("quantity")
    if isinstance(sent, Decimal) and decimals_of(sent):
        # The RFC of ACP says int; the schema of 2025-09-29 has 2.5 in its example.
        counted.fault(
            "quantity", "out-of-range", f"must be a whole number of pieces from 1 to {MAX_PIECES}"
        )
        return ItemRequest(article=article or "", quantity=1)
    line = None if holder is item else _line_id(item, "id")
    parent = None if inside is None else _line_id(item, "parent_id")
    quantity = counted.number(
        "quantity",
        required=is_item and (inside is None or is_named),
        at_least=1,
        at_most=MAX_PIECES,
        as_text=False,
    )
    return ItemRequest(article=article or "", quantity=int(quantity or 1), line=line, parent=parent)


def _line_id(item: FieldReader, name: str) -> str | None:
    """Return the id of a line as a client names it. A text that no line can be called is ignored."""
    value = item.value(name)
    if not isinstance(value, str):
        if value is not None:
            item.fault(name, "type", "must be a string")
        return None
    is_id = 0 < len(value) <= LONGEST and refused_in(value, IN_AN_IDENTIFIER) is None
    return value if is_id else None


def email_of(fields: FieldReader, *, required: bool, checked: bool) -> str | None:
    """Read an e-mail address. With `checked`, other texts are faults."""
    email = fields.identifier("email", required=required, longest=LONGEST)
    if email is not None and checked and not _EMAIL.fullmatch(email):
        fields.fault("email", "format", "must be an e-mail address")
    return email


def address_of(fields: FieldReader) -> Address:
    """Read a postal address. All parts are required but `line_two`, `state` and, in some countries, `postal_code`."""
    country = fields.text("country", required=True, longest=LONGEST)
    if country is not None and not _COUNTRY.fullmatch(country):
        fields.fault("country", "format", "must be a country in two letters, as in US")
    return Address(
        name=fields.text("name", required=True, longest=LONGEST),
        address=fields.text("line_one", required=True, longest=LONGEST),
        address2=fields.text("line_two", longest=LONGEST),
        city=fields.text("city", required=True, longest=LONGEST),
        state=fields.text("state", longest=LONGEST),
        country=country and country.upper(),
        postal_code=fields.identifier(
            "postal_code", required=needs_postal_code(country), longest=LONGEST
        ),
    )


def optional_address(fields: FieldReader, name: str) -> Address | None:
    """Read the address in a field. None if it is absent."""
    inner = object_of(fields, name)
    return None if inner is None else address_of(inner)


def billing_address_of(fields: FieldReader) -> Address | None:
    """Read the billing address in `payment_data` of a free order, which needs no other part of `payment_data`."""
    if not isinstance(fields.value("payment_data"), dict):
        return None
    payment = fields.object("payment_data")
    return None if payment is None else optional_address(payment, "billing_address")


def payer_of(
    fields: FieldReader,
    *,
    required: Iterable[str] = (),
    checked: bool = True,
    keeps_others: bool = False,
) -> CustomerEdit | None:
    """Read the buyer in the body of "complete". A null changes nothing: an order keeps its customer."""
    if not fields.has("buyer"):
        return None
    return buyer_of(fields, "buyer", required=required, checked=checked, keeps_others=keeps_others)


def edited_address(fields: FieldReader, name: str) -> Address | Removed | None:
    """Read the address in a field. REMOVED if it is null, None if it is absent."""
    return REMOVED if is_null(fields, name) else optional_address(fields, name)


def is_null(fields: FieldReader, name: str) -> bool:
    """Return whether a field is present and null, which removes its value. An absent field removes nothing."""
    return name in fields.names() and fields.value(name) is None


def edit_of(fields: FieldReader, name: str, value: str | None) -> Edit:
    """Return the edit of a field that was read as `value`. A field that is present without a text is REMOVED."""
    return REMOVED if value is None and name in fields.names() else value


def buyer_of(
    fields: FieldReader,
    name: str,
    *,
    required: Iterable[str] = (),
    checked: bool = True,
    keeps_others: bool = False,
) -> CustomerEdit | None:
    """Read the buyer in a field. None if it is absent.

    A full name without its parts is split at its last space. With `keeps_others`, members of other names are kept as
    they were sent.
    """
    if is_null(fields, name):
        return NO_CUSTOMER
    buyer = object_of(fields, name)
    if buyer is None:
        return None
    needed = set(required)
    first = buyer.text("first_name", required="first_name" in needed, longest=LONGEST)
    last = buyer.text("last_name", required="last_name" in needed, longest=LONGEST)
    full = buyer.text("full_name", longest=LONGEST)
    names = (edit_of(buyer, "first_name", first), edit_of(buyer, "last_name", last))
    if full is not None and first is None and last is None:
        first, _, last = full.rpartition(" ")
        names = (first or REMOVED, last or REMOVED)
    email = email_of(buyer, required="email" in needed, checked=checked)
    phone = phone_of(buyer, "phone_number", longest=LONGEST)
    return CustomerEdit(
        email=edit_of(buyer, "email", email),
        phone=edit_of(buyer, "phone_number", phone),
        first_name=names[0],
        last_name=names[1],
        other_members=_other_members(buyer) if keeps_others else None,
    )


def _other_members(buyer: FieldReader) -> Edit:
    """Return the JSON of the members that the core does not know; None if there are none."""
    others = {name: buyer.value(name) for name in buyer.names() if name not in _BUYER}
    if not others:
        return None
    text = json_text(others)
    if len(text) > MOST_OF_OTHERS:
        buyer.fault(
            "", "too-long", f"must have at most {MOST_OF_OTHERS} characters in other members"
        )
        return None
    return text


def read_codes(fields: FieldReader, name: str) -> tuple[str, ...] | None:
    """Read an array of codes. Empty if it is absent; None, with a fault, if it is none."""
    value = fields.value(name)
    if value is None:
        return ()
    if not isinstance(value, list):
        fields.fault(name, "type", "must be an array of codes")
        return None
    if len(value) > MAX_CODES:
        fields.fault(name, "too-long", f"must have at most {MAX_CODES} codes")
        return None
    return tuple(_codes_in(fields, name, value))


def _codes_in(fields: FieldReader, name: str, value: list[Any]) -> Iterator[str]:
    for place, code in enumerate(value):
        path = f"{name}[{place}]"
        if not isinstance(code, str):
            fields.fault(path, "type", "must be a string")
        elif refused := refused_in(code.strip(), IN_AN_IDENTIFIER):
            fields.fault(path, "format", refused)
        elif not 0 < len(code.strip()) <= LONGEST:
            fields.fault(path, "too-long", f"must have 1 to {LONGEST} characters")
        else:
            yield code.strip()
