"""Writing sessions as StateSet's endpoints return them. Pure functions."""

from domain.checkout import Checkout
from interfaces.dialects.session.session_v1 import PROVIDER, Shape, session_of
from interfaces.dialects.session.settings import SellingSettings
from interfaces.http.request.timestamps import rfc_3339


def listed_session(checkout: Checkout, selling: SellingSettings) -> Shape:
    """Write a session of a list: with the times of its creation and of its last change."""
    shape = session_of(checkout, selling)
    shape["created_at"] = rfc_3339(checkout.created_on)
    shape["updated_at"] = rfc_3339(checkout.modified_on)
    return shape


def session(checkout: Checkout, selling: SellingSettings) -> Shape:
    """Write the session outside of lists; a completed one has its order id and its payment."""
    shape = session_of(checkout, selling)
    payment = checkout.payment
    if payment is not None:
        shape["order_id"] = checkout.order_id
        shape["payment"] = {
            "id": payment.id or checkout.purchase_id,
            "status": "succeeded",
            "amount": payment.amount,
            # What the session names as its provider, not the one in the shop's own records.
            "provider": PROVIDER if payment.provider else payment.method,
        }
    return shape
