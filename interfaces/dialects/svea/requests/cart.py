"""Reading of cart rows, by the rules of the documents' table. Every fault is recorded with its path.

Interpretations where the documents are silent or contradict each other:
- A name may be missing but not empty, and a quantity is at least one hundredth.
- Only one of the two discounts may be other than 0.
- A cart comes to at most 90,071,992,547,409.91 either way (2⁵³ - 1 minor units), so that clients that read JSON numbers
  as doubles get the exact total.
"""

from typing import Any

import msgspec

from domain.values.money import divide_rounding
from interfaces.dialects.svea.wire import ROW, ROW_TYPES, SHIPPING_FEE, OrderRow
from interfaces.http.errors.request_errors import FieldFault
from interfaces.http.request.body.reader import FieldReader
from interfaces.http.request.fields import object_reader
from interfaces.http.request.property_names import PropertyNames
from interfaces.http.request.single_line import IN_DATA

MAX_ROWS = 1_000
MAX_TOTAL = 2**53 - 1
MISSING, LIMIT, AMOUNT = "missing", "limit", "amount"
_HUNDREDTHS = 100
_MAX_QUANTITY = 999_999_999
_MAX_PRICE = 9_999_999_999_999
_INT32 = 2**31
_CART = PropertyNames(("Items",))
_ROW = PropertyNames(
    (
        "ArticleNumber",
        "Name",
        "Quantity",
        "UnitPrice",
        "DiscountPercent",
        "DiscountAmount",
        "VatPercent",
        "Unit",
        "RowNumber",
        "RowType",
        "MerchantData",
        "TemporaryReference",
    )
)


def rows_of(body: FieldReader, faults: list[FieldFault]) -> tuple[OrderRow, ...]:
    """Read the rows of the field `Cart` of a body. The result is incomplete where faults were added."""
    if not body.has("Cart"):
        body.fault("Cart", MISSING, "is required")
        return ()
    cart = object_reader(body.value("Cart"), _CART, "Cart", faults)
    if cart is None:
        return ()
    items = cart.value("Items")
    if not isinstance(items, list):
        cart.fault("Items", MISSING, "is required and must be an array of order rows")
        return ()
    if len(items) > MAX_ROWS:
        cart.fault("Items", LIMIT, f"must have at most {MAX_ROWS} order rows")
        return ()
    read = (_row_of(item, f"Cart.Items[{index}]", faults) for index, item in enumerate(items))
    rows = tuple(row for row in read if row is not None)
    if sum(abs(gross_of(row)) for row in rows) > MAX_TOTAL:
        cart.fault("Items", LIMIT, f"must not come to more than {MAX_TOTAL} in total")
    return rows


def gross_of(row: OrderRow) -> int:
    """Return price times quantity in minor units, before any discount."""
    return divide_rounding(row.unit_price * row.quantity, _HUNDREDTHS)


def _row_of(value: Any, path: str, faults: list[FieldFault]) -> OrderRow | None:
    row = object_reader(value, _ROW, path, faults)
    if row is None:
        return None
    row_type = _row_type(row)
    lowest = 0 if row_type == SHIPPING_FEE else -_MAX_PRICE
    quantity = row.whole("Quantity", required=True, at_least=1, at_most=_MAX_QUANTITY)
    price = row.whole("UnitPrice", required=True, at_least=lowest, at_most=_MAX_PRICE)
    vat = row.whole("VatPercent", required=True, at_least=0, at_most=10_000)
    percent = row.whole("DiscountPercent", at_least=0, at_most=10_000) or 0
    found = {
        "article_number": row.identifier("ArticleNumber", longest=256, strip=False),
        "name": _name(row),
        "unit": row.text("Unit", longest=4, strip=False),
        "row_number": row.whole("RowNumber", at_least=-_INT32, at_most=_INT32 - 1),
        "merchant_data": row.text("MerchantData", longest=255, strip=False, unfit=IN_DATA),
        "temporary_reference": row.identifier("TemporaryReference", longest=1_000, strip=False),
    }
    if quantity is None or price is None or vat is None:
        return None
    undiscounted = OrderRow(
        quantity=quantity,
        unit_price=price,
        vat_percent=vat,
        row_type=row_type,
        discount_percent=percent,
        **found,  # type: ignore[arg-type]  # each has the type of its own reader
    )
    return _with_discount_amount(row, undiscounted)


def _with_discount_amount(fields: FieldReader, row: OrderRow) -> OrderRow:
    if not fields.has("DiscountAmount"):
        return row
    highest = max(gross_of(row), 0)
    amount = fields.whole("DiscountAmount", at_least=0, at_most=highest) or 0
    if amount and row.discount_percent:
        fields.fault("DiscountAmount", "forbidden", "must be absent where DiscountPercent is given")
    return msgspec.structs.replace(row, discount_amount=amount)


def _name(row: FieldReader) -> str | None:
    if row.value("Name") == "":
        row.fault("Name", "too-short", "must be 1 to 40 characters long")
    return row.text("Name", longest=40, strip=False)


def _row_type(row: FieldReader) -> str:
    row_type = row.text("RowType", longest=100)
    if row_type is None:
        return ROW
    known = ROW_TYPES.get(row_type.lower())
    if known is None:
        row.fault("RowType", "choice", f"must be {ROW} or {SHIPPING_FEE}")
    return known or ROW
