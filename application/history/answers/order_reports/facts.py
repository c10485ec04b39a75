"""The facts of the answers about an order after its purchase: what was sent, and what was paid back."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from application.history.answers.facts import EventMark
from domain.values.order import Adjustment, FulfilmentEvent

# What was sent


@dataclass(frozen=True, kw_only=True)
class FulfilmentFact:
    """What was reported of pieces on their way. `event` is the record of the report; None if it was not found."""

    report: FulfilmentEvent
    event: EventMark | None


@dataclass(frozen=True, kw_only=True)
class NothingSent:
    """No report of a shipment is recorded up to `version`."""

    KIND: ClassVar[str] = "nothing-sent"

    version: int


@dataclass(frozen=True, kw_only=True)
class PiecesSent:
    """The newest reports, oldest first; `earlier` are how many older ones there are.

    `sent` of `ordered` pieces have left the shop and were not sent back; `ordered` are those that were bought, without
    the ones that were returned or cancelled.
    """

    KIND: ClassVar[str] = "sent"

    sent: Decimal
    ordered: Decimal
    reports: tuple[FulfilmentFact, ...]
    earlier: int


Shipments = NothingSent | PiecesSent

# What was paid back


@dataclass(frozen=True, kw_only=True)
class AdjustmentFact:
    """An adjustment as it is now. `event` is the record of its last report; None if it was not found."""

    adjustment: Adjustment
    event: EventMark | None


@dataclass(frozen=True, kw_only=True)
class NothingPaidBack:
    """No refund, return or other adjustment is recorded up to `version`."""

    KIND: ClassVar[str] = "nothing-paid-back"

    version: int


@dataclass(frozen=True, kw_only=True)
class OrderAdjusted:
    """The newest adjustments, oldest first; `earlier` are how many older ones there are.

    `refunded` is paid back, and `pending` may still be, in minor units. `paid` is what the customer paid; None where no
    payment is recorded.
    """

    KIND: ClassVar[str] = "adjusted"

    refunded: int
    pending: int
    paid: int | None
    currency: str
    adjustments: tuple[AdjustmentFact, ...]
    earlier: int


Refunds = NothingPaidBack | OrderAdjusted
OrderFact = Shipments | Refunds
