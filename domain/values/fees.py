"""Fees: shipping and the like, at most one of each kind."""

from dataclasses import dataclass
from typing import Self

from domain.values.money import tax_inside


@dataclass(frozen=True, kw_only=True)
class Fee:
    """One fee as agreed. Amounts are minor units including tax, `tax_rate` is basis points, `tax` is a result.

    `kind` is a lower-case word with hyphens: `shipping`, `direct-invoice-notification`.
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
        """A fee whose price includes its tax."""
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
    """What the fees come to, in minor units."""
    return sum(fee.unit_price for fee in fees)
