"""Invariants of the quantities and amounts of an order, whatever is reported of it in any order."""

from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.orders import progress_of_lines, refund_total
from domain.refusals import OrderReportRefused
from domain.values.order import Adjustment, AdjustmentStatus, FulfilmentEvent, OrderReport
from tests.domain.event_builders import numbered
from tests.domain.order_builders import BOUGHT, TOTAL, adjustment, fulfilment
from tests.domain.scenario import BY_SHOP, recorded, replay

FULFILMENTS = st.builds(
    lambda kind, entry, shipment, socks: fulfilment(
        kind, entry=f"f-{entry}", shipment=shipment, socks=socks
    ),
    st.sampled_from(
        (
            *("shipped", "shipped", "delivered", "processing"),
            *("canceled", "undeliverable", "returned_to_sender"),
        )
    ),
    st.integers(1, 8),
    st.sampled_from((None, "p-1", "p-2")),
    st.integers(1, 4),
)
ADJUSTMENTS = st.builds(
    lambda kind, entry, status, socks, amount: adjustment(
        kind, entry=f"a-{entry}", status=status, amount=amount, socks=socks
    ),
    st.sampled_from(("refund", "return", "cancellation", "exchange", "credit", "dispute")),
    st.integers(1, 8),
    st.sampled_from(AdjustmentStatus),
    st.integers(1, 4),
    st.one_of(st.none(), st.integers(0, TOTAL)),
)


@for_all(st.lists(st.one_of(FULFILMENTS, ADJUSTMENTS), max_size=20))
def test_never_more_sent_than_bought_nor_returned_than_paid(
    reports: list[FulfilmentEvent | Adjustment],
) -> None:
    """After each report that is accepted, 0 ≤ fulfilled ≤ total ≤ bought, and refunds are within the payment."""
    checkout = replay(numbered(BOUGHT))
    for each in reports:
        report = (
            OrderReport(fulfilments=(each,))
            if isinstance(each, FulfilmentEvent)
            else OrderReport(adjustments=(each,))
        )
        draft = checkout.draft()
        try:
            draft.report_order(report, **BY_SHOP)
        except OrderReportRefused:
            assert recorded(draft) == []
            continue
        draft.collect_events()
        checkout = draft
        for line in progress_of_lines(checkout).values():
            assert 0 <= line.fulfilled <= line.total <= line.original
        assert refund_total(checkout.adjustments) <= TOTAL
        again = checkout.draft()
        again.report_order(report, **BY_SHOP)
        assert recorded(again) == []
