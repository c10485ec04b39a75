"""The total of a session in parts: goods, discount, fulfilment, fees, and the sum of all taxes."""

from dataclasses import dataclass

from domain.checkout import Checkout
from domain.values.cart import Line
from domain.values.charges import order_taxes_total


@dataclass(frozen=True, kw_only=True)
class Amounts:
    """Minor units. All but `tax` and `total` are without tax. `fulfillment` is None where no option is chosen.

    `discount` is taken off the goods, `shipping_discount` off the fulfilment, which is given before it.
    """

    base: int
    discount: int
    subtotal: int
    fulfillment: int | None
    shipping_discount: int
    fees: int
    tax: int
    total: int


def base_of(line: Line) -> int:
    """Return the amount of a line before its discount and without tax."""
    return line.subtotal + (line.discount or 0)


def amounts_of(checkout: Checkout) -> Amounts:
    """Divide the total of a checkout. The parts add up to it."""
    lines, fees = checkout.cart.lines, checkout.fees
    options = () if checkout.delivery is None else checkout.delivery.options
    tax = sum(line.tax for line in lines) + sum(fee.tax for fee in fees)
    tax += order_taxes_total(checkout.order_taxes) + sum(option.tax for option in options)
    return Amounts(
        base=sum(base_of(line) for line in lines),
        discount=sum(line.discount or 0 for line in lines),
        subtotal=sum(line.subtotal for line in lines),
        fulfillment=sum(option.subtotal for option in options) if options else None,
        shipping_discount=sum(option.discount or 0 for option in options),
        fees=sum(fee.unit_price - fee.tax for fee in fees),
        tax=tax,
        total=checkout.total,
    )
