"""StateSet's order webhooks.

Interpretation: an order is that of ACP 2025-09-29, as sessions are, with the `id` that the session has as `order_id`.
"""

from collections.abc import Sequence

from application.webhooks.callbacks import Callbacks
from domain.checkout import Checkout
from interfaces.dialects.session.orders import order_v1
from interfaces.dialects.session.session_v1 import Shape
from interfaces.dialects.session.settings import SellingSettings
from interfaces.dialects.session.webhooks import order_webhooks
from interfaces.dialects.stateset.requests import DIALECT
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.runtime.live import Live


def stateset_callbacks(
    merchants: Live[Sequence[MerchantSettings[SellingSettings]]],
) -> Callbacks:
    """Build the webhooks of the merchants that have a `webhook_url`."""
    return order_webhooks(DIALECT, merchants, _order)


def _order(checkout: Checkout, selling: SellingSettings) -> Shape:
    order_id = checkout.order_id
    assert order_id is not None, "its purchase is complete"
    return {"id": order_id, **order_v1(checkout, selling.permalink_of(order_id))}
