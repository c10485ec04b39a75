"""Computes what was sent of an order and what was paid back, and finds the reports of it."""

from decimal import Decimal
from typing import Final

from application.history.answers.facts import EventMark
from application.history.answers.marks import mark_of
from application.history.answers.order_reports.facts import (
    AdjustmentFact,
    FulfilmentFact,
    NothingPaidBack,
    NothingSent,
    OrderAdjusted,
    PiecesSent,
    Refunds,
    Shipments,
)
from application.history.answers.record import MOST_EXAMINED, RecordReader
from application.history.windows.version_range import LARGEST_WINDOW
from domain.checkout import Checkout
from domain.events import AdjustmentReported, CheckoutEvent, FulfilmentReported
from domain.orders import progress_of_lines, refund_total, refunded_total

MOST_REPORTS: Final = 10
"""How many reports of each kind are facts of their own, the newest ones."""
Reports = dict[tuple[str, str], EventMark]
"""The last report of each entry of the order, by the type of the event and the id of the entry."""


async def reports_of(record: RecordReader) -> Reports:
    """Return the reports of the entries that are facts of their own, of the newest MOST_EXAMINED versions."""
    newest = record.newest
    wanted = {
        *((FulfilmentReported.TOPIC, each.id) for each in newest.fulfilment_events[-MOST_REPORTS:]),
        *((AdjustmentReported.TOPIC, each.id) for each in newest.adjustments[-MOST_REPORTS:]),
    }
    found: Reports = {}
    last, oldest = newest.version, max(0, newest.version - MOST_EXAMINED)
    while wanted - found.keys() and last > oldest:
        first = max(1, last - LARGEST_WINDOW + 1)
        for event in reversed((await record.versions(first, last)).events):
            entry = _entry(event)
            if entry in wanted:
                found.setdefault(entry, mark_of(event))
        last = first - 1
    return found


def shipments_of(newest: Checkout, reports: Reports) -> Shipments:
    """Return what was sent."""
    events = newest.fulfilment_events
    if not events:
        return NothingSent(version=newest.version)
    lines = progress_of_lines(newest).values()
    shown = events[-MOST_REPORTS:]
    return PiecesSent(
        sent=sum((each.fulfilled for each in lines), start=Decimal(0)),
        ordered=sum((each.total for each in lines), start=Decimal(0)),
        reports=tuple(
            FulfilmentFact(report=each, event=reports.get((FulfilmentReported.TOPIC, each.id)))
            for each in shown
        ),
        earlier=len(events) - len(shown),
    )


def refunds_of(newest: Checkout, reports: Reports) -> Refunds:
    """Return what was paid back, and the other adjustments."""
    adjustments = newest.adjustments
    if not adjustments:
        return NothingPaidBack(version=newest.version)
    shown = adjustments[-MOST_REPORTS:]
    refunded = refunded_total(adjustments)
    return OrderAdjusted(
        refunded=refunded,
        pending=refund_total(adjustments) - refunded,
        paid=None if newest.payment is None else newest.payment.amount,
        currency=newest.currency,
        adjustments=tuple(
            AdjustmentFact(adjustment=each, event=reports.get((AdjustmentReported.TOPIC, each.id)))
            for each in shown
        ),
        earlier=len(adjustments) - len(shown),
    )


def _entry(event: CheckoutEvent) -> tuple[str, str] | None:
    match event:
        case FulfilmentReported(fulfilment=report):
            return event.TOPIC, report.id
        case AdjustmentReported(adjustment=adjustment):
            return event.TOPIC, adjustment.id
        case _:
            return None
