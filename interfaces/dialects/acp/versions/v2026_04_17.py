"""ACP 2026-04-17: required idempotency keys, messages with resolutions, and orders with their lines and shipments."""

from dataclasses import replace

from interfaces.dialects.acp.versions import requests_2026, session_2026
from interfaces.dialects.acp.versions.consents_2026 import consents_of
from interfaces.dialects.acp.versions.orders_2026 import order_shape
from interfaces.dialects.acp.versions.session_2026 import Details, payment_handler
from interfaces.dialects.acp.versions.totals_2026 import totals
from interfaces.dialects.acp.versions.version import PaymentRequest, Version
from interfaces.http.request.body.reader import FieldReader


def _completion(fields: FieldReader, is_free: bool) -> PaymentRequest:
    payment = requests_2026.completion(fields, is_free)
    return replace(payment, consents=consents_of(fields))


DETAILS = Details(
    version="2026-04-17",
    has_resolutions=True,
    has_consents=True,
    handler=payment_handler(display_name="Card"),
    order=order_shape,
)

V2026_04_17 = Version(
    name="2026-04-17",
    creation=requests_2026.creation_or_conversion,
    update=requests_2026.update,
    completion=_completion,
    session=lambda view: session_2026.session(view, DETAILS),
    order=lambda view: order_shape(view, totals(view.checkout)),
    item_path="line_items[{place}].id",
    option_path="selected_fulfillment_options[{place}].option_id",
    key_required=True,
    conflict=(422, "invalid_request"),
)
