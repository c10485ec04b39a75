"""A payment that succeeded."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Payment:
    """How the purchase was paid. `amount` is minor units of `currency` (ISO 4217, upper case).

    `id` is what `provider` calls the payment, where it is known.
    """

    method: str
    amount: int
    currency: str
    id: str | None = None
    provider: str | None = None
