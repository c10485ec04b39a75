"""What is to be paid, as sessions divide it: goods, their discount, sending, fees, and all taxes together."""

from dataclasses import dataclass

from domain.checkout import Checkout
from domain.values.cart import Line
from domain.values.taxes import order_taxes_total


@dataclass(frozen=True, kw_only=True)
class Amounts:
    """Minor units without tax, but `tax` and `total`. `fulfillment` is None where no way of sending is chosen."""

    base: int
    discount: int
    subtotal: int
    fulfillment: int | None
    fees: int
    tax: int
    total: int


def base_of(line: Line) -> int:
    """What a line comes to before its discount and without tax."""
    return line.subtotal + (line.discount or 0)


def amounts_of(checkout: Checkout) -> Amounts:
    """The division of a checkout's total; its parts add up to it."""
    lines, fees = checkout.cart.lines, checkout.fees
    option = None if checkout.delivery is None else checkout.delivery.option
    tax = sum(line.tax for line in lines) + sum(fee.tax for fee in fees)
    tax += order_taxes_total(checkout.order_taxes) + (0 if option is None else option.tax)
    return Amounts(
        base=sum(base_of(line) for line in lines),
        discount=sum(line.discount or 0 for line in lines),
        subtotal=sum(line.subtotal for line in lines),
        fulfillment=None if option is None else option.subtotal,
        fees=sum(fee.unit_price - fee.tax for fee in fees),
        tax=tax,
        total=checkout.total,
    )
