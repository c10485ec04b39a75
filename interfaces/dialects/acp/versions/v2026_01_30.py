"""ACP 2026-01-30: details, selections and payment handlers; a key is still optional."""

from interfaces.dialects.acp.versions import requests_2026, session_2026
from interfaces.dialects.acp.versions.session_2026 import Details
from interfaces.dialects.acp.versions.version import SessionRenderer, Version
from interfaces.dialects.session.session_v1 import Shape, first_order


def _order(shown: SessionRenderer) -> Shape:
    return {
        "id": shown.checkout.order_id,
        "checkout_session_id": shown.checkout.id,
        "permalink_url": shown.order_url,
        "status": "confirmed",
    }


_DETAILS = Details(version="2026-01-30", has_resolutions=False, handler_extras={}, order=_order)

V2026_01_30 = Version(
    name="2026-01-30",
    creation=requests_2026.creation,
    update=requests_2026.update,
    completion=requests_2026.completion,
    session=lambda shown: session_2026.session(shown, _DETAILS),
    order=lambda shown: first_order(shown.checkout, shown.order_url or ""),
    item_path="line_items[{place}].id",
    option_path="selected_fulfillment_options[0].option_id",
    key_required=False,
    conflict=(422, "request_not_idempotent"),
)
