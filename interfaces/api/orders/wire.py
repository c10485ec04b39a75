"""Shapes of the orders API. Amounts are minor units of `currency`, quantities whole numbers or decimal strings."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from interfaces.http.request.body.models import (
    Identifier,
    LongText,
    MinorUnits,
    ShortText,
    WireModel,
    match_pattern,
)
from interfaces.http.request.timestamps import instant_from

MOST_ENTRIES = 100
_MOST_LINES = 1000
_QUANTITY = r"(?=.*[1-9])[0-9]{1,12}(?:\.[0-9]{1,6})?"
_QUANTITY_RULE = 'must be more than 0: a whole number as in 2, or a decimal in quotes as in "2.5"'
_INSTANT_RULE = "must be an instant as in RFC 3339, with its offset: 2026-03-01T14:03:12Z"


def _decimal_text(value: object) -> object:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_whole else value


def _instant(text: str) -> str:
    if instant_from(text) is None:
        raise PydanticCustomError("format", "{message}", {"message": _INSTANT_RULE})
    return text


def _now_or_instant(text: str) -> str:
    return text if text == "now" else _instant(text)


Quantity = Annotated[
    str,
    BeforeValidator(_decimal_text),
    match_pattern(_QUANTITY, _QUANTITY_RULE),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": 999_999_999_999},
                {"type": "string", "pattern": f"^{_QUANTITY}$"},
            ]
        }
    ),
]
Instant = Annotated[
    str, AfterValidator(_instant), Field(json_schema_extra={"format": "date-time", "minLength": 1})
]
NowOrInstant = Annotated[
    str,
    AfterValidator(_now_or_instant),
    Field(json_schema_extra={"pattern": "^(now|[0-9]{4}-.*)$"}),
]
Word = Annotated[
    str,
    StringConstraints(min_length=1, max_length=40),
    match_pattern(
        r"[a-z][a-z0-9_]*", "must be a word in lower case with underscores, as in shipped"
    ),
    Field(json_schema_extra={"pattern": "^[a-z][a-z0-9_]*$"}),
]
Url = Annotated[
    str,
    StringConstraints(max_length=1000),
    match_pattern(
        r"https?://[^\s/?#@\"'<>\\]+(?:[/?#][^\s\"'<>\\]*)?", "must be an http or https URL"
    ),
    Field(json_schema_extra={"format": "uri"}),
]
EntryId = Annotated[
    Identifier | None,
    Field(
        description="The shop's own id, unique in its order: a report with it can be repeated. Default: a new one."
    ),
]
OccurredAt = Annotated[Instant | None, Field(description="When it happened. Default: now.")]


class LinePart(WireModel):
    """Pieces of one line."""

    line: Annotated[
        Identifier, Field(description="The id of the line, as reading the order has it.")
    ]
    quantity: Quantity


class FulfilmentBody(WireModel):
    """What happened to pieces on their way to the customer."""

    id: EntryId = None
    type: Annotated[
        Word,
        Field(
            description="`processing`, `shipped`, `in_transit`, `out_for_delivery`, `ready_for_pickup`, `delivered`, "
            "`failed_attempt`, `canceled`, `undeliverable`, `returned_to_sender`, or a word of the shop's own."
        ),
    ]
    lines: Annotated[list[LinePart], Field(min_length=1, max_length=_MOST_LINES)]
    occurred_at: OccurredAt = None
    shipment: Annotated[
        Identifier | None,
        Field(description="The parcel. Reports that name the same one are about the same pieces."),
    ] = None
    carrier: ShortText | None = None
    tracking_number: Identifier | None = None
    tracking_url: Url | None = None
    description: LongText | None = None


class AdjustmentBody(WireModel):
    """A refund, a return or another change of the order."""

    id: EntryId = None
    type: Annotated[
        Word,
        Field(
            description="`refund`, `return`, `cancellation`, `exchange`, `credit`, `price_adjustment`, `dispute`, or a "
            "word of the shop's own. Returns and cancellations take their pieces off the order."
        ),
    ]
    status: Literal["pending", "completed", "failed"] = "completed"
    amount: Annotated[
        MinorUnits | None, Field(description="What the customer gets back, taxes included.")
    ] = None
    lines: Annotated[tuple[LinePart, ...], Field(max_length=_MOST_LINES, strict=False)] = ()
    occurred_at: OccurredAt = None
    description: LongText | None = None
    reason: ShortText | None = None


class ExpectationBody(WireModel):
    """What the customer is promised for some pieces."""

    id: EntryId = None
    method: Literal["shipping", "pickup", "digital"] = "shipping"
    lines: Annotated[list[LinePart], Field(min_length=1, max_length=_MOST_LINES)]
    group: Annotated[
        Identifier | None,
        Field(
            description="The delivery group whose destination they go to, as the checkout has it."
        ),
    ] = None
    description: LongText | None = None
    fulfillable_on: Annotated[
        NowOrInstant | None, Field(description="`now`, or when they can be sent.")
    ] = None


class ReportBody(WireModel):
    """Everything that is reported at once: all of it is recorded, or nothing."""

    fulfilments: Annotated[
        tuple[FulfilmentBody, ...], Field(max_length=MOST_ENTRIES, strict=False)
    ] = ()
    adjustments: Annotated[
        tuple[AdjustmentBody, ...], Field(max_length=MOST_ENTRIES, strict=False)
    ] = ()
    expectations: Annotated[list[ExpectationBody] | None, Field(max_length=MOST_ENTRIES)] = None


class OrderLineShown(WireModel):
    """The pieces of a line: bought, still part of the order, and of these sent or handed out."""

    line: str
    article: str
    description: str
    bought: str
    total: str
    fulfilled: str


class OrderPartShown(WireModel):
    """Pieces of one line."""

    line: str
    quantity: str


class FulfilmentShown(WireModel):
    """What was reported of pieces on their way."""

    id: str
    type: str
    occurred_at: datetime
    lines: list[OrderPartShown]
    shipment: str | None
    carrier: str | None
    tracking_number: str | None
    tracking_url: str | None
    description: str | None


class AdjustmentShown(WireModel):
    """An adjustment as it was reported last."""

    id: str
    type: str
    status: str
    occurred_at: datetime
    lines: list[OrderPartShown]
    amount: int | None
    description: str | None
    reason: str | None


class ExpectationShown(WireModel):
    """What the shop promises for some pieces."""

    id: str
    method: str
    lines: list[OrderPartShown]
    group: str | None
    description: str | None
    fulfillable_on: str | None


class OrderShown(WireModel):
    """An order with everything that was reported of it. `refunded` is what was paid back or may be."""

    checkout: str
    version: int
    order_id: str
    currency: str
    completed_at: datetime
    paid: int
    refunded: int
    lines: list[OrderLineShown]
    expectations: list[ExpectationShown]
    fulfilments: list[FulfilmentShown]
    adjustments: list[AdjustmentShown]
