"""How long personal data is kept after the end of a checkout, per merchant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from application.persons.sealing import NEVER
from domain.checkout import Checkout
from domain.events import Cancelled, CheckoutEvent
from domain.stage import Stage

_FIRST_REVIEW: Final = timedelta(days=1)


def first_review(at: datetime) -> datetime:
    """Return when the erasure job looks at a key that is made at `at`.

    The retention is applied then. A key for a checkout whose opening was refused is destroyed.
    """
    return at + _FIRST_REVIEW


@dataclass(frozen=True)
class RetentionPolicy:
    """The days of each merchant. Personal data of other merchants is kept until its erasure is requested."""

    person_days: Mapping[str, int]

    @property
    def text(self) -> str:
        """The policy as a text, equal for equal policies."""
        return "\n".join(
            f"{merchant}={days}" for merchant, days in sorted(self.person_days.items())
        )

    def due(self, checkout: Checkout, ended_at: datetime | None, at: datetime) -> datetime:
        """Return when the personal data is erased, or for a checkout that has not ended, looked at again."""
        days = self.person_days.get(checkout.merchant)
        if days is None:
            return NEVER
        kept = timedelta(days=days)
        if ended_at is None:
            # A committed checkout does not expire at its deadline.
            return max(checkout.deadline, at) + kept
        return ended_at + kept

    def due_after(self, merchant: str, noted_at: datetime) -> datetime:
        """Return when an address book is erased whose last purchase or import was at `noted_at`."""
        days = self.person_days.get(merchant)
        return NEVER if days is None else noted_at + timedelta(days=days)


NO_RETENTION: Final = RetentionPolicy({})


def ended_at(checkout: Checkout, history: Sequence[CheckoutEvent] = ()) -> datetime | None:
    """Return when the checkout was completed or cancelled, or was due to expire; None while it has not ended.

    The time of a cancellation is in `history`. Without it, it is that of the last change.
    """
    match checkout.stage:
        case Stage.COMPLETED:
            return checkout.completed_at or checkout.modified_on
        case Stage.EXPIRED:
            return checkout.expires_at
        case Stage.CANCELLED:
            times = (event.timestamp for event in history if isinstance(event, Cancelled))
            return next(times, checkout.modified_on)
        case Stage.OPEN | Stage.SUSPENDED | Stage.COMMITTED:
            return None
