"""Charges in addition to the cart: fees, deliveries, and taxes on the whole purchase."""

import enum
from dataclasses import dataclass
from typing import Self

from domain.values.money import tax_inside


@dataclass(frozen=True, kw_only=True)
class Fee:
    """One fee as agreed. Amounts are minor units including tax, `tax_rate` is basis points, `tax` is a result.

    `kind` is a lower-case word with hyphens (`shipping`, `direct-invoice-notification`). A checkout has at most one fee
    of each kind.
    """

    kind: str
    article: str
    description: str
    unit_price: int
    tax_rate: int
    tax: int

    @classmethod
    def with_tax_inside(
        cls, *, kind: str, article: str, description: str, unit_price: int, tax_rate: int
    ) -> Self:
        """Return a fee whose price includes its tax."""
        return cls(
            kind=kind,
            article=article,
            description=description,
            unit_price=unit_price,
            tax_rate=tax_rate,
            tax=tax_inside(unit_price, tax_rate),
        )


Fees = tuple[Fee, ...]


def fees_total(fees: Fees) -> int:
    """Return the sum of the fees in minor units."""
    return sum([fee.unit_price for fee in fees])


@dataclass(frozen=True, kw_only=True)
class OrderTax:
    """One tax on the whole purchase, and not on a line, a fee or a delivery.

    `rate` is basis points of the taxed amount. `amount` is minor units and a result.
    """

    name: str
    rate: int
    amount: int


OrderTaxes = tuple[OrderTax, ...]


def order_taxes_total(taxes: OrderTaxes) -> int:
    """Return the sum of the taxes in minor units."""
    return sum([tax.amount for tax in taxes])


class ChargeKind(enum.Enum):
    """What a charge is for."""

    FEE = "fee"
    DELIVERY = "delivery"
    TAX = "tax"


@dataclass(frozen=True, kw_only=True)
class Charge:
    """One amount in the total beside the lines of the cart. `amount` includes `tax`; both are minor units."""

    kind: ChargeKind
    title: str
    amount: int
    tax: int
