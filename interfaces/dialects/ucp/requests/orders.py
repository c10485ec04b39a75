"""The whole order that "put order" sends, read as a report of what is new in it.

The protocol itself has no such operation; its reference server does. Lines, totals and quantities are those of the
order and are not read. Entries with known ids and the same content report nothing.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

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
from interfaces.dialects.ucp.responses.order import promises_of
from interfaces.http.errors.request_errors import RequestError

_LINE: Final = r"^[^\x00-\x1f\x7f-\x9f]*$"
_Id = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=_LINE)]
_Text = Annotated[str, msgspec.Meta(max_length=1000, pattern=_LINE)]
_Url = Annotated[str, msgspec.Meta(max_length=1000, pattern=r"^https?://[^\s\"'<>\\]+$")]
_Word = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
_Quantity = Annotated[int, msgspec.Meta(ge=-999_999_999, le=999_999_999)]
_Amount = Annotated[int, msgspec.Meta(ge=-(2**53) + 1, le=2**53 - 1)]
_Time = Annotated[datetime, msgspec.Meta(tz=True)]


@dataclass(eq=False)
class NotAnOrder(RequestError):
    """The body is not a whole order; `reason` says why."""

    reason: str

    @property
    def message(self) -> str:
        return f"The body is not an order as it was read: {self.reason}."


class _Part(msgspec.Struct):
    id: _Id
    quantity: _Quantity


class _Total(msgspec.Struct):
    type: str
    amount: _Amount


class _Event(msgspec.Struct):
    id: _Id
    type: _Word
    occurred_at: _Time
    line_items: Annotated[list[_Part], msgspec.Meta(min_length=1, max_length=1000)]
    tracking_number: _Id | None = None
    tracking_url: _Url | None = None
    carrier: _Text | None = None
    description: _Text | None = None


class _Adjustment(msgspec.Struct):
    id: _Id
    type: _Word
    occurred_at: _Time
    status: Literal["pending", "completed", "failed"]
    line_items: list[_Part] = []
    totals: list[_Total] = []
    amount: _Amount | None = None
    description: _Text | None = None


class _Expectation(msgspec.Struct):
    id: _Id
    line_items: Annotated[list[_Part], msgspec.Meta(min_length=1, max_length=1000)]
    method_type: Literal["shipping", "pickup", "digital"]
    description: _Text | None = None
    fulfillable_on: _Text | None = None


class _Fulfillment(msgspec.Struct):
    expectations: list[_Expectation] | None = None
    events: list[_Event] = []


class _Order(msgspec.Struct):
    id: _Id
    line_items: list[dict[str, Any]]
    fulfillment: _Fulfillment
    adjustments: list[_Adjustment] | None = None


_DECODER: Final = msgspec.json.Decoder(_Order)


def read_order(body: bytes, checkout: Checkout) -> OrderReport:
    """Return what the order of a completed checkout in a body reports. Raises NotAnOrder."""
    try:
        order = _DECODER.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotAnOrder(str(error)) from None
    if order.id != checkout.order_id:
        raise NotAnOrder("it has the id of another order")
    fulfilments = {each.id: each for each in checkout.fulfilment_events}
    adjustments = {each.id: each for each in checkout.adjustments}
    expectations = order.fulfillment.expectations
    return OrderReport(
        fulfilments=tuple(
            _fulfilment(each, fulfilments.get(each.id)) for each in order.fulfillment.events
        ),
        adjustments=tuple(
            _adjustment(each, adjustments.get(each.id)) for each in order.adjustments or ()
        ),
        expectations=None if expectations is None else _new_expectations(expectations, checkout),
    )


def _fulfilment(event: _Event, known: FulfilmentEvent | None) -> FulfilmentEvent:
    return FulfilmentEvent(
        id=event.id,
        kind=event.type,
        occurred_at=event.occurred_at.astimezone(UTC),
        lines=_parts(event.line_items),
        # An order of the protocol does not name shipments.
        shipment=None if known is None else known.shipment,
        carrier=event.carrier,
        tracking_number=event.tracking_number,
        tracking_url=event.tracking_url,
        description=event.description,
    )


def _adjustment(sent: _Adjustment, known: Adjustment | None) -> Adjustment:
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
        lines=_parts(sent.line_items),
        amount=None if amount is None else abs(amount),
        description=description,
        reason=reason,
    )


def _new_expectations(
    sent: list[_Expectation], checkout: Checkout
) -> tuple[Expectation, ...] | None:
    """Return the expectations of a body; None where they are those of the order."""
    known = promises_of(checkout)
    groups = {each.id: each.group for each in known}
    only = known[0].group if len({each.group for each in known}) == 1 else None
    found = tuple(
        Expectation(
            id=each.id,
            kind=FulfilmentKind(each.method_type),
            lines=_parts(each.line_items),
            group=groups.get(each.id, only),
            description=each.description,
            fulfillable_on=each.fulfillable_on,
        )
        for each in sent
    )
    return None if found == known else found


def _parts(parts: list[_Part]) -> tuple[LineQuantity, ...]:
    """Return pieces. Later versions of the protocol send those that are taken off with a sign."""
    if any(part.quantity == 0 for part in parts):
        raise NotAnOrder("a quantity is 0")
    return tuple(LineQuantity(line=part.id, quantity=Decimal(abs(part.quantity))) for part in parts)
