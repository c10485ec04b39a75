"""The shipments of an order, and how far it has come."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.checkout import Checkout
from domain.shipments import OrderStage, shipments_of, stage_of_order
from domain.values.order import AdjustmentStatus, FulfilmentEvent
from tests.domain.event_builders import numbered
from tests.domain.order_builders import (
    BOUGHT,
    adjustment,
    adjustment_reported,
    fulfilment,
    fulfilment_reported,
    pieces,
)
from tests.domain.scenario import replay


def shipped(*entries: FulfilmentEvent) -> Checkout:
    """An order of which this was reported."""
    return replay(numbered((*BOUGHT, *map(fulfilment_reported, entries))))


def stage(*events: Any) -> OrderStage:
    """The stage of the order after these events."""
    return stage_of_order(replay(numbered((*BOUGHT, *events))))


def sent(kind: str = "shipped", entry: str = "f-1", *, shirts: int = 1, socks: int = 3) -> Any:
    """The shop reported this of a parcel; by default one with everything."""
    found = {"shirts": shirts, "socks": socks}
    parts = {name: count for name, count in found.items() if count}
    return fulfilment_reported(
        replace(fulfilment(kind, entry=entry, shipment="p"), lines=pieces(**parts))
    )


def test_reports_of_a_parcel_are_one_shipment() -> None:
    """Its pieces are counted once, and carrier and tracking are those that were reported last."""
    first = fulfilment(entry="1", shipment="p", socks=2)
    late = replace(
        fulfilment("delivered", entry="2", shipment="p", socks=2),
        occurred_at=first.occurred_at + timedelta(days=2),
        tracking_number="SE456",
        carrier=None,
    )
    other = fulfilment(entry="3", shipment="q", shirts=1)
    one, two = shipments_of(shipped(first, late, other))
    assert (one.id, one.reports, one.lines) == ("p", (first, late), pieces(socks=2))
    assert (one.tracking_number, one.carrier, one.is_received) == ("SE456", "PostNord", True)
    assert (two.id, two.lines, two.is_received) == ("q", pieces(shirts=1), False)


def test_reports_without_a_parcel() -> None:
    """Those of one tracking number are together, and those without any; the first report names the shipment."""
    entries = [
        replace(fulfilment(entry=entry, socks=1), tracking_number=number)
        for entry, number in (("1", "A"), ("2", "B"), ("3", None))
    ]
    later = replace(entries[0], id="4", kind="delivered")
    found = shipments_of(shipped(*entries, later))
    assert [(each.id, len(each.reports)) for each in found] == [("1", 2), ("2", 1), ("3", 1)]


def test_the_reports_are_ordered_by_what_happened_first() -> None:
    """A report that comes late is not the newest."""
    last = fulfilment("delivered", entry="1", shipment="p", socks=1)
    late = replace(last, id="2", kind="in_transit", occurred_at=last.occurred_at - timedelta(1))
    (shipment,) = shipments_of(shipped(last, late))
    assert [each.id for each in shipment.reports] == ["1", "2"]
    assert [each.id for each in shipment.in_time] == ["2", "1"]
    assert shipment.lines == pieces(socks=1)


@pytest.mark.parametrize("kind", ["undeliverable", "returned_to_sender", "canceled"])
def test_a_parcel_that_comes_back_keeps_its_contents(kind: str) -> None:
    """What was in it is still said."""
    back = shipped(
        fulfilment(entry="1", shipment="p", socks=2),
        fulfilment(kind, entry="2", shipment="p", socks=2),
    )
    assert shipments_of(back)[0].lines == pieces(socks=2)


CANCELLED = adjustment_reported(adjustment("cancellation", entry="c", shirts=1, socks=3))
RETURNED = adjustment_reported(adjustment("return", entry="r", shirts=1, socks=3))
REST = adjustment_reported(adjustment("cancellation", entry="c", socks=3))
PENDING = adjustment_reported(
    adjustment("cancellation", entry="c", status=AdjustmentStatus.PENDING, socks=3)
)
EXCHANGED = adjustment_reported(adjustment("exchange", entry="x", shirts=1))


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((), OrderStage.PLACED),
        ((sent("processing", socks=0),), OrderStage.STARTED),
        ((sent(socks=0),), OrderStage.STARTED),
        ((sent(),), OrderStage.SENT),
        ((sent(), sent("delivered", "f-2", socks=0)), OrderStage.SENT),
        ((sent(), sent("delivered", "f-2")), OrderStage.RECEIVED),
        ((sent("delivered"),), OrderStage.RECEIVED),
        ((sent("delivered"), RETURNED), OrderStage.RECEIVED),
        ((sent("delivered"), EXCHANGED), OrderStage.STARTED),
        ((sent(socks=0), REST), OrderStage.SENT),
        ((sent(socks=0), PENDING), OrderStage.STARTED),
        ((CANCELLED,), OrderStage.CANCELLED),
        ((sent(), sent("undeliverable", "f-2")), OrderStage.STARTED),
    ],
)
def test_how_far_an_order_has_come(events: tuple[Any, ...], expected: OrderStage) -> None:
    """Everything that is not cancelled has to be sent, and then received."""
    assert stage(*events) is expected
