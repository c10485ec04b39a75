"""The schemas of bodies and answers."""

from typing import Final

from interfaces.dialects.session.schemas.parts import AMOUNT, SHORT
from interfaces.dialects.session.schemas.session_v1 import (
    completion_schema,
    creation_schema,
    session_schema,
    update_schema,
)
from interfaces.dialects.stateset.wire import Failure
from interfaces.http.reference.schemas import (
    FLAG,
    INSTANT,
    TEXT,
    Schema,
    array,
    entity,
    nullable,
    text,
    whole,
)
from interfaces.http.reference.struct_schemas import struct_schema

_PAYMENT: Final = entity(
    "StateSetPayment", {"id": TEXT, "status": TEXT, "amount": AMOUNT, "provider": TEXT}
)
SESSION: Final = session_schema(
    "StateSetCheckout", {"order_id": nullable(TEXT), "payment": _PAYMENT}
)
_LISTED: Final = session_schema(
    "StateSetListedCheckout", {"created_at": INSTANT, "updated_at": INSTANT}
)
PAGE: Final = entity(
    "StateSetPage", {"data": array(_LISTED), "has_more": FLAG, "total_count": whole(0)}
)
ERROR: Final = struct_schema(Failure, "StateSet")
_ONE: Final = "/v1/checkouts/{checkout_id}"
BODIES: Final[dict[tuple[str, str], Schema]] = {
    ("POST", "/v1/checkouts"): creation_schema("StateSetCheckoutCreation"),
    ("PUT", _ONE): update_schema("StateSetCheckoutUpdate"),
    ("POST", f"{_ONE}/complete"): completion_schema("StateSetCheckoutCompletion"),
    ("POST", f"{_ONE}/cancel"): entity(
        "StateSetCheckoutCancellation", {}, {"reason": SHORT, "message": text(1000)}
    ),
}
"""The schema of each request body, by method and path."""
