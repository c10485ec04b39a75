"""Reports about orders as tests speak of them, and the events that they lead to."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from domain.events import AdjustmentReported, ExpectationsReplaced, FulfilmentReported
from domain.orders import LineProgress
from domain.values.fulfilment import FulfilmentKind
from domain.values.order import (
    Adjustment,
    AdjustmentStatus,
    Expectation,
    FulfilmentEvent,
    LineQuantity,
    OrderReport,
)
from tests.domain.event_builders import (
    NOW,
    PAID,
    SHIRT,
    SOCKS,
    EventAt,
    build_event,
    cart_replaced,
    completed,
    opened,
    purchase_committed,
)
from tests.domain.scenario import BY_SHOP, Verb

TOTAL = PAID.amount
BOUGHT: tuple[EventAt, ...] = (
    opened(),
    cart_replaced(SHIRT, SOCKS),
    purchase_committed(TOTAL, shown_version=2),
    completed(),
)
"""One shirt (line 1) and three pairs of socks (line 2) are bought and paid."""
SHIPPED_AT = NOW + timedelta(days=1)


def pieces(**quantities: int) -> tuple[LineQuantity, ...]:
    """Pieces by the name of their article."""
    ids = {"shirts": SHIRT.id, "socks": SOCKS.id, "hats": "9"}
    return tuple(
        LineQuantity(line=ids[name], quantity=Decimal(each)) for name, each in quantities.items()
    )


def fulfilment(
    kind: str = "shipped", *, entry: str = "f-1", shipment: str | None = None, **quantities: int
) -> FulfilmentEvent:
    """Something that happened to these pieces."""
    return FulfilmentEvent(
        id=entry,
        kind=kind,
        occurred_at=SHIPPED_AT,
        lines=pieces(**quantities),
        shipment=shipment,
        carrier="PostNord",
        tracking_number="SE123",
        tracking_url="https://postnord.example/SE123",
    )


def adjustment(
    kind: str = "refund",
    *,
    entry: str = "a-1",
    amount: int | None = None,
    status: AdjustmentStatus = AdjustmentStatus.COMPLETED,
    **quantities: int,
) -> Adjustment:
    """An adjustment of these pieces."""
    return Adjustment(
        id=entry,
        kind=kind,
        status=status,
        occurred_at=SHIPPED_AT,
        lines=pieces(**quantities),
        amount=amount,
    )


def expectation(entry: str = "e-1", **quantities: int) -> Expectation:
    """A promise about these pieces."""
    return Expectation(
        id=entry,
        kind=FulfilmentKind.SHIPPING,
        lines=pieces(**quantities),
        description="In stock on Monday",
    )


def counts(progress: LineProgress) -> tuple[int, int, int]:
    """The pieces of a line: bought, part of the order, and fulfilled."""
    return int(progress.original), int(progress.total), int(progress.fulfilled)


def report(**parts: Any) -> Verb:
    """The shop reports these parts of the order."""
    return lambda checkout: checkout.report_order(OrderReport(**parts), **BY_SHOP)


def reported_fulfilment(*entries: FulfilmentEvent) -> Verb:
    """The shop reports what happened to pieces."""
    return report(fulfilments=entries)


def reported_adjustment(*entries: Adjustment) -> Verb:
    """The shop reports adjustments."""
    return report(adjustments=entries)


def fulfilment_reported(entry: FulfilmentEvent) -> EventAt:
    """Pieces went on their way."""
    return build_event(FulfilmentReported, fulfilment=entry)


def adjustment_reported(entry: Adjustment) -> EventAt:
    """The order was adjusted."""
    return build_event(AdjustmentReported, adjustment=entry)


def expectations_replaced(*entries: Expectation) -> EventAt:
    """The promises were replaced."""
    return build_event(ExpectationsReplaced, expectations=entries)
