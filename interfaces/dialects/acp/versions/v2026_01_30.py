"""ACP 2026-01-30: fulfilment details, selected options and payment handlers. The idempotency key is optional."""

from interfaces.dialects.acp.versions import requests_2026, session_2026
from interfaces.dialects.acp.versions.session_2026 import Details, payment_handler
from interfaces.dialects.acp.versions.version import SessionView, Version
from interfaces.dialects.session.session_v1 import Shape, order_v1


def _order(view: SessionView, _: list[Shape]) -> Shape:
    return {
        "id": view.checkout.order_id,
        "checkout_session_id": view.checkout.id,
        "permalink_url": view.order_url,
        "status": "confirmed",
    }


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
    option_path="selected_fulfillment_options[0].option_id",
    key_required=False,
    conflict=(422, "request_not_idempotent"),
)
