"""What was sent of an order, what was paid back, and who reported it."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from application.commands.order import ReportOrder
from application.history.answers.order_reports.facts import (
    NothingPaidBack,
    NothingSent,
    OrderAdjusted,
    PiecesSent,
)
from application.history.answers.order_reports.reports import MOST_REPORTS
from domain.checkout import Checkout
from domain.values.order import Adjustment, AdjustmentStatus, FulfilmentEvent, OrderReport
from tests.application.application_fixture import ApplicationFixture
from tests.application.history.answers.answering import answers_of, texts_of
from tests.application.history.finding.purchases import pay
from tests.domain.event_builders import SHIRT, SOCKS
from tests.domain.order_builders import adjustment, fulfilment


async def reported(
    app: ApplicationFixture,
    *,
    fulfilments: Sequence[FulfilmentEvent] = (),
    adjustments: Sequence[Adjustment] = (),
) -> Checkout:
    """A purchase of a shirt and three pairs of socks, with a report for each entry."""
    checkout = await pay(app, await app.open(SHIRT, SOCKS))
    for sent in fulfilments:
        checkout = await app.change(
            checkout.id, ReportOrder(report=OrderReport(fulfilments=(sent,)))
        )
    for each in adjustments:
        checkout = await app.change(
            checkout.id, ReportOrder(report=OrderReport(adjustments=(each,)))
        )
    return checkout


async def test_nothing_is_reported_of_a_new_order(app: ApplicationFixture) -> None:
    """That no shipment and no refund is recorded is said."""
    checkout = await reported(app)
    found = await answers_of(app, checkout)
    assert found.shipments == NothingSent(version=checkout.version)
    assert found.refunds == NothingPaidBack(version=checkout.version)
    assert {"No shipment is reported.", "No refund is reported."} <= set(texts_of(found))


async def test_what_was_sent(app: ApplicationFixture) -> None:
    """The facts have the pieces that left and the reports; the sentence says what, when, how and by whom."""
    sent = replace(fulfilment(shirts=1), carrier="PostNord", tracking_number="SE123")
    checkout = await reported(app, fulfilments=(sent, fulfilment(entry="f-2", socks=2)))
    found = await answers_of(app, checkout)
    assert isinstance(found.shipments, PiecesSent)
    assert (found.shipments.sent, found.shipments.ordered) == (Decimal(3), Decimal(4))
    marks = [each.event for each in found.shipments.reports]
    assert [each.version for each in marks if each is not None] == [5, 6]
    texts = texts_of(found)
    assert "Pieces sent: 3 of 4." in texts
    (shown,) = (each for each in texts if " reported f-1 " in each)
    for part in ("shipped", "1 of line 1", "with PostNord", "tracking number SE123"):
        assert part in shown
    assert shown.startswith("The shop demo reported f-1 at 2026-01-05T12:00:00")
    assert " with version 5: " in shown


async def test_what_was_paid_back(app: ApplicationFixture) -> None:
    """An adjustment is shown with its outcome and the report of that; what is pending is told apart."""
    pending = adjustment(amount=100, status=AdjustmentStatus.PENDING)
    done = replace(pending, status=AdjustmentStatus.COMPLETED)
    other = adjustment(entry="a-2", amount=50, status=AdjustmentStatus.PENDING)
    checkout = await reported(app, adjustments=(pending, done, other))
    found = await answers_of(app, checkout)
    assert isinstance(found.refunds, OrderAdjusted)
    assert (found.refunds.refunded, found.refunds.pending) == (100, 50)
    assert found.refunds.paid == checkout.total
    first, second = found.refunds.adjustments
    assert (first.adjustment.status, second.adjustment.status) == (done.status, other.status)
    assert [each.event and each.event.version for each in (first, second)] == [6, 7]
    texts = texts_of(found)
    assert f"1.00 SEK of {checkout.total / 100:.2f} SEK was paid back." in texts
    assert "0.50 SEK more is to be paid back, and the outcome is not reported." in texts


async def test_the_newest_reports_are_named(app: ApplicationFixture) -> None:
    """Older ones are counted, and nothing is said to be paid back where nothing was."""
    failed = [
        adjustment(entry=f"a-{number}", amount=1, status=AdjustmentStatus.FAILED)
        for number in range(MOST_REPORTS + 2)
    ]
    found = await answers_of(app, await reported(app, adjustments=failed))
    assert isinstance(found.refunds, OrderAdjusted)
    shown = [each.adjustment.id for each in found.refunds.adjustments]
    assert (shown, found.refunds.earlier) == ([each.id for each in failed[2:]], 2)
    texts = texts_of(found)
    assert {"Nothing was paid back.", "2 older reports are in the history."} <= set(texts)
