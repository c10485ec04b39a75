"""Payments as a provider reports them (succeeded, failed, due back), and the token for recurring purchases."""

import enum
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Payment:
    """A payment of the purchase. `amount` is minor units of `currency` (ISO 4217, upper case).

    `id` is the provider's id of the payment, where it is known.
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
        """Whether both have the same method, amount and currency."""
        terms = (self.method, self.amount, self.currency)
        return terms == (other.method, other.amount, other.currency)


class RefundCause(enum.Enum):
    """Why a payment that succeeded does not pay for the purchase."""

    SECOND_CHARGE = "second-charge"
    LATE_SUCCESS = "late-success"


@dataclass(frozen=True, kw_only=True)
class RefundDue:
    """A payment that is due back. `commitment` is the version of the commitment that it was made for."""

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


@dataclass(frozen=True, kw_only=True)
class Recurrence:
    """The recurring token of a purchase. `token` is None until the purchase is complete.

    The token is no aggregate of its own. One completed purchase issues it, it has two states, and the history of that
    purchase has its merchant, its currency and its payment method. Each purchase under it is a checkout of its own.
    """

    token: str | None = None
    is_cancelled: bool = False

    @property
    def is_active(self) -> bool:
        """Whether a checkout may be opened under the token."""
        return self.token is not None and not self.is_cancelled
