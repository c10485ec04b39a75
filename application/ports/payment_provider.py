"""The port to the payment provider."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

PAYMENT_PATIENCE = timedelta(seconds=15)
"""How long a payment may take. After that the process that requested it is assumed to have crashed."""
PAYMENT_WITHIN = timedelta(days=7)
"""How long a commitment waits for a payment that a provider reports. After that it is released."""


@dataclass(frozen=True, kw_only=True)
class PaymentOrder:
    """A payment request. `amount` is minor units of `currency`; `token` is the means of payment and is never stored.

    `attempt` is its idempotency key: one attempt results in at most one payment.
    """

    attempt: str
    merchant: str
    amount: int
    currency: str
    provider: str
    token: str


@dataclass(frozen=True, kw_only=True)
class Paid:
    """The provider captured the amount."""

    payment_id: str
    provider: str
    method: str


@dataclass(frozen=True, kw_only=True)
class Declined:
    """The payment was declined. `reason` is a text for the customer."""

    reason: str


@dataclass(frozen=True)
class NotAttempted:
    """The provider has not received the attempt and will not accept it later."""


class PaymentProvider(Protocol):
    """Takes payments. Both methods raise PaymentUnclear if the provider does not answer."""

    async def authorise(self, order: PaymentOrder) -> Paid | Declined:
        """Request a payment. Called at most once for an attempt."""

    async def settle(self, attempt: str) -> Paid | Declined | NotAttempted:
        """Return the outcome of an attempt. An unknown attempt is closed: if it arrives later, it is declined."""


class PaymentUnclear(Exception):
    """The provider did not answer. Until it does, it is unknown whether the customer has paid."""
