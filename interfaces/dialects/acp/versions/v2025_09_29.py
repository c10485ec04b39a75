"""ACP 2025-09-29: the session that StateSet has too, with the order in the response to "complete"."""

from interfaces.dialects.acp.versions.version import (
    PaymentRequest,
    SessionView,
    Version,
    VersionedSessionRequest,
)
from interfaces.dialects.session import requests
from interfaces.dialects.session.orders import order_v1
from interfaces.dialects.session.session_v1 import PROVIDER, Shape, session_of
from interfaces.dialects.session.settings import SellingSettings
from interfaces.http.request.body.reader import FieldReader

_BUYER = ("first_name", "last_name", "email")


def _creation(fields: FieldReader, _: SellingSettings) -> VersionedSessionRequest:
    return _session_request(fields, is_new=True)


def _update(fields: FieldReader) -> VersionedSessionRequest:
    return _session_request(fields, is_new=False)


def _session_request(fields: FieldReader, *, is_new: bool) -> VersionedSessionRequest:
    option = fields.identifier("fulfillment_option_id", longest=requests.LONGEST)
    return VersionedSessionRequest(
        items=requests.items_of(fields, "items", required=is_new),
        customer=requests.buyer_of(fields, "buyer", required=_BUYER),
        address=requests.edited_address(fields, "fulfillment_address"),
        option=requests.edit_of(fields, "fulfillment_option_id", option),
    )


def completion(fields: FieldReader, is_free: bool) -> PaymentRequest:
    """Read the body of "complete": a token and the buyer. An order that `is_free` needs no token."""
    customer = requests.payer_of(fields, required=_BUYER)
    if is_free:
        return PaymentRequest(
            token="", customer=customer, billing=requests.billing_address_of(fields)
        )
    payment = requests.object_of(fields, "payment_data")
    if payment is None:
        if not fields.has("payment_data"):
            fields.fault("payment_data", "missing", "is required")
        return PaymentRequest(token="", customer=customer)
    token = payment.identifier("token", required=True, longest=requests.LONGEST_TOKEN)
    provider = payment.identifier("provider", required=True, longest=requests.LONGEST)
    if provider not in (None, PROVIDER):
        payment.fault("provider", "choice", f"must be {PROVIDER}")
    billing = requests.optional_address(payment, "billing_address")
    return PaymentRequest(token=token or "", customer=customer, billing=billing)


def _session(view: SessionView) -> Shape:
    session = session_of(view.checkout, view.selling)
    customer = view.checkout.customer
    if customer is not None:
        if customer.email is None:
            # This version requires the e-mail address of a buyer.
            session.pop("buyer", None)
        else:
            session["buyer"] = {"first_name": "", "last_name": "", **session["buyer"]}
    if view.is_completion and view.order_url is not None:
        session["order"] = {
            "id": view.checkout.order_id,
            "checkout_session_id": view.checkout.id,
            "permalink_url": view.order_url,
        }
    return session


def _order(view: SessionView) -> Shape:
    return order_v1(view.checkout, view.order_url or "")


V2025_09_29 = Version(
    name="2025-09-29",
    creation=_creation,
    update=_update,
    completion=completion,
    session=_session,
    order=_order,
    item_path="items[{place}].id",
    option_path="fulfillment_option_id",
    key_required=False,
    conflict=(409, "request_not_idempotent"),
)
