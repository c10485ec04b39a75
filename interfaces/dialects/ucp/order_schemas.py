"""The schemas of orders: as they are read, as they are put, and the answer of the simulation.

They hold for every version: what only some have is optional.
"""

from typing import Final

from interfaces.dialects.session.schemas.parts import AMOUNT, CURRENCY
from interfaces.dialects.ucp.schemas import (
    ADDRESS_PARTS,
    ITEM,
    MESSAGES,
    META,
    TOTALS,
)
from interfaces.http.reference.schemas import (
    INSTANT,
    MAP,
    TEXT,
    Schema,
    array,
    choice,
    entity,
    nullable,
    text,
    whole,
)

_LONGEST_ID: Final = 200
_LONGEST_TEXT: Final = 1000
_MOST_PIECES: Final = 999_999_999
_ID: Final = text(_LONGEST_ID, minLength=1)
_WORD: Final = text(description="As in shipped or refund.", pattern="^[a-z][a-z0-9_]{0,39}$")
_LONG: Final = text(_LONGEST_TEXT)
_KIND: Final = choice(("shipping", "pickup", "digital"))
_STATUS: Final = choice(("pending", "completed", "failed"))
_PIECES: Final = array(
    entity(
        "UcpOrderPieces",
        {"id": _ID, "quantity": whole(-_MOST_PIECES, _MOST_PIECES)},
        description="Pieces of a line. Those that an adjustment takes off are negative in later versions.",
    )
)
_SOME_PIECES: Final = _PIECES | {"minItems": 1, "maxItems": 1000}
_EVENT: Final = entity(
    "UcpFulfillmentEvent",
    {"id": _ID, "type": _WORD, "occurred_at": INSTANT, "line_items": _SOME_PIECES},
    {
        "tracking_number": nullable(_ID),
        "tracking_url": nullable(text(_LONGEST_TEXT, format="uri")),
        "carrier": nullable(_LONG),
        "description": nullable(_LONG),
    },
    description="What happened to pieces on their way.",
)
_ADJUSTMENT: Final = entity(
    "UcpAdjustment",
    {"id": _ID, "type": _WORD, "occurred_at": INSTANT, "status": _STATUS},
    {
        "line_items": _PIECES,
        "totals": TOTALS,
        "amount": nullable(AMOUNT),
        "description": nullable(_LONG),
    },
    description="A refund, a return or another change. What the customer gets back is negative in later versions.",
)
_EXPECTATION: Final = entity(
    "UcpExpectation",
    {"id": _ID, "line_items": _SOME_PIECES, "method_type": _KIND},
    {
        "destination": entity(
            "UcpOrderDestination",
            {},
            dict.fromkeys((*ADDRESS_PARTS, "address_country", "phone_number"), TEXT),
        ),
        "description": nullable(_LONG),
        "fulfillable_on": nullable(text(_LONGEST_TEXT, "`now`, or when they can be sent.")),
    },
    description="What the shop promises for some pieces.",
)
ORDER_INPUT: Final = entity(
    "UcpOrderInput",
    {
        "id": _ID,
        "line_items": array(MAP | {"description": "As it was read; only its types are checked."}),
        "fulfillment": entity(
            "UcpOrderFulfillmentInput",
            {},
            {"expectations": nullable(array(_EXPECTATION)), "events": array(_EVENT)},
        ),
    },
    {"adjustments": nullable(array(_ADJUSTMENT))},
    description="A whole order as it was read, with what is new. Entries that are known change nothing.",
)
"""The order in a request."""

_ORDER_LINE: Final = entity(
    "UcpOrderLine",
    {
        "id": TEXT,
        "item": ITEM,
        "quantity": entity(
            "UcpOrderQuantity",
            {"total": whole(0), "fulfilled": whole(0)},
            {"original": whole(0)},
            description="Pieces: still part of the order, of these sent or handed out, and bought.",
        ),
        "totals": TOTALS,
        "status": choice(("processing", "partial", "fulfilled", "removed")),
    },
    {"parent_id": TEXT},
)
_ORDER: Final = entity(
    "UcpOrder",
    {
        "ucp": META,
        "id": TEXT,
        "checkout_id": TEXT,
        "permalink_url": text(format="uri"),
        "line_items": array(_ORDER_LINE),
        "fulfillment": entity(
            "UcpOrderFulfillment",
            {"expectations": array(_EXPECTATION), "events": array(_EVENT)},
        ),
        "totals": TOTALS,
    },
    {"currency": CURRENCY, "adjustments": array(_ADJUSTMENT)},
)
ORDER: Final[Schema] = {"anyOf": [_ORDER, MESSAGES]}
"""The answer of the endpoints of orders."""

_SIMULATED: Final = entity(
    "UcpSimulatedShipping",
    {"status": choice(("shipped",))},
    description="What had not left was shipped.",
)
SIMULATED: Final[Schema] = {"anyOf": [_SIMULATED, MESSAGES]}
"""The answer of the simulation; messages for an unknown order."""
