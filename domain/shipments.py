"""The shipments of an order, and how far it has come, computed from the reports of pieces on their way."""

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from domain.orders import Ordered, adjusted_pieces, bought_pieces, dispatched_pieces
from domain.values.order import (
    CANCELLATION,
    DELIVERED,
    EXCHANGE,
    SHIPPED,
    UNDERWAY,
    FulfilmentEvent,
    LineQuantity,
)

_NONE: Final = Decimal(0)


class OrderStage(enum.Enum):
    """How far an order has come. Only a cancellation takes pieces off what has to be sent; a return comes later."""

    PLACED = "placed"
    STARTED = "started"
    SENT = "sent"
    RECEIVED = "received"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class Shipment:
    """Pieces that travel together, with the reports about them in the order in which they were recorded.

    `id` is the name of the parcel, or else the id of the first report. `lines` are the pieces that were put in.
    """

    id: str
    reports: tuple[FulfilmentEvent, ...]
    lines: tuple[LineQuantity, ...]

    @property
    def in_time(self) -> tuple[FulfilmentEvent, ...]:
        """The reports in the order in which what they say happened."""
        return tuple(sorted(self.reports, key=lambda each: each.occurred_at))

    @property
    def is_received(self) -> bool:
        """Whether all its pieces were delivered."""
        return all(received_pieces(self, each.line) >= each.quantity for each in self.lines)

    @property
    def carrier(self) -> str | None:
        """The carrier as it was reported last."""
        return _last(each.carrier for each in self.in_time)

    @property
    def tracking_number(self) -> str | None:
        """The tracking number as it was reported last."""
        return _last(each.tracking_number for each in self.in_time)

    @property
    def tracking_url(self) -> str | None:
        """The URL of the tracking as it was reported last."""
        return _last(each.tracking_url for each in self.in_time)


def shipments_of(order: Ordered) -> tuple[Shipment, ...]:
    """Return the shipments in the order of their first reports.

    Reports that name a parcel are about that one, the others about the one of their tracking number. Reports with
    neither are together.
    """
    by_name: dict[tuple[str | None, str | None], list[FulfilmentEvent]] = {}
    for each in order.fulfilment_events:
        is_named = each.shipment is not None
        name = (each.shipment, None if is_named else each.tracking_number)
        by_name.setdefault(name, []).append(each)
    return tuple(
        Shipment(id=parcel or reports[0].id, reports=tuple(reports), lines=_contents(reports))
        for (parcel, _), reports in by_name.items()
    )


def received_pieces(shipment: Shipment, line: str) -> Decimal:
    """Return the pieces of a line that were delivered, of those in the shipment."""
    inside = sum((each.quantity for each in shipment.lines if each.line == line), _NONE)
    delivered = [each for each in shipment.reports if each.kind == DELIVERED]
    return min(_reported_pieces(delivered, line), inside)


def stage_of_order(order: Ordered) -> OrderStage:
    """Return how far an order has come. What is pending does not count."""
    done = [each for each in order.adjustments if each.is_done]
    to_send = {
        line: bought
        - adjusted_pieces(done, line, CANCELLATION)
        + adjusted_pieces(done, line, EXCHANGE)
        for line, bought in bought_pieces(order).items()
    }
    if not any(to_send.values()):
        return OrderStage.CANCELLED if to_send else OrderStage.PLACED
    reports = order.fulfilment_events
    if any(dispatched_pieces(reports, line) < pieces for line, pieces in to_send.items()):
        return OrderStage.STARTED if reports else OrderStage.PLACED
    shipments = shipments_of(order)
    if any(
        sum((received_pieces(each, line) for each in shipments), _NONE) < pieces
        for line, pieces in to_send.items()
    ):
        return OrderStage.SENT
    return OrderStage.RECEIVED


def _contents(reports: Sequence[FulfilmentEvent]) -> tuple[LineQuantity, ...]:
    """Return what was put in a parcel, also where it came back; or what is about to be, before anything has left."""
    lines = dict.fromkeys(part.line for each in reports for part in each.lines)
    outbound = [each for each in reports if each.kind == SHIPPED or each.kind in UNDERWAY]
    return tuple(
        LineQuantity(
            line=line,
            quantity=dispatched_pieces(outbound, line)
            or max(_reported_pieces((each,), line) for each in reports),
        )
        for line in lines
    )


def _reported_pieces(reports: Sequence[FulfilmentEvent], line: str) -> Decimal:
    return sum(
        (part.quantity for each in reports for part in each.lines if part.line == line), _NONE
    )


def _last(texts: Iterable[str | None]) -> str | None:
    return next((each for each in reversed(tuple(texts)) if each is not None), None)
