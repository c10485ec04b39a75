"""The rows of totals in the versions of 2026."""

from domain.checkout import Checkout
from interfaces.dialects.session.amounts import amounts_of
from interfaces.dialects.session.session_v1 import Shape


def total(kind: str, text: str, amount: int) -> Shape:
    """Write one row of totals."""
    return {"type": kind, "display_text": text, "amount": amount}


def totals(checkout: Checkout) -> list[Shape]:
    """Write the parts of the total; the last row is the total."""
    amounts = amounts_of(checkout)
    rows = [total("items_base_amount", "Items", amounts.base)]
    if amounts.discount:
        rows.append(total("items_discount", "Discount", amounts.discount))
    rows.append(total("subtotal", "Subtotal", amounts.subtotal))
    if amounts.fulfillment is not None:
        rows.append(total("fulfillment", "Shipping", amounts.fulfillment))
    if amounts.shipping_discount:
        rows.append(total("discount", "Shipping discount", amounts.shipping_discount))
    if amounts.fees:
        rows.append(total("fee", "Fees", amounts.fees))
    rows.append(total("tax", "Tax", amounts.tax))
    rows.append(total("total", "Total", amounts.total))
    return rows


def unless_zero(kind: str, text: str, amount: int) -> tuple[Shape, ...]:
    """Write one row of totals; none if its amount is 0."""
    return (total(kind, text, amount),) if amount else ()
