"""Asking for payments: the port to whoever takes the customer's money."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

PAYMENT_PATIENCE = timedelta(seconds=15)
"""How long a payment may take. After that whoever asked for it is taken to have crashed."""


@dataclass(frozen=True, kw_only=True)
class PaymentOrder:
    """A payment to be made. `amount` is minor units of `currency`; `token` is the customer's means, and never kept.

    `attempt` is its name for good: one attempt is at most one payment, however often it is asked for.
    """

    attempt: str
    merchant: str
    amount: int
    currency: str
    provider: str
    token: str


@dataclass(frozen=True, kw_only=True)
class Paid:
    """The money is there."""

    payment_id: str
    provider: str
    method: str


@dataclass(frozen=True, kw_only=True)
class Declined:
    """It is not; `reason` is for the customer."""

    reason: str


@dataclass(frozen=True)
class NotAttempted:
    """The provider never heard of the attempt, and will not hear of it any more."""


class PaymentProvider(Protocol):
    """Takes payments. Both methods raise PaymentUnclear where it does not answer."""

    async def authorise(self, order: PaymentOrder) -> Paid | Declined:
        """Asks for a payment. Called at most once for one attempt."""

    async def settle(self, attempt: str) -> Paid | Declined | NotAttempted:
        """What became of an attempt. One that it never heard of is closed: should it arrive late, it is declined."""


class PaymentUnclear(Exception):
    """The provider did not answer. Whether the customer has paid is not known until it does."""
