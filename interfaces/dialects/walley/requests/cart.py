"""Reading of cart rows and fees, by the rules of the documents' tables. Every fault is recorded with its path.

Interpretations where the documents are silent: a price is at most 999,999,999 and a cart at most 90,071,992,547,409.91
either way (2⁵³ - 1 minor units, so that clients that read JSON numbers as doubles get the exact total), with at most
5,000 rows. `maximumAge` is the newest documents' name of `minimumAge`, with the same rule; where a row has both, the
higher one counts. A fee follows the rules of an article.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import regex

from interfaces.dialects.walley.wire import GIFT_CARD, Fee, Fees, Item
from interfaces.http.errors.request_errors import FieldFault
from interfaces.http.request.body.reader import FieldReader
from interfaces.http.request.fields import add_fault, object_reader
from interfaces.http.request.property_names import PropertyNames

MAX_ROWS = 5_000
MAX_PRICE = 999_999_999
MAX_TOTAL = Decimal("90071992547409.91")
LONGEST_LABEL = 50
LONGEST_SKU = 1024
MAX_QUANTITY = 99_999_999
MAX_WEIGHT = 1_000_000_000
_UNBOUNDED = 1_000_000_000
_CLUSTER = regex.compile(r"\X")

_ITEM = PropertyNames(
    (
        "id",
        "description",
        "type",
        "unitPrice",
        "unitWeight",
        "quantity",
        "vat",
        "requiresElectronicId",
        "minimumAge",
        "maximumAge",
        "sku",
    )
)
_NOT_ON_GIFT_CARDS = ("unitWeight", "requiresElectronicId", "minimumAge", "maximumAge")
_FEES = PropertyNames(("shipping", "directInvoiceNotification"))
_FEE = PropertyNames(("id", "description", "unitPrice", "vat"))


def items_of(value: Any, path: str, faults: list[FieldFault]) -> tuple[Item, ...]:
    """Read the rows of a JSON array. The result is incomplete where faults were added."""
    if not isinstance(value, list):
        add_fault(faults, path, "type", "must be an array of articles")
        return ()
    if len(value) > MAX_ROWS:
        add_fault(faults, path, "too-long", f"must have at most {MAX_ROWS} articles")
        return ()
    items = tuple(_read_items(value, path, faults))
    if sum(abs(item.unit_price * item.quantity) for item in items) > MAX_TOTAL:
        add_fault(faults, path, "out-of-range", f"must not come to more than {MAX_TOTAL} in total")
    return items


def _read_items(rows: list[Any], path: str, faults: list[FieldFault]) -> Iterator[Item]:
    for index, row in enumerate(rows):
        item = _item_of(row, f"{path}[{index}]", faults)
        if item is not None:
            yield item


def _item_of(value: Any, path: str, faults: list[FieldFault]) -> Item | None:
    fields = object_reader(value, _ITEM, path, faults)
    if fields is None:
        return None
    label = _label(fields)
    price = _price(fields)
    quantity = fields.number("quantity", required=True, at_least=1, at_most=MAX_QUANTITY)
    vat = _vat(fields)
    kind = fields.text("type", longest=_UNBOUNDED)
    weight = fields.number("unitWeight", at_least=0, at_most=MAX_WEIGHT, decimals=28)
    electronic = fields.flag("requiresElectronicId")
    age = _age(fields)
    sku = fields.identifier("sku", longest=LONGEST_SKU)
    if kind == GIFT_CARD:
        _check_gift_card(fields, price, quantity, vat)
    elif kind is not None:
        fields.fault("type", "choice", f"must be {GIFT_CARD} or absent")
    if label is None or price is None or quantity is None or vat is None:
        return None
    return Item(
        id=label[0],
        description=label[1],
        type=kind,
        unit_price=price,
        unit_weight=weight,
        quantity=quantity,
        vat=vat,
        requires_electronic_id=electronic,
        minimum_age=age,
        sku=sku,
    )


def _check_gift_card(
    fields: FieldReader, price: Decimal | None, quantity: Decimal | None, vat: Decimal | None
) -> None:
    if price is not None and price >= 0:
        fields.fault("unitPrice", "out-of-range", f"must be negative for a {GIFT_CARD}")
    if quantity is not None and quantity != 1:
        fields.fault("quantity", "out-of-range", f"must be 1 for a {GIFT_CARD}")
    if vat is not None and vat != 0:
        fields.fault("vat", "out-of-range", f"must be 0 for a {GIFT_CARD}")
    for name in _NOT_ON_GIFT_CARDS:
        if fields.has(name):
            fields.fault(name, "forbidden", f"must be absent for a {GIFT_CARD}")


def fees_of(value: Any, path: str, faults: list[FieldFault]) -> Fees:
    """Read the fees of an object. A value that `is_nothing` has none."""
    if is_nothing(value):
        return Fees()
    fields = object_reader(value, _FEES, path, faults)
    if fields is None:
        return Fees()
    return Fees(
        shipping=_fee_of(fields, "shipping", faults),
        direct_invoice_notification=_fee_of(fields, "directInvoiceNotification", faults),
    )


def is_nothing(value: Any) -> bool:
    """Return whether a value means "none": null, false, an empty string, or PHP's empty array for an empty map."""
    return value is None or value is False or value == "" or value == []


def _fee_of(parent: FieldReader, name: str, faults: list[FieldFault]) -> Fee | None:
    value = parent.value(name)
    if is_nothing(value):
        return None
    fields = object_reader(value, _FEE, parent.path_of(name), faults)
    if fields is None:
        return None
    label, price, vat = _label(fields), _price(fields), _vat(fields)
    if label is None or price is None or vat is None:
        return None
    return Fee(id=label[0], description=label[1], unit_price=price, vat=vat)


def _label(fields: FieldReader) -> tuple[str, str] | None:
    """Read `id` and `description`, trimmed, the description cut to its limit.

    The documents trim both, so a line break at their ends is not refused.
    """
    article = fields.identifier("id", required=True, longest=LONGEST_LABEL, trims_first=True)
    description = fields.text("description", required=True, longest=_UNBOUNDED, trims_first=True)
    if article is None or description is None:
        return None
    return article, cut_label(description)


def cut_label(text: str) -> str:
    """Cut a trimmed text to `LONGEST_LABEL` characters, without splitting a composed letter or emoji.

    The cut is at the border of a grapheme cluster (UAX #29). A single cluster longer than the limit is split.
    """
    if len(text) <= LONGEST_LABEL:
        return text
    end = 0
    for cluster in _CLUSTER.finditer(text):
        if cluster.end() > LONGEST_LABEL:
            break
        end = cluster.end()
    return text[: end or LONGEST_LABEL]


def _price(fields: FieldReader) -> Decimal | None:
    return fields.number(
        "unitPrice", required=True, at_least=-MAX_PRICE, at_most=MAX_PRICE, decimals=2
    )


def _vat(fields: FieldReader) -> Decimal | None:
    return fields.number("vat", required=True, at_least=0, at_most=100, decimals=2)


def _age(fields: FieldReader) -> int | None:
    ages = [fields.whole(name, at_least=1, at_most=120) for name in ("minimumAge", "maximumAge")]
    return max((age for age in ages if age is not None), default=None)
