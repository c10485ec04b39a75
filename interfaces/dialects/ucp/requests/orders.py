"""The whole order that "put order" sends, read as a report of what is new in it.

The protocol itself has no such operation; its reference server does. Lines, totals and quantities are those of the
order, and only their types are checked. Entries with known ids and the same content report nothing.
"""

from dataclasses import dataclass
from datetime import UTC
from decimal import Decimal
from typing import Final

import msgspec

from domain.checkout import Checkout
from domain.values.fulfilment import FulfilmentKind
from domain.values.order import (
    Adjustment,
    AdjustmentStatus,
    Expectation,
    FulfilmentEvent,
    LineQuantity,
    OrderReport,
)
from interfaces.dialects.ucp.requests.order_body import (
    AdjustmentSent,
    Event,
    ExpectationSent,
    OrderBody,
    Pieces,
)
from interfaces.dialects.ucp.responses.order import promises_of
from interfaces.http.errors.request_errors import RequestError


@dataclass(eq=False)
class NotAnOrder(RequestError):
    """The body is not a whole order; `reason` says why, and `path` where (JSONPath)."""

    reason: str
    path: str | None = None

    @property
    def message(self) -> str:
        where = "" if self.path is None else f" at {self.path}"
        return f"The body is not an order as it was read: {self.reason}{where}."


_DECODER: Final = msgspec.json.Decoder(OrderBody)


def read_order(body: bytes, checkout: Checkout) -> OrderReport:
    """Return what the order of a completed checkout in a body reports. Raises NotAnOrder."""
    try:
        order = _DECODER.decode(body)
    except msgspec.ValidationError as error:
        reason, _, path = str(error).rstrip("`").partition(" - at `")
        raise NotAnOrder(reason, path or "$") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotAnOrder(str(error)) from None
    if order.id != checkout.order_id:
        raise NotAnOrder("it has the id of another order", "$.id")
    fulfilments = {each.id: each for each in checkout.fulfilment_events}
    adjustments = {each.id: each for each in checkout.adjustments}
    expectations = order.fulfillment.expectations
    return OrderReport(
        fulfilments=tuple(
            _fulfilment(each, fulfilments.get(each.id), f"$.fulfillment.events[{place}]")
            for place, each in enumerate(order.fulfillment.events)
        ),
        adjustments=tuple(
            _adjustment(each, adjustments.get(each.id), f"$.adjustments[{place}]")
            for place, each in enumerate(order.adjustments or ())
        ),
        expectations=None if expectations is None else _new_expectations(expectations, checkout),
    )


def _fulfilment(event: Event, known: FulfilmentEvent | None, path: str) -> FulfilmentEvent:
    return FulfilmentEvent(
        id=event.id,
        kind=event.type,
        occurred_at=event.occurred_at.astimezone(UTC),
        lines=_parts(event.line_items, path),
        # An order of the protocol does not name shipments.
        shipment=None if known is None else known.shipment,
        carrier=event.carrier,
        tracking_number=event.tracking_number,
        tracking_url=event.tracking_url,
        description=event.description,
    )


def _adjustment(sent: AdjustmentSent, known: Adjustment | None, path: str) -> Adjustment:
    amounts = [each.amount for each in sent.totals if each.type == "total"]
    amount = sent.amount if not amounts else amounts[-1]
    description, reason = sent.description, None
    if known is not None and description == (known.description or known.reason):
        description, reason = known.description, known.reason
    return Adjustment(
        id=sent.id,
        kind=sent.type,
        status=AdjustmentStatus(sent.status),
        occurred_at=sent.occurred_at.astimezone(UTC),
        lines=_parts(sent.line_items, path),
        amount=None if amount is None else abs(amount),
        description=description,
        reason=reason,
    )


def _new_expectations(
    sent: list[ExpectationSent], checkout: Checkout
) -> tuple[Expectation, ...] | None:
    """Return the expectations of a body; None where they are those of the order."""
    known = promises_of(checkout)
    groups = {each.id: each.group for each in known}
    only = known[0].group if len({each.group for each in known}) == 1 else None
    found = tuple(
        Expectation(
            id=each.id,
            kind=FulfilmentKind(each.method_type),
            lines=_parts(each.line_items, f"$.fulfillment.expectations[{place}]"),
            group=groups.get(each.id, only),
            description=each.description,
            fulfillable_on=each.fulfillable_on,
        )
        for place, each in enumerate(sent)
    )
    return None if found == known else found


def _parts(parts: list[Pieces], path: str) -> tuple[LineQuantity, ...]:
    """Return pieces without their signs. `path` is that of what they are part of."""
    for place, part in enumerate(parts):
        if part.quantity == 0:
            raise NotAnOrder("a quantity is 0", f"{path}.line_items[{place}].quantity")
    return tuple(LineQuantity(line=part.id, quantity=Decimal(abs(part.quantity))) for part in parts)
