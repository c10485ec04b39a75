"""The rows of totals. What is taken off is negative, and all rows but the last add up to it."""

from collections.abc import Iterator

from domain.checkout import Checkout
from domain.values.cart import Line
from interfaces.dialects.session.amounts import amounts_of, base_of
from interfaces.dialects.ucp.wire import Shape


def totals(checkout: Checkout) -> list[Shape]:
    """Write the rows of a checkout in the order in which they are shown."""
    return list(_rows(checkout))


def line_totals(line: Line) -> list[Shape]:
    """Write the rows of a line."""
    rows = [_row("subtotal", "Subtotal", base_of(line))]
    if line.discount:
        rows.append(_row("items_discount", "Discount", -line.discount))
    if line.tax:
        rows.append(_row("tax", "Tax", line.tax))
    return [*rows, _row("total", "Total", line.total)]


def _rows(checkout: Checkout) -> Iterator[Shape]:
    amounts = amounts_of(checkout)
    yield _row("subtotal", "Subtotal", amounts.base)
    if amounts.discount:
        yield _row("items_discount", "Discount", -amounts.discount)
    if amounts.shipping_discount:
        yield _row("discount", "Shipping discount", -amounts.shipping_discount)
    if amounts.fulfillment is not None:
        yield _row("fulfillment", "Shipping", amounts.fulfillment)
    if amounts.tax:
        yield _row("tax", "Tax", amounts.tax)
    if amounts.fees:
        yield _row("fee", "Fees", amounts.fees)
    yield _row("total", "Total", amounts.total)


def _row(kind: str, text: str, amount: int) -> Shape:
    return {"type": kind, "display_text": text, "amount": amount}
