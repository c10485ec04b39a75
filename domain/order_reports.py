"""The events that a report about an order leads to. It is refused as a whole if a part of it cannot be true.

Each entry has an id. One that is reported again with the same content changes nothing, so a shop may repeat a report.
A pending adjustment is reported once more with its outcome.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain import events
from domain.events import CheckoutEvent
from domain.orders import adjusted_pieces, bought_pieces, dispatched_pieces, refund_total
from domain.refusals import (
    NoOrder,
    OrderEntryTaken,
    OrderLineUnknown,
    OrderPieceDivided,
    OrderQuantityExceeded,
    RefundExceedsPayment,
)
from domain.stage import Stage
from domain.state import CheckoutState
from domain.values.cart import Cart
from domain.values.order import (
    CANCELLATION,
    EXCHANGE,
    RETURN,
    Adjustment,
    Expectation,
    FulfilmentEvent,
    OrderReport,
    with_adjustments,
)

_EventsWithFacts = list[tuple[type[CheckoutEvent], dict[str, object]]]
_Entry = FulfilmentEvent | Adjustment | Expectation


@dataclass(frozen=True, kw_only=True)
class _Order:
    """An order with what is reported of it. Implements `domain.orders.Ordered`."""

    cart: Cart
    fulfilment_events: tuple[FulfilmentEvent, ...]
    adjustments: tuple[Adjustment, ...]


def new_entries(checkout: CheckoutState, report: OrderReport) -> _EventsWithFacts:
    """Return the type and the facts of each event, in the order in which they are recorded.

    Raises the refusals of the family OrderReportRefused; ValueError for amounts below 0 and quantities of 0 or less.
    """
    if checkout.stage is not Stage.COMPLETED:
        raise NoOrder(stage=checkout.stage.value)
    fulfilments = _new_fulfilments(checkout.fulfilment_events, report.fulfilments)
    adjustments = _new_adjustments(checkout.adjustments, report.adjustments)
    expectations = report.expectations
    if expectations is None or expectations == checkout.expectations:
        expectations = ()
    order = _Order(
        cart=checkout.cart,
        fulfilment_events=(*checkout.fulfilment_events, *fulfilments),
        adjustments=with_adjustments(checkout.adjustments, adjustments),
    )
    _refuse_unknown_pieces(order, (*fulfilments, *adjustments, *expectations))
    _refuse_excess(checkout, order)
    found: _EventsWithFacts = [
        (events.FulfilmentReported, {"fulfilment": each}) for each in fulfilments
    ]
    found += [(events.AdjustmentReported, {"adjustment": each}) for each in adjustments]
    if expectations:
        found.append((events.ExpectationsReplaced, {"expectations": expectations}))
    return found


def _new_fulfilments(
    known: Sequence[FulfilmentEvent], reported: Sequence[FulfilmentEvent]
) -> list[FulfilmentEvent]:
    """Return those that are not known. Raises OrderEntryTaken for another report under a known id."""
    by_id = {each.id: each for each in known}
    found = []
    for each in reported:
        earlier = by_id.get(each.id)
        if earlier is None:
            by_id[each.id] = each
            found.append(each)
        elif earlier != each:
            raise OrderEntryTaken(entry=each.id)
    return found


def _new_adjustments(
    known: Sequence[Adjustment], reported: Sequence[Adjustment]
) -> list[Adjustment]:
    """Return those that are not known, and outcomes of pending ones. Raises OrderEntryTaken for any other change."""
    by_id = {each.id: each for each in known}
    found = []
    for each in reported:
        earlier = by_id.get(each.id)
        if earlier == each:
            continue
        if earlier is not None and not earlier.is_followed_by(each):
            raise OrderEntryTaken(entry=each.id)
        by_id[each.id] = each
        found.append(each)
    return found


def _refuse_unknown_pieces(order: _Order, entries: Iterable[_Entry]) -> None:
    bought = bought_pieces(order)
    for entry in entries:
        for part in entry.lines:
            if part.quantity <= 0:
                raise ValueError(f"a quantity of {part.quantity} of line {part.line}")
            if part.line not in bought:
                raise OrderLineUnknown(line=part.line)
            if part.quantity % 1 and not bought[part.line] % 1:
                raise OrderPieceDivided(line=part.line, quantity=str(part.quantity))


def _refuse_excess(checkout: CheckoutState, order: _Order) -> None:
    """Raise a refusal if more left than was bought, more came back than had left, or more is returned than was paid."""
    counted = [each for each in order.adjustments if each.counts]
    done = [each for each in order.adjustments if each.is_done]
    for line, bought in bought_pieces(order).items():
        gone = dispatched_pieces(order.fulfilment_events, line)
        to_send = (
            bought
            - adjusted_pieces(counted, line, CANCELLATION)
            + adjusted_pieces(done, line, EXCHANGE)
        )
        if gone > to_send:
            raise OrderQuantityExceeded(line=line, possible=str(to_send), found=str(gone))
        back = adjusted_pieces(counted, line, RETURN, EXCHANGE)
        if back > gone:
            raise OrderQuantityExceeded(line=line, possible=str(gone), found=str(back))
    if any((each.amount or 0) < 0 for each in order.adjustments):
        raise ValueError("an adjustment with an amount below 0")
    paid = 0 if checkout.payment is None else checkout.payment.amount
    returned = refund_total(order.adjustments)
    if returned > paid:
        raise RefundExceedsPayment(paid=paid, refunded=returned, currency=checkout.currency)
