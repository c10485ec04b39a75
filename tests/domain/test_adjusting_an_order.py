"""The shop reports refunds, returns, cancellations and other adjustments of an order."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.orders import LineProgress, progress_of_lines
from domain.refusals import (
    NoOrder,
    OrderEntryTaken,
    OrderLineUnknown,
    OrderQuantityExceeded,
    RefundExceedsPayment,
)
from domain.values.order import AdjustmentStatus
from tests.domain.event_builders import EventAt, cart_replaced, opened
from tests.domain.order_builders import (
    BOUGHT,
    TOTAL,
    adjustment,
    adjustment_reported,
    counts,
    fulfilment,
    fulfilment_reported,
    report,
    reported_adjustment,
    reported_fulfilment,
)
from tests.domain.scenario import given

ALL_SENT = (*BOUGHT, fulfilment_reported(fulfilment(shirts=1, socks=3)))


def socks_after(*history: EventAt) -> LineProgress:
    """The progress of the socks."""
    return progress_of_lines(given(*history).when(report()).then_nothing())["2"]


def test_a_refund() -> None:
    """It is an event as it was reported, and takes no pieces off the order."""
    refund = adjustment(amount=4_000, socks=1)
    checkout = given(*BOUGHT).when(reported_adjustment(refund)).then(adjustment_reported(refund))
    assert progress_of_lines(checkout)["2"].total == 3


def test_more_than_was_paid() -> None:
    """Refunds add up to what was paid at most; one that may still happen counts."""
    pending = adjustment(amount=TOTAL - 100, status=AdjustmentStatus.PENDING)
    given(*BOUGHT, adjustment_reported(pending)).when(
        reported_adjustment(adjustment(entry="a-2", amount=101))
    ).then_refused(RefundExceedsPayment, paid=TOTAL, refunded=TOTAL + 1, currency="SEK")


def test_a_failed_refund_does_not_count() -> None:
    """The whole amount can be paid back after an attempt that failed."""
    failed = adjustment(amount=TOTAL, status=AdjustmentStatus.FAILED)
    again = adjustment(entry="a-2", amount=TOTAL)
    given(*BOUGHT, adjustment_reported(failed)).when(reported_adjustment(again)).then(
        adjustment_reported(again)
    )


def test_a_dispute_does_not_count() -> None:
    """The shop does not decide what a bank takes back, and may have paid back before."""
    refund = adjustment(amount=TOTAL)
    dispute = adjustment("dispute", entry="a-2", amount=TOTAL)
    given(*BOUGHT, adjustment_reported(refund)).when(reported_adjustment(dispute)).then(
        adjustment_reported(dispute)
    )


def test_the_outcome_of_a_pending_refund() -> None:
    """It is reported under the same id, and takes the place of the pending one."""
    pending = adjustment(amount=100, status=AdjustmentStatus.PENDING)
    outcome = replace(
        pending,
        status=AdjustmentStatus.COMPLETED,
        occurred_at=pending.occurred_at + timedelta(hours=1),
    )
    checkout = (
        given(*BOUGHT, adjustment_reported(pending))
        .when(reported_adjustment(outcome))
        .then(adjustment_reported(outcome))
    )
    assert checkout.adjustments == (outcome,)


def test_an_outcome_is_final() -> None:
    """A refund that has taken place does not become another one, and a pending one keeps its amount."""
    done = adjustment(amount=100)
    failed = replace(done, status=AdjustmentStatus.FAILED)
    given(*BOUGHT, adjustment_reported(done)).when(reported_adjustment(failed)).then_refused(
        OrderEntryTaken, entry="a-1"
    )
    pending = replace(done, status=AdjustmentStatus.PENDING)
    given(*BOUGHT, adjustment_reported(pending)).when(
        reported_adjustment(replace(done, amount=101))
    ).then_refused(OrderEntryTaken, entry="a-1")


def test_the_same_adjustment_again() -> None:
    """A repeated report changes nothing."""
    refund = adjustment(amount=100)
    given(*BOUGHT, adjustment_reported(refund)).when(reported_adjustment(refund)).then_nothing()


def test_a_cancellation_in_part() -> None:
    """Cancelled pieces are off the order and cannot be sent."""
    off = adjustment("cancellation", socks=2)
    progress = socks_after(*BOUGHT, adjustment_reported(off))
    assert counts(progress) == (3, 1, 0)
    given(*BOUGHT, adjustment_reported(off)).when(
        reported_fulfilment(fulfilment(socks=2))
    ).then_refused(OrderQuantityExceeded, line="2", possible="1", found="2")


def test_pieces_that_have_left_cannot_be_cancelled() -> None:
    """They can be returned."""
    given(*ALL_SENT).when(reported_adjustment(adjustment("cancellation", shirts=1))).then_refused(
        OrderQuantityExceeded, line="1", possible="0", found="1"
    )


def test_a_return() -> None:
    """Returned pieces are off the order, and no longer with the customer."""
    progress = socks_after(*ALL_SENT, adjustment_reported(adjustment("return", socks=1)))
    assert counts(progress) == (3, 2, 2)


def test_a_pending_return_changes_no_quantity_yet() -> None:
    """It counts when it has taken place."""
    waiting = adjustment("return", socks=1, status=AdjustmentStatus.PENDING)
    progress = socks_after(*ALL_SENT, adjustment_reported(waiting))
    assert counts(progress) == (3, 3, 3)


def test_what_was_not_sent_cannot_be_returned() -> None:
    """The refusal says how many could be."""
    given(*BOUGHT).when(reported_adjustment(adjustment("return", socks=1))).then_refused(
        OrderQuantityExceeded, line="2", possible="0", found="1"
    )


def test_an_exchange() -> None:
    """The exchanged piece comes back, stays part of the order, and another one is sent for it."""
    swapped = adjustment("exchange", socks=1)
    history = (*ALL_SENT, adjustment_reported(swapped))
    progress = socks_after(*history)
    assert counts(progress) == (3, 3, 2)
    other = fulfilment(entry="f-2", socks=1)
    given(*history).when(reported_fulfilment(other)).then(fulfilment_reported(other))
    assert socks_after(*history, fulfilment_reported(other)).fulfilled == 3


def test_before_the_purchase_is_complete() -> None:
    """An open checkout has no order."""
    given(opened(), cart_replaced()).when(reported_adjustment(adjustment(amount=1))).then_refused(
        NoOrder, stage="open"
    )


def test_a_line_that_was_not_bought() -> None:
    """The refusal names the line."""
    given(*BOUGHT).when(reported_adjustment(adjustment(hats=1))).then_refused(
        OrderLineUnknown, line="9"
    )


def test_an_amount_below_zero() -> None:
    """An adjustment pays back; what the customer pays besides is no adjustment here."""
    with pytest.raises(ValueError, match="below 0"):
        given(*BOUGHT).when(reported_adjustment(adjustment(amount=-1)))
