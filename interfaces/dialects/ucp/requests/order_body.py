"""The body of "put order": the members of an order in all versions, with their types.

Those that are not read are checked too, so that a wrong order is refused rather than taken for another one. What has no
default is required; a null is as if absent. Members of other names may have any value.
"""

from datetime import datetime
from typing import Annotated, Any, Final, Literal

import msgspec

_LINE: Final = r"^[^\x00-\x1f\x7f-\x9f]*$"
_Id = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=_LINE)]
_Text = Annotated[str, msgspec.Meta(max_length=1000, pattern=_LINE)]
_Url = Annotated[str, msgspec.Meta(max_length=1000, pattern=r"^https?://[^\s\"'<>\\]+$")]
_Word = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
_Quantity = Annotated[int, msgspec.Meta(ge=-999_999_999, le=999_999_999)]
_Amount = Annotated[int, msgspec.Meta(ge=-(2**53) + 1, le=2**53 - 1)]
_Time = Annotated[datetime, msgspec.Meta(tz=True)]


class _Measure(msgspec.Struct):
    """A unit of 2026-08-25, or an amount in one."""

    unit: str | None = None
    scale: int | None = None
    display_text: str | None = None
    increment: int | None = None
    value: int | None = None


class Pieces(msgspec.Struct):
    """Pieces of a line. Later versions send those that are taken off with a sign."""

    id: _Id
    quantity: _Quantity
    measure: _Measure | None = None


class _Share(msgspec.Struct):
    amount: _Amount
    display_text: str | None = None


class Total(msgspec.Struct):
    """A row of totals."""

    type: str
    amount: _Amount
    display_text: str | None = None
    lines: list[_Share] | None = None


class Event(msgspec.Struct):
    """An event of a shipment."""

    id: _Id
    type: _Word
    occurred_at: _Time
    line_items: Annotated[list[Pieces], msgspec.Meta(min_length=1, max_length=1000)]
    tracking_number: _Id | None = None
    tracking_url: _Url | None = None
    carrier: _Text | None = None
    description: _Text | None = None


class AdjustmentSent(msgspec.Struct):
    """An adjustment. January has `amount` instead of `totals`."""

    id: _Id
    type: _Word
    occurred_at: _Time
    status: Literal["pending", "completed", "failed"]
    line_items: list[Pieces] = []
    totals: list[Total] = []
    amount: _Amount | None = None
    description: _Text | None = None


class _Destination(msgspec.Struct):
    first_name: str | None = None
    last_name: str | None = None
    full_name: str | None = None
    phone_number: str | None = None
    street_address: str | None = None
    extended_address: str | None = None
    address_locality: str | None = None
    address_region: str | None = None
    address_country: str | None = None
    postal_code: str | None = None


class ExpectationSent(msgspec.Struct):
    """What the shop promises. The destination is that of the order, and is not read."""

    id: _Id
    line_items: Annotated[list[Pieces], msgspec.Meta(min_length=1, max_length=1000)]
    method_type: Literal["shipping", "pickup", "digital"]
    description: _Text | None = None
    fulfillable_on: _Text | None = None
    destination: _Destination | None = None


class Fulfillment(msgspec.Struct):
    """What is promised, and what has happened."""

    expectations: list[ExpectationSent] | None = None
    events: list[Event] = []


class _UnitPrice(msgspec.Struct):
    amount: _Amount | None = None
    currency: str | None = None
    measure: _Measure | None = None
    reference: _Measure | None = None


class _Item(msgspec.Struct):
    id: str | None = None
    title: str | None = None
    price: _Amount | None = None
    image_url: str | None = None
    quantity_unit: _Measure | None = None
    unit_price: _UnitPrice | None = None


class _Quantities(msgspec.Struct):
    original: int | None = None
    total: int | None = None
    fulfilled: int | None = None


class _Line(msgspec.Struct):
    id: str | None = None
    item: _Item | None = None
    quantity: _Quantities | None = None
    totals: list[Total] | None = None
    status: str | None = None
    parent_id: str | None = None


class _Protocol(msgspec.Struct):
    version: str | None = None
    status: str | None = None
    capabilities: dict[str, Any] | list[dict[str, Any]] | None = None
    services: dict[str, Any] | None = None
    payment_handlers: dict[str, Any] | None = None
    map_order: dict[str, Any] | None = None


class _Message(msgspec.Struct):
    type: str | None = None
    code: str | None = None
    path: str | None = None
    content: str | None = None
    content_type: str | None = None
    severity: str | None = None
    presentation: str | None = None
    url: str | None = None
    image_url: str | None = None


class _Description(msgspec.Struct):
    plain: str | None = None
    html: str | None = None
    markdown: str | None = None


class _Policy(msgspec.Struct):
    type: str | None = None
    description: _Description | None = None
    applies_to: list[str] | None = None
    url: str | None = None


class OrderBody(msgspec.Struct):
    """A whole order, as it was read or with what is new in it."""

    id: _Id
    line_items: list[_Line]
    fulfillment: Fulfillment
    adjustments: list[AdjustmentSent] | None = None
    ucp: _Protocol | None = None
    checkout_id: str | None = None
    permalink_url: str | None = None
    label: str | None = None
    currency: str | None = None
    totals: list[Total] | None = None
    messages: list[_Message] | None = None
    attribution: dict[str, str] | None = None
    policies: list[_Policy] | None = None
