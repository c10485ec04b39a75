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
    discount = subtotal = fulfillment = shipping_discount = fees = 0
    tax = order_taxes_total(checkout.order_taxes)
    for line in checkout.cart.lines:
        discount += line.discount or 0
        subtotal += line.subtotal
        tax += line.tax
    for fee in checkout.fees:
        fees += fee.unit_price - fee.tax
        tax += fee.tax
    options = () if checkout.delivery is None else checkout.delivery.options
    for option in options:
        fulfillment += option.subtotal
        shipping_discount += option.discount or 0
        tax += option.tax
    return Amounts(
        base=subtotal + discount,
        discount=discount,
        subtotal=subtotal,
        fulfillment=fulfillment if options else None,
        shipping_discount=shipping_discount,
        fees=fees,
        tax=tax,
        total=checkout.total,
    )
