"""The progress of an order, computed from what was reported of it: pieces of each line, and what was paid back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from domain.values.cart import Cart
from domain.values.order import (
    CALLED_OFF,
    CANCELLATION,
    EXCHANGE,
    RETURN,
    SENT_BACK,
    SHIPPED,
    UNDERWAY,
    Adjustment,
    FulfilmentEvent,
    LineQuantity,
)

_NONE = Decimal(0)


class Ordered(Protocol):
    """The attributes of a checkout that the progress of its order is computed from."""

    @property
    def cart(self) -> Cart: ...
    @property
    def fulfilment_events(self) -> tuple[FulfilmentEvent, ...]: ...
    @property
    def adjustments(self) -> tuple[Adjustment, ...]: ...


@dataclass(frozen=True, kw_only=True)
class LineProgress:
    """Pieces of a line: bought, still part of the order, and of these sent or handed out. `line` is its id."""

    line: str
    original: Decimal
    total: Decimal
    fulfilled: Decimal


def bought_pieces(order: Ordered) -> dict[str, Decimal]:
    """Return the bought pieces by the id of their line. Lines that share an id are added up."""
    bought: dict[str, Decimal] = {}
    for line in order.cart.lines:
        bought[line.id] = bought.get(line.id, _NONE) + line.quantity
    return bought


def progress_of_lines(order: Ordered) -> dict[str, LineProgress]:
    """Return the progress of each line by its id. What has not taken place yet does not count."""
    done = [each for each in order.adjustments if each.is_done]
    return {
        line: LineProgress(
            line=line,
            original=original,
            total=original - adjusted_pieces(done, line, RETURN, CANCELLATION),
            fulfilled=dispatched_pieces(order.fulfilment_events, line)
            - adjusted_pieces(done, line, RETURN, EXCHANGE),
        )
        for line, original in bought_pieces(order).items()
    }


def adjusted_pieces(adjustments: Iterable[Adjustment], line: str, *kinds: str) -> Decimal:
    """Return the pieces of a line in the adjustments of these kinds."""
    pieces = _NONE
    for each in adjustments:
        if each.kind in kinds:
            pieces += sum([part.quantity for part in each.lines if part.line == line], _NONE)
    return pieces


def dispatched_pieces(reported: Sequence[FulfilmentEvent], line: str) -> Decimal:
    """Return how many pieces of a line have left the shop and did not come back undelivered.

    `shipped` adds pieces. A later word of the same shipment (`in_transit`, `delivered`) is about the same pieces, and
    adds only those that were never reported as shipped. A report without a shipment is about pieces of any.
    """
    by_shipment: dict[str | None, Decimal] = {}
    for each in reported:
        pieces = sum((part.quantity for part in each.lines if part.line == line), _NONE)
        if pieces:
            change = _change(each, pieces, by_shipment)
            by_shipment[each.shipment] = by_shipment.get(each.shipment, _NONE) + change
    return sum(by_shipment.values(), _NONE)


def unsent_pieces(progress: Iterable[LineProgress]) -> tuple[LineQuantity, ...]:
    """Return the pieces of these lines that are part of the order and have not left."""
    return tuple(
        [
            LineQuantity(line=each.line, quantity=each.total - each.fulfilled)
            for each in progress
            if each.total > each.fulfilled
        ]
    )


def refund_total(adjustments: Iterable[Adjustment]) -> int:
    """Return the minor units that were paid back or may be, as far as the shop decides that."""
    return sum(each.refund for each in adjustments)


def refunded_total(adjustments: Iterable[Adjustment]) -> int:
    """Return the minor units that were paid back, as far as the shop decides that."""
    return sum([each.refund for each in adjustments if each.is_done])


def _change(
    reported: FulfilmentEvent, pieces: Decimal, by_shipment: dict[str | None, Decimal]
) -> Decimal:
    """Return how a report changes the pieces of its shipment that have left."""
    is_named = reported.shipment is not None
    if is_named:
        gone = by_shipment.get(reported.shipment, _NONE)
    else:
        gone = sum(by_shipment.values(), _NONE)
    if reported.kind == SHIPPED:
        return pieces
    if reported.kind in UNDERWAY:
        return max(pieces - gone, _NONE)
    if reported.kind in SENT_BACK or (is_named and reported.kind == CALLED_OFF):
        return -min(pieces, gone)
    return _NONE
