"""What happens to an order after its purchase: how its lines are sent, and what is taken off it or paid back.

The kinds are open words of the field (UCP `fulfillment_event.type` and `adjustment.type`; ACP has the same). The sets
below name those that change a quantity; every other word is only a record.
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Final

from domain.values.fulfilment import FulfilmentKind

SHIPPED: Final = "shipped"
"""Pieces leave the shop."""
DELIVERED: Final = "delivered"
"""Pieces are with the customer."""
UNDERWAY: Final = frozenset(
    {"in_transit", "out_for_delivery", "ready_for_pickup", DELIVERED, "failed_attempt"}
)
"""Pieces have left the shop, whether or not that was reported."""
SENT_BACK: Final = frozenset({"undeliverable", "returned_to_sender"})
"""Pieces that had left came back undelivered."""
CALLED_OFF: Final = "canceled"
"""A shipment does not take place. Without the name of a shipment it is about no pieces that have left."""
RETURN: Final = "return"
CANCELLATION: Final = "cancellation"
EXCHANGE: Final = "exchange"
DISPUTE: Final = "dispute"


@dataclass(frozen=True, kw_only=True)
class LineQuantity:
    """A number of pieces of the line with the id `line`; more than 0."""

    line: str
    quantity: Decimal


@dataclass(frozen=True, kw_only=True)
class FulfilmentEvent:
    """Something that happened to pieces on their way to the customer, as the shop reports it.

    `shipment` names the parcel that the pieces are in. Without it, the report is about any pieces of these lines.
    """

    id: str
    kind: str
    occurred_at: datetime
    lines: tuple[LineQuantity, ...]
    shipment: str | None = None
    carrier: str | None = None
    tracking_number: str | None = None
    tracking_url: str | None = None
    description: str | None = None


class AdjustmentStatus(enum.Enum):
    """Whether an adjustment has taken place. Only a pending one can change."""

    PENDING = "pending"
    COMPLETED = "completed"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class Adjustment:
    """A change of the order after its purchase: a refund, a return, a cancellation of lines, a credit and the like.

    `amount` is what the customer gets back, in minor units of the checkout's currency. `lines` are the pieces that it
    is about. Returns and cancellations take these off the order; a completed exchange lets them be sent once more.
    """

    id: str
    kind: str
    status: AdjustmentStatus
    occurred_at: datetime
    lines: tuple[LineQuantity, ...] = ()
    amount: int | None = None
    description: str | None = None
    reason: str | None = None

    @property
    def counts(self) -> bool:
        """Whether it takes place or may still do so."""
        return self.status is not AdjustmentStatus.FAILED

    @property
    def is_done(self) -> bool:
        """Whether it has taken place."""
        return self.status is AdjustmentStatus.COMPLETED

    @property
    def refund(self) -> int:
        """What it pays back or may pay back; 0 for a dispute, which the shop does not decide."""
        return self.amount or 0 if self.counts and self.kind != DISPUTE else 0

    def is_followed_by(self, other: "Adjustment") -> bool:
        """Whether `other` is this adjustment with its outcome."""
        if self.status is not AdjustmentStatus.PENDING:
            return False
        return replace(other, status=self.status, occurred_at=self.occurred_at) == self


@dataclass(frozen=True, kw_only=True)
class Expectation:
    """What the customer was promised for some pieces: how they come, and when, in words.

    `group` is the id of the delivery group whose destination they go to; None for a checkout without groups.
    `fulfillable_on` is `now`, or the time or day from which they can be sent.
    """

    id: str
    kind: FulfilmentKind
    lines: tuple[LineQuantity, ...]
    group: str | None = None
    description: str | None = None
    fulfillable_on: str | None = None


@dataclass(frozen=True, kw_only=True)
class OrderReport:
    """What a shop reports of an order at once. `expectations` replace all earlier ones; None keeps them."""

    fulfilments: tuple[FulfilmentEvent, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    expectations: tuple[Expectation, ...] | None = None


def with_adjustments(
    known: tuple[Adjustment, ...], reported: Iterable[Adjustment]
) -> tuple[Adjustment, ...]:
    """Return the adjustments with those that are reported; an outcome takes the place of its pending adjustment."""
    by_id = {each.id: each for each in known}
    by_id.update((each.id, each) for each in reported)
    return tuple(by_id.values())
