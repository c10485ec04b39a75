"""ACP 2025-09-29: the session that StateSet has too, and the order in the answer that completes it."""

from interfaces.dialects.acp.versions.version import (
    PaymentReader,
    RequestReader,
    SessionRenderer,
    Version,
)
from interfaces.dialects.session import requests
from interfaces.dialects.session.session_v1 import PROVIDER, Shape, first_order, session_of
from interfaces.dialects.session.settings import SellingSettings
from interfaces.http.request.body.reader import FieldReader

_BUYER = ("first_name", "last_name", "email")


def _creation(fields: FieldReader, _: SellingSettings) -> RequestReader:
    return _wishes(fields, is_new=True)


def _update(fields: FieldReader) -> RequestReader:
    return _wishes(fields, is_new=False)


def _wishes(fields: FieldReader, *, is_new: bool) -> RequestReader:
    option = fields.identifier("fulfillment_option_id", longest=requests.LONGEST)
    return RequestReader(
        items=requests.items_of(fields, "items", required=is_new),
        customer=requests.buyer_of(fields, "buyer", required=_BUYER),
        address=requests.edited_address(fields, "fulfillment_address"),
        option=requests.said_of(fields, "fulfillment_option_id", option),
    )


def completion(fields: FieldReader, is_free: bool) -> PaymentReader:
    """The body of "complete": a token and whose it is; no token where the order `is_free`."""
    customer = requests.payer_of(fields, required=_BUYER)
    if is_free:
        return PaymentReader(
            token="", customer=customer, billing=requests.billing_address_of(fields)
        )
    payment = requests.object_of(fields, "payment_data")
    if payment is None:
        if not fields.has("payment_data"):
            fields.fault("payment_data", "missing", "is required")
        return PaymentReader(token="", customer=customer)
    token = payment.identifier("token", required=True, longest=requests.LONGEST_TOKEN)
    provider = payment.identifier("provider", required=True, longest=requests.LONGEST)
    if provider not in (None, PROVIDER):
        payment.fault("provider", "choice", f"must be {PROVIDER}")
    billing = requests.optional_address(payment, "billing_address")
    return PaymentReader(token=token or "", customer=customer, billing=billing)


def _session(shown: SessionRenderer) -> Shape:
    session = session_of(shown.checkout, shown.selling)
    customer = shown.checkout.customer
    if customer is not None:
        if customer.email is None:
            # A buyer has an address in this version, or there is none.
            session.pop("buyer", None)
        else:
            session["buyer"] = {"first_name": "", "last_name": "", **session["buyer"]}
    if shown.is_completion and shown.order_url is not None:
        session["order"] = {
            "id": shown.checkout.order_id,
            "checkout_session_id": shown.checkout.id,
            "permalink_url": shown.order_url,
        }
    return session


def _order(shown: SessionRenderer) -> Shape:
    return first_order(shown.checkout, shown.order_url or "")


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
