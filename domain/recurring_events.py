"""The events of a recurring token; `domain.events` lists them with all others."""

from dataclasses import dataclass

from domain.event import CheckoutEvent
from domain.state import CheckoutState
from domain.values.recurring import Recurrence


@dataclass(frozen=True, kw_only=True)
class RecurringTokenIssued(CheckoutEvent):
    """The purchase being complete, the shop was given a token to charge again under."""

    TOPIC = "checkout.recurring-token-issued"

    token: str

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.recurrence = Recurrence(token=self.token)


@dataclass(frozen=True, kw_only=True)
class RecurringTokenCancelled(CheckoutEvent):
    """Nothing more can be bought under the token."""

    TOPIC = "checkout.recurring-token-cancelled"

    token: str

    def apply(self, aggregate: CheckoutState) -> None:
        aggregate.recurrence = Recurrence(token=self.token, is_cancelled=True)
