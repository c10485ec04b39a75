"""The order of 2026-04-17: its lines with their progress, how they are delivered, adjustments and totals."""

from collections.abc import Sequence
from typing import Final

from domain.orders import LineProgress, progress_of_lines, refunded_total
from domain.shipments import OrderStage, stage_of_order
from domain.values.cart import Line
from domain.values.order import Adjustment
from interfaces.dialects.acp.versions.order_fulfillments_2026 import (
    fulfillments,
    references,
    without_none,
)
from interfaces.dialects.acp.versions.totals_2026 import total, unless_zero
from interfaces.dialects.acp.versions.version import SessionView
from interfaces.dialects.session.orders import line_status
from interfaces.dialects.session.session_v1 import Shape
from interfaces.http.request.timestamps import rfc_3339

STATUSES: Final = {
    OrderStage.PLACED: "confirmed",
    OrderStage.STARTED: "processing",
    OrderStage.SENT: "shipped",
    OrderStage.RECEIVED: "completed",
    OrderStage.CANCELLED: "canceled",
}


def order_shape(view: SessionView, rows: Sequence[Shape]) -> Shape:
    """Write the whole order of a completed session. `rows` are the totals of the session."""
    checkout = view.checkout
    progress = progress_of_lines(checkout)
    refunded = refunded_total(checkout.adjustments)
    return {
        "type": "order",
        "id": checkout.order_id,
        "checkout_session_id": checkout.id,
        "permalink_url": view.order_url,
        "status": STATUSES[stage_of_order(checkout)],
        "line_items": [_line_item(line, progress[line.id]) for line in checkout.cart.lines],
        "fulfillments": list(fulfillments(checkout, progress.values())),
        "adjustments": [_adjustment(each, checkout.currency) for each in checkout.adjustments],
        "totals": [*rows, *unless_zero("amount_refunded", "Refunded", refunded)],
    }


def _line_item(line: Line, progress: LineProgress) -> Shape:
    return {
        "id": line.id,
        "title": line.description,
        "product_id": line.article,
        "quantity": {
            "ordered": int(progress.original),
            "current": int(progress.total),
            "fulfilled": int(progress.fulfilled),
        },
        "unit_price": line.unit_price,
        "subtotal": line.subtotal,
        "totals": [
            total("subtotal", "Subtotal", line.subtotal),
            total("tax", "Tax", line.tax),
            total("total", "Total", line.total),
        ],
        "status": line_status(progress),
    }


def _adjustment(adjustment: Adjustment, currency: str) -> Shape:
    shape: Shape = {
        "id": adjustment.id,
        "type": adjustment.kind,
        "occurred_at": rfc_3339(adjustment.occurred_at),
        "status": adjustment.status.value,
    }
    if adjustment.lines:
        shape["line_items"] = references(adjustment.lines)
    if adjustment.amount is not None:
        shape |= {"amount": adjustment.amount, "currency": currency.lower()}
    parts = {"description": adjustment.description, "reason": adjustment.reason}
    return shape | without_none(parts)
