"""Payments as a provider reports them: one that succeeded, one that failed, one that has to be given back."""

import enum
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

    def is_same_as(self, other: "Payment") -> bool:
        """Whether both have the same id. Where one of them names no provider, the id alone decides."""
        if self.id is None or self.id != other.id:
            return False
        return self.provider == other.provider or None in (self.provider, other.provider)

    def has_terms_of(self, other: "Payment") -> bool:
        """Whether both are of one method, amount and currency."""
        mine = (self.method, self.amount, self.currency)
        return mine == (other.method, other.amount, other.currency)


class RefundCause(enum.Enum):
    """Why a payment that succeeded does not pay for the purchase."""

    SECOND_CHARGE = "second-charge"
    LATE_SUCCESS = "late-success"


@dataclass(frozen=True, kw_only=True)
class RefundDue:
    """A payment that has to be given back. `commitment` is the version of the commitment that it was made for."""

    payment: Payment
    commitment: int
    cause: RefundCause


@dataclass(frozen=True, kw_only=True)
class FailedPayment:
    """A payment for the commitment at version `commitment` failed. `payment_id` is the provider's, where it is known.

    `released` says whether the failure released that commitment; otherwise it is only a record.
    """

    commitment: int
    payment_id: str | None
    reason: str | None
    released: bool
