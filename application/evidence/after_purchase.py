"""What the shop reported of an order after its purchase: shipments that were not called off, and money paid back.

Both are the shop's word, recorded when it was given. The carrier's and the payment provider's own proofs are not in it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.checkout import Checkout
from domain.values.order import (
    CALLED_OFF,
    SENT_BACK,
    SHIPPED,
    UNDERWAY,
    Adjustment,
    FulfilmentEvent,
)

DELIVERED: Final = "delivered"
_BACK: Final = frozenset({*SENT_BACK, CALLED_OFF})


@dataclass(frozen=True, kw_only=True)
class ReportedShipments:
    """The reports of pieces that left the shop and did not come back, in the order of their times.

    A shipment that was called off or came back has none, and a report without a shipment counts as one shipment.
    """

    reports: tuple[FulfilmentEvent, ...]

    @property
    def carriers(self) -> tuple[str, ...]:
        """The carriers, each one time."""
        return _distinct(each.carrier for each in self.reports)

    @property
    def tracking_numbers(self) -> tuple[str, ...]:
        """The tracking numbers, each one time."""
        return _distinct(each.tracking_number for each in self.reports)

    @property
    def sent_on(self) -> date | None:
        """The day in UTC of the first report of a shipment that was sent; None if none was reported."""
        return next(
            (each.occurred_at.date() for each in self.reports if each.kind == SHIPPED), None
        )

    @property
    def delivered_on(self) -> date | None:
        """The day in UTC of the last report of a delivery; None if none was reported."""
        days = [each.occurred_at.date() for each in self.reports if each.kind == DELIVERED]
        return days[-1] if days else None


def shipments_of(checkout: Checkout) -> ReportedShipments:
    """Return the shipments of the order of a checkout."""
    events = checkout.fulfilment_events
    back = {each.shipment for each in events if each.kind in _BACK}
    found = [
        each
        for each in events
        if (each.kind == SHIPPED or each.kind in UNDERWAY) and each.shipment not in back
    ]
    return ReportedShipments(reports=tuple(sorted(found, key=lambda each: each.occurred_at)))


def refunds_of(checkout: Checkout) -> tuple[Adjustment, ...]:
    """Return the adjustments that the shop reports as completed, and that gave the customer money back."""
    return tuple(each for each in checkout.adjustments if each.is_done and each.refund > 0)


def shipment_sentence(shipments: ReportedShipments) -> str:
    """Return the shipments in a sentence without its stop."""
    return f"The shop reported of delivery: {', '.join(_parts(shipments))}"


def _parts(shipments: ReportedShipments) -> Iterator[str]:
    if shipments.sent_on is not None:
        yield f"sent on {shipments.sent_on}"
    if shipments.carriers:
        yield f"with {' and '.join(shipments.carriers)}"
    if shipments.tracking_numbers:
        yield f"tracking number {' and '.join(shipments.tracking_numbers)}"
    if shipments.delivered_on is not None:
        yield f"delivered on {shipments.delivered_on}"
    elif shipments.sent_on is None:
        yield f"{shipments.reports[-1].kind} on {shipments.reports[-1].occurred_at.date()}"


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in values if each))
