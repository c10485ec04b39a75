"""Convert between the shapes of the orders API and the domain."""

from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal

from application.commands.order import ReportOrder
from domain.checkout import Checkout
from domain.orders import progress_of_lines, refund_total
from domain.values.fulfilment import FulfilmentKind
from domain.values.order import (
    Adjustment,
    AdjustmentStatus,
    Expectation,
    FulfilmentEvent,
    LineQuantity,
    OrderReport,
)
from interfaces.api.orders.wire import (
    AdjustmentBody,
    AdjustmentShown,
    ExpectationBody,
    ExpectationShown,
    FulfilmentBody,
    FulfilmentShown,
    LinePart,
    OrderLineShown,
    OrderPartShown,
    OrderShown,
    ReportBody,
)
from interfaces.http.request.timestamps import instant_from


class Reports:
    """Reads the reports of one request. An entry without a time has the time `at`, and one without an id a new one."""

    def __init__(self, at: datetime, new_id: Callable[[], str]) -> None:
        self._at = at
        self._new_id = new_id
        self._undated: list[str] = []

    def report(self, body: ReportBody) -> ReportOrder:
        """Return the command that records everything that is reported at once."""
        report = self._report(body)
        return ReportOrder(report=report, undated=tuple(self._undated))

    def _report(self, body: ReportBody) -> OrderReport:
        expectations = body.expectations
        return OrderReport(
            fulfilments=tuple(self._fulfilment(each) for each in body.fulfilments),
            adjustments=tuple(self._adjustment(each) for each in body.adjustments),
            expectations=None
            if expectations is None
            else tuple(map(self._expectation, expectations)),
        )

    def _fulfilment(self, body: FulfilmentBody) -> FulfilmentEvent:
        entry_id = body.id or self._new_id()
        return FulfilmentEvent(
            id=entry_id,
            kind=body.type,
            occurred_at=self._occurred_at(entry_id, body.occurred_at),
            lines=_parts(body.lines),
            shipment=body.shipment,
            carrier=body.carrier,
            tracking_number=body.tracking_number,
            tracking_url=body.tracking_url,
            description=body.description,
        )

    def _adjustment(self, body: AdjustmentBody) -> Adjustment:
        entry_id = body.id or self._new_id()
        return Adjustment(
            id=entry_id,
            kind=body.type,
            status=AdjustmentStatus(body.status),
            occurred_at=self._occurred_at(entry_id, body.occurred_at),
            lines=_parts(body.lines),
            amount=body.amount,
            description=body.description,
            reason=body.reason,
        )

    def _expectation(self, body: ExpectationBody) -> Expectation:
        return Expectation(
            id=body.id or self._new_id(),
            kind=FulfilmentKind(body.method),
            lines=_parts(body.lines),
            group=body.group,
            description=body.description,
            fulfillable_on=body.fulfillable_on,
        )

    def _occurred_at(self, entry_id: str, text: str | None) -> datetime:
        given = None if text is None else instant_from(text)
        if given is None:
            self._undated.append(entry_id)
        return given or self._at


def order_of(checkout: Checkout) -> OrderShown:
    """Convert a completed checkout to its order."""
    assert checkout.order_id is not None
    assert checkout.completed_at is not None
    assert checkout.payment is not None
    progress = progress_of_lines(checkout)
    lines = {line.id: line for line in checkout.cart.lines}
    return OrderShown(
        checkout=checkout.id,
        version=checkout.version,
        order_id=checkout.order_id,
        currency=checkout.currency,
        completed_at=checkout.completed_at,
        paid=checkout.payment.amount,
        refunded=refund_total(checkout.adjustments),
        lines=[
            OrderLineShown(
                line=line_id,
                article=line.article,
                description=line.description,
                bought=str(progress[line_id].original),
                total=str(progress[line_id].total),
                fulfilled=str(progress[line_id].fulfilled),
            )
            for line_id, line in lines.items()
        ],
        expectations=[_expectation_shown(each) for each in checkout.expectations],
        fulfilments=[_fulfilment_shown(each) for each in checkout.fulfilment_events],
        adjustments=[_adjustment_shown(each) for each in checkout.adjustments],
    )


def _parts(parts: Iterable[LinePart]) -> tuple[LineQuantity, ...]:
    return tuple(LineQuantity(line=part.line, quantity=Decimal(part.quantity)) for part in parts)


def _parts_shown(parts: Iterable[LineQuantity]) -> list[OrderPartShown]:
    return [OrderPartShown(line=part.line, quantity=str(part.quantity)) for part in parts]


def _fulfilment_shown(event: FulfilmentEvent) -> FulfilmentShown:
    return FulfilmentShown(
        id=event.id,
        type=event.kind,
        occurred_at=event.occurred_at,
        lines=_parts_shown(event.lines),
        shipment=event.shipment,
        carrier=event.carrier,
        tracking_number=event.tracking_number,
        tracking_url=event.tracking_url,
        description=event.description,
    )


def _adjustment_shown(adjustment: Adjustment) -> AdjustmentShown:
    return AdjustmentShown(
        id=adjustment.id,
        type=adjustment.kind,
        status=adjustment.status.value,
        occurred_at=adjustment.occurred_at,
        lines=_parts_shown(adjustment.lines),
        amount=adjustment.amount,
        description=adjustment.description,
        reason=adjustment.reason,
    )


def _expectation_shown(expectation: Expectation) -> ExpectationShown:
    return ExpectationShown(
        id=expectation.id,
        method=expectation.kind.value,
        lines=_parts_shown(expectation.lines),
        group=expectation.group,
        description=expectation.description,
        fulfillable_on=expectation.fulfillable_on,
    )
