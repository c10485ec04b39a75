"""ACP 2026-01-30: fulfilment details, selected options and payment handlers. The idempotency key is optional."""

from typing import Final

from domain.shipments import OrderStage, stage_of_order
from interfaces.dialects.acp.versions import requests_2026, session_2026
from interfaces.dialects.acp.versions.session_2026 import Details, payment_handler
from interfaces.dialects.acp.versions.version import SessionView, Version
from interfaces.dialects.session.orders import order_v1
from interfaces.dialects.session.session_v1 import Shape

_STATUSES: Final = {
    OrderStage.PLACED: "confirmed",
    OrderStage.STARTED: "processing",
    OrderStage.SENT: "shipped",
    OrderStage.RECEIVED: "delivered",
}


def _order(view: SessionView, _: list[Shape]) -> Shape:
    """Write the order of a session. One that was cancelled has no status, for which this version has no word."""
    shape: Shape = {
        "id": view.checkout.order_id,
        "checkout_session_id": view.checkout.id,
        "permalink_url": view.order_url,
    }
    stage = stage_of_order(view.checkout)
    return {**shape, "status": _STATUSES[stage]} if stage in _STATUSES else shape


_DETAILS = Details(
    version="2026-01-30", has_resolutions=False, handler=payment_handler(), order=_order
)

V2026_01_30 = Version(
    name="2026-01-30",
    creation=requests_2026.creation,
    update=requests_2026.update,
    completion=requests_2026.completion,
    session=lambda view: session_2026.session(view, _DETAILS),
    order=lambda view: order_v1(view.checkout, view.order_url or ""),
    item_path="line_items[{place}].id",
    option_path="selected_fulfillment_options[{place}].option_id",
    key_required=False,
    conflict=(422, "request_not_idempotent"),
)
