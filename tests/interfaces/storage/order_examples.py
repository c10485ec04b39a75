"""Events of orders that have every field."""

from datetime import timedelta
from decimal import Decimal

from domain.events import (
    AdjustmentReported,
    CheckoutEvent,
    ExpectationsReplaced,
    FulfilmentReported,
)
from domain.values.fulfilment import FulfilmentKind
from domain.values.order import (
    Adjustment,
    AdjustmentStatus,
    Expectation,
    FulfilmentEvent,
    LineQuantity,
)
from tests.interfaces.storage.example_values import AT, COMMON

SHIRTS = LineQuantity(line="1", quantity=Decimal("2.50"))
TEA = LineQuantity(line="4-2", quantity=Decimal(1))
REPORTED_OF_ORDERS: tuple[CheckoutEvent, ...] = (
    FulfilmentReported(
        **COMMON,
        fulfilment=FulfilmentEvent(
            id="5d1c66cb",
            kind="shipped",
            occurred_at=AT - timedelta(hours=1),
            lines=(SHIRTS, TEA),
            shipment="parcel-1",
            carrier="PostNord",
            tracking_number="SE123",
            tracking_url="https://postnord.example/?id=SE123&l=sv",
            description="Left at noon",
        ),
    ),
    AdjustmentReported(
        **COMMON,
        adjustment=Adjustment(
            id="adj-1",
            kind="refund",
            status=AdjustmentStatus.PENDING,
            occurred_at=AT,
            lines=(TEA,),
            amount=700,
            description="Broken on arrival",
            reason="damaged",
        ),
    ),
    ExpectationsReplaced(
        **COMMON,
        expectations=(
            Expectation(
                id="exp-1",
                kind=FulfilmentKind.SHIPPING,
                lines=(SHIRTS,),
                group="shipping",
                description="In stock again in February",
                fulfillable_on="2026-02-01T00:00:00Z",
            ),
        ),
    ),
)
