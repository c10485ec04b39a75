"""The rows of totals in the versions of 2026."""

from collections.abc import Iterator

from domain.checkout import Checkout
from interfaces.dialects.session.amounts import amounts_of
from interfaces.dialects.session.session_v1 import Shape


def total(kind: str, text: str, amount: int) -> Shape:
    """Write one row of totals."""
    return {"type": kind, "display_text": text, "amount": amount}


def totals(checkout: Checkout) -> Iterator[Shape]:
    """Write the parts of the total; the last row is the total."""
    amounts = amounts_of(checkout)
    yield total("items_base_amount", "Items", amounts.base)
    yield from unless_zero(total("items_discount", "Discount", amounts.discount))
    yield total("subtotal", "Subtotal", amounts.subtotal)
    if amounts.fulfillment is not None:
        yield total("fulfillment", "Shipping", amounts.fulfillment)
    yield from unless_zero(total("discount", "Shipping discount", amounts.shipping_discount))
    yield from unless_zero(total("fee", "Fees", amounts.fees))
    yield total("tax", "Tax", amounts.tax)
    yield total("total", "Total", amounts.total)


def unless_zero(row: Shape) -> Iterator[Shape]:
    """Yield a row unless its amount is 0."""
    if row["amount"]:
        yield row
