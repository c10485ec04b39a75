"""The schemas of the order in a session of 2026, and of totals."""

from typing import Final

from interfaces.dialects.session.schemas.parts import ADDRESS, AMOUNT, CURRENCY, total_row
from interfaces.http.reference.schemas import INSTANT, TEXT, array, choice, entity, text, whole

KINDS_OF_TOTALS: Final = (
    *("items_base_amount", "items_discount", "subtotal", "discount"),
    *("fulfillment", "tax", "fee", "total"),
)
TOTALS: Final = array(total_row("AcpTotal", KINDS_OF_TOTALS))
URI: Final = text(format="uri")
_ORDER_TOTALS: Final = array(total_row("AcpOrderTotal", (*KINDS_OF_TOTALS, "amount_refunded")))
_PIECES: Final = array(entity("AcpOrderPieces", {"id": TEXT, "quantity": whole(1)}))
_WORD: Final = text(description="As in shipped or refund.")
_LINE: Final = entity(
    "AcpOrderLine",
    {
        "id": TEXT,
        "title": TEXT,
        "product_id": TEXT,
        "quantity": entity(
            "AcpOrderQuantity", dict.fromkeys(("ordered", "current", "fulfilled"), whole(0))
        ),
        "unit_price": AMOUNT,
        "subtotal": AMOUNT,
        "totals": TOTALS,
        "status": choice(("processing", "partial", "fulfilled", "removed")),
    },
)
_EVENT: Final = entity(
    "AcpFulfillmentEvent",
    {"id": TEXT, "type": _WORD, "occurred_at": INSTANT},
    {"description": TEXT},
)
_FULFILLMENT: Final = entity(
    "AcpFulfillment",
    {
        "id": TEXT,
        "type": choice(("shipping", "pickup", "digital")),
        "status": text(description="pending until it has left, then as in shipped or delivered."),
        "line_items": _PIECES,
    },
    {
        "carrier": TEXT,
        "tracking_number": TEXT,
        "tracking_url": URI,
        "destination": ADDRESS,
        "description": TEXT,
        "events": array(_EVENT),
    },
)
_ADJUSTMENT: Final = entity(
    "AcpAdjustment",
    {
        "id": TEXT,
        "type": _WORD,
        "occurred_at": INSTANT,
        "status": choice(("pending", "completed", "failed")),
    },
    {
        "line_items": _PIECES,
        "amount": AMOUNT,
        "currency": CURRENCY,
        "description": TEXT,
        "reason": TEXT,
    },
)
ORDER: Final = entity(
    "AcpOrder",
    {"id": TEXT, "checkout_session_id": TEXT, "permalink_url": URI},
    {
        "type": choice(("order",)),
        "status": TEXT,
        "line_items": array(_LINE),
        "fulfillments": array(_FULFILLMENT),
        "adjustments": array(_ADJUSTMENT),
        "totals": _ORDER_TOTALS,
    },
    description="2026-04-17 has the lines, the deliveries, the adjustments and the totals.",
)
