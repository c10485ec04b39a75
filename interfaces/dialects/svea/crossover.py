"""Rendering of checkouts that were opened in another dialect as orders.

Rows, prices, taxes, the shop's order number and its data must be exact, so a checkout that Svea cannot represent
exactly is refused. Data without a place in Svea's shapes (weights, the parcel, electronic ids, settings) is left out,
and properties that only Svea has are null. Fees become rows.
"""

from decimal import Decimal

from domain.checkout import Checkout
from domain.refusals import OpenedInAnotherDialect
from domain.values.cart import Line, LineKind
from domain.values.charges import Fee
from domain.values.money import minor_unit_digits
from interfaces.dialects.svea.requests.cart import MAX_ROWS
from interfaces.dialects.svea.requests.updates import LONGEST_MERCHANT_DATA
from interfaces.http.request.body.reader import parse_json

_HUNDREDTHS = 2
_LONGEST_NUMBER = 32
_LONGEST_ARTICLE = 256
_LONGEST_NAME = 40
_MAX_QUANTITY = Decimal("9999999.99")
_MAX_PRICE = 9_999_999_999_999
_SHIPPING = "shipping"
_ONE = Decimal(1)


def as_svea_rows(checkout: Checkout) -> tuple[Line, ...]:
    """Return the lines of the cart, followed by the fees as lines."""
    return checkout.cart.lines + tuple(_fee_row(fee) for fee in checkout.fees)


def merchant_data_of(checkout: Checkout) -> str | None:
    """Return the shop's data: the text of a Svea shop, or the JSON text of another dialect's metadata."""
    if checkout.metadata is None:
        return None
    value = parse_json(checkout.metadata.encode())
    return value if isinstance(value, str) else checkout.metadata


def require_representable(checkout: Checkout) -> None:
    """Raise OpenedInAnotherDialect, with the first reason found, for a checkout that Svea cannot represent."""
    reason = _obstacle(checkout)
    if reason is not None:
        raise OpenedInAnotherDialect(dialect=checkout.dialect, reason=reason)


def _obstacle(checkout: Checkout) -> str | None:
    rows = as_svea_rows(checkout)
    if minor_unit_digits(checkout.currency) != _HUNDREDTHS:
        return f"{checkout.currency} has no hundredths."
    if checkout.reference is not None and len(checkout.reference) > _LONGEST_NUMBER:
        return f"Its reference is longer than {_LONGEST_NUMBER} characters."
    if len(merchant_data_of(checkout) or "") > LONGEST_MERCHANT_DATA:
        return f"Its metadata is longer than {LONGEST_MERCHANT_DATA} characters."
    if len(rows) > MAX_ROWS:
        return f"It has more than {MAX_ROWS} rows."
    for position, row in enumerate(rows, 1):
        obstacle = _obstacle_of(row)
        if obstacle is not None:
            return f"Its row {position} {obstacle}."
    if sum(row.total for row in rows) != checkout.total:
        return "Its total is not what its rows come to."
    return None


def _obstacle_of(row: Line) -> str | None:
    if len(row.description) > _LONGEST_NAME:
        return f"has a description of more than {_LONGEST_NAME} characters"
    if len(row.article) > _LONGEST_ARTICLE:
        return f"has an article number of more than {_LONGEST_ARTICLE} characters"
    if not 0 < row.quantity <= _MAX_QUANTITY or row.quantity.scaleb(2) % 1:
        return f"has the quantity {row.quantity:f}, which is not one from 0.01 to {_MAX_QUANTITY}"
    if abs(row.unit_price) > _MAX_PRICE:
        return "has a price of more than 13 digits"
    expected = Line.with_tax_inside(
        article=row.article,
        description=row.description,
        quantity=row.quantity,
        unit_price=row.unit_price,
        tax_rate=row.tax_rate,
        discount=row.discount,
        discount_rate=row.discount_rate,
    )
    if (expected.total, expected.tax) != (row.total, row.tax):
        return "has a total or a tax that does not follow from its price and rate"
    return None


def _fee_row(fee: Fee) -> Line:
    is_shipping = fee.kind == _SHIPPING and fee.unit_price >= 0
    return Line(
        article=fee.article,
        description=fee.description,
        quantity=_ONE,
        unit_price=fee.unit_price,
        tax_rate=fee.tax_rate,
        total=fee.unit_price,
        tax=fee.tax,
        kind=LineKind.SHIPPING_FEE if is_shipping else LineKind.ARTICLE,
    )
