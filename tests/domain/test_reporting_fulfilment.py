"""The shop reports what happens to the pieces of an order on their way."""

from decimal import Decimal

import pytest

from domain.orders import progress_of_lines
from domain.refusals import NoOrder, OrderEntryTaken, OrderLineUnknown, OrderQuantityExceeded
from domain.values.order import FulfilmentEvent
from tests.domain.event_builders import SHIRT, cart_replaced, opened
from tests.domain.order_builders import (
    BOUGHT,
    adjustment,
    counts,
    expectation,
    expectations_replaced,
    fulfilment,
    fulfilment_reported,
    report,
    reported_fulfilment,
)
from tests.domain.scenario import given


def sent(*entries: FulfilmentEvent) -> Decimal:
    """How many socks have left the shop after these reports."""
    checkout = given(*BOUGHT, *map(fulfilment_reported, entries)).when(report()).then_nothing()
    return progress_of_lines(checkout)["2"].fulfilled


def test_pieces_are_shipped() -> None:
    """The report is an event as it was made, and the line says how many of its pieces have left."""
    parcel = fulfilment(socks=2)
    checkout = given(*BOUGHT).when(reported_fulfilment(parcel)).then(fulfilment_reported(parcel))
    progress = progress_of_lines(checkout)["2"]
    assert counts(progress) == (3, 3, 2)
    assert progress_of_lines(checkout)["1"].fulfilled == 0


def test_before_the_purchase_is_complete() -> None:
    """An open checkout has no order."""
    given(opened(), cart_replaced(SHIRT)).when(
        reported_fulfilment(fulfilment(shirts=1))
    ).then_refused(NoOrder, stage="open")


def test_more_pieces_than_were_bought() -> None:
    """Two parcels of two pairs are one pair too many."""
    first = fulfilment(entry="f-1", socks=2)
    given(*BOUGHT, fulfilment_reported(first)).when(
        reported_fulfilment(fulfilment(entry="f-2", socks=2))
    ).then_refused(OrderQuantityExceeded, line="2", possible="3", found="4")


def test_a_line_that_was_not_bought() -> None:
    """The refusal names the line."""
    given(*BOUGHT).when(reported_fulfilment(fulfilment(hats=1))).then_refused(
        OrderLineUnknown, line="9"
    )


def test_the_same_report_again() -> None:
    """A repeated report changes nothing, also beside a new one."""
    first, second = fulfilment(entry="f-1", socks=2), fulfilment(entry="f-2", socks=1)
    given(*BOUGHT, fulfilment_reported(first)).when(reported_fulfilment(first)).then_nothing()
    given(*BOUGHT, fulfilment_reported(first)).when(reported_fulfilment(first, second)).then(
        fulfilment_reported(second)
    )


def test_an_id_that_has_another_report() -> None:
    """What was reported is not rewritten."""
    given(*BOUGHT, fulfilment_reported(fulfilment(socks=2))).when(
        reported_fulfilment(fulfilment(socks=1))
    ).then_refused(OrderEntryTaken, entry="f-1")


def test_all_entries_of_a_report_or_none() -> None:
    """A part that cannot be true refuses the report as a whole."""
    given(*BOUGHT).when(
        reported_fulfilment(fulfilment(entry="f-1", socks=3), fulfilment(entry="f-2", shirts=2))
    ).then_refused(OrderQuantityExceeded, line="1", possible="1", found="2")


def test_a_quantity_that_is_not_above_zero() -> None:
    """A report about no pieces of a line is a fault of the caller."""
    with pytest.raises(ValueError, match="a quantity of 0 of line 2"):
        given(*BOUGHT).when(reported_fulfilment(fulfilment(socks=0)))


def test_the_way_of_a_parcel() -> None:
    """Later words about a parcel are about the same pieces."""
    parcel = [
        fulfilment(kind, entry=kind, shipment="p-1", socks=2)
        for kind in ("shipped", "in_transit", "delivered")
    ]
    assert sent(*parcel) == 2
    assert sent(*parcel, fulfilment("shipped", entry="f-9", shipment="p-2", socks=1)) == 3


def test_a_report_without_a_shipment() -> None:
    """It is about any pieces: delivered ones have left, whether or not in a named parcel."""
    parcel = fulfilment("shipped", entry="f-1", shipment="p-1", socks=2)
    assert sent(parcel, fulfilment("delivered", entry="f-2", socks=2)) == 2
    assert sent(parcel, fulfilment("delivered", entry="f-2", socks=3)) == 3
    assert sent(fulfilment("delivered", entry="f-2", socks=1)) == 1


def test_a_parcel_that_comes_back() -> None:
    """Undelivered pieces have not left, and can be sent once more."""
    parcel = fulfilment("shipped", entry="f-1", shipment="p-1", socks=3)
    back = fulfilment("returned_to_sender", entry="f-2", shipment="p-1", socks=3)
    assert sent(parcel, back) == 0
    again = fulfilment("shipped", entry="f-3", shipment="p-2", socks=3)
    given(*BOUGHT, fulfilment_reported(parcel), fulfilment_reported(back)).when(
        reported_fulfilment(again)
    ).then(fulfilment_reported(again))


def test_words_that_move_no_pieces() -> None:
    """`processing`, a cancelled shipment that had not left, and words that nobody defined."""
    assert sent(fulfilment("processing", socks=3)) == 0
    assert sent(fulfilment("canceled", socks=3)) == 0
    assert sent(fulfilment("x-ray", socks=3)) == 0
    parcel = fulfilment("shipped", entry="f-1", shipment="p-1", socks=3)
    assert sent(parcel, fulfilment("canceled", entry="f-2", shipment="p-1", socks=1)) == 2


def test_promises_are_replaced() -> None:
    """The shop says anew what the customer is promised; the same promises change nothing."""
    monday = expectation(socks=3)
    given(*BOUGHT).when(report(expectations=(monday,))).then(expectations_replaced(monday))
    given(*BOUGHT, expectations_replaced(monday)).when(
        report(expectations=(monday,))
    ).then_nothing()


def test_everything_at_once() -> None:
    """One report has a parcel, a refund and a promise, and leads to an event for each."""
    parcel, refund, monday = fulfilment(socks=1), adjustment(amount=500), expectation(socks=2)
    checkout = (
        given(*BOUGHT)
        .when(report(fulfilments=(parcel,), adjustments=(refund,), expectations=(monday,)))
        .checkout
    )
    assert checkout.fulfilment_events == (parcel,)
    assert (checkout.adjustments, checkout.expectations) == ((refund,), (monday,))
    assert checkout.version == len(BOUGHT) + 3
