"""What shops report of demo orders: parcels on their way, returns, refunds, cancelled pieces and disputes."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from application.commands.order import ReportOrder
from domain.checkout import Checkout
from domain.values.order import (
    CANCELLATION,
    DELIVERED,
    DISPUTE,
    RETURN,
    SHIPPED,
    Adjustment,
    AdjustmentStatus,
    FulfilmentEvent,
    LineQuantity,
    OrderReport,
)

REFUND: Final = "refund"
STATIONS: Final = (SHIPPED, "in_transit", DELIVERED)
"""The words about a parcel that arrives, in order."""
_CARRIERS: Final = (
    ("PostNord", "https://postnord.example/track?id={number}"),
    ("DHL", "https://dhl.example/track/{number}"),
    ("Bring", "https://bring.example/{number}"),
)
_REASONS: Final = {
    REFUND: "Late delivery",
    RETURN: "Does not fit",
    CANCELLATION: "Out of stock",
    DISPUTE: "Not received",
}
_REPORTED_AFTER: Final = timedelta(minutes=2)


def parcel_report(
    checkout: Checkout, kind: str, random: Random, serial: str, at: datetime
) -> ReportOrder:
    """Return a report about all pieces in one parcel. Every report of a `serial` has the same carrier and number."""
    drawn = Random(serial)
    carrier, url = drawn.choice(_CARRIERS)
    number = f"{drawn.randrange(10**11):011}"
    sent = FulfilmentEvent(
        id=f"{kind}-{serial}",
        kind=kind,
        occurred_at=_shortly_before(at, random),
        lines=_pieces(checkout),
        shipment=f"parcel-{serial}",
        carrier=carrier,
        tracking_number=number,
        tracking_url=url.format(number=number),
    )
    return ReportOrder(report=OrderReport(fulfilments=(sent,)))


def adjustment_report(
    checkout: Checkout,
    kind: str,
    random: Random,
    serial: str,
    at: datetime,
    *,
    is_pending: bool = False,
) -> ReportOrder:
    """Return a report about one piece of the first line, which is paid back with its price.

    A dispute is about the whole payment, and a refund about money only. The outcome of a pending one has its id.
    """
    line = checkout.cart.lines[0]
    amount = checkout.total if kind == DISPUTE else line.unit_price
    change = Adjustment(
        id=f"{kind}-{serial}",
        kind=kind,
        status=AdjustmentStatus.PENDING if is_pending else AdjustmentStatus.COMPLETED,
        occurred_at=_shortly_before(at, random),
        lines=(LineQuantity(line=line.id, quantity=Decimal(1)),)
        if kind in (RETURN, CANCELLATION)
        else (),
        amount=min(amount, checkout.total),
        reason=_REASONS[kind],
    )
    return ReportOrder(report=OrderReport(adjustments=(change,)))


def _pieces(checkout: Checkout) -> tuple[LineQuantity, ...]:
    return tuple(LineQuantity(line=each.id, quantity=each.quantity) for each in checkout.cart.lines)


def _shortly_before(at: datetime, random: Random) -> datetime:
    return (at - _REPORTED_AFTER * random.random()).replace(microsecond=0)
