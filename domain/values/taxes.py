"""Taxes that are not part of a line, a fee or a delivery but of the whole purchase."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class OrderTax:
    """One tax on the whole purchase. `rate` is basis points of what was taxed, `amount` minor units and a result."""

    name: str
    rate: int
    amount: int


OrderTaxes = tuple[OrderTax, ...]


def order_taxes_total(taxes: OrderTaxes) -> int:
    """What the taxes come to, in minor units."""
    return sum(tax.amount for tax in taxes)
