"""ACP 2026-01-30: details, selections and payment handlers; a key is still optional."""

from interfaces.http.acp.versions import second_bodies, second_shape
from interfaces.http.acp.versions.second_shape import Details
from interfaces.http.acp.versions.version import Shown, Version
from interfaces.http.agentic.first_shape import Shape, first_order


def _order(shown: Shown) -> Shape:
    return {
        "id": shown.checkout.order_id,
        "checkout_session_id": shown.checkout.id,
        "permalink_url": shown.order_url,
        "status": "confirmed",
    }


_DETAILS = Details(version="2026-01-30", has_resolutions=False, handler_extras={}, order=_order)

V2026_01_30 = Version(
    name="2026-01-30",
    creation=second_bodies.creation,
    update=second_bodies.update,
    completion=second_bodies.completion,
    session=lambda shown: second_shape.session(shown, _DETAILS),
    order=lambda shown: first_order(shown.checkout, shown.order_url or ""),
    item_path="line_items[{place}].id",
    option_path="selected_fulfillment_options[0].option_id",
    key_required=False,
    conflict=(422, "request_not_idempotent"),
)
