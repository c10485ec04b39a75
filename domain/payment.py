"""A payment that succeeded."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Payment:
    """How the purchase was paid. `amount` is minor units of `currency` (ISO 4217, upper case)."""

    method: str
    amount: int
    currency: str
