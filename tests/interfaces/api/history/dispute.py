"""The values of the dispute that the tests of the history play: its time, its callers, its goods."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from domain.values.cart import Line
from domain.values.charges import Fee

OPENED_AT = datetime(2026, 3, 1, 14, 3, 0, tzinfo=UTC)
ID = "checkout-1"
SECOND = timedelta(seconds=1)
SHOP, SHOPPER, PAYMENTS = "shop:demo-client", f"shopper:{ID}", "payments:demo-shop"


def coffee(quantity: int) -> Line:
    """So many packets at 95.00."""
    return Line.with_tax_inside(
        article="10001",
        description="Coffee",
        quantity=Decimal(quantity),
        unit_price=9500,
        tax_rate=2500,
    )


TEA = Line.with_tax_inside(
    article="10002", description="Tea", quantity=Decimal(1), unit_price=4500, tax_rate=1200
)


def shipping(price: int) -> Fee:
    """The parcel, for so much."""
    return Fee.with_tax_inside(
        kind="shipping", article="s", description="Parcel", unit_price=price, tax_rate=2500
    )
