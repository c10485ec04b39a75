"""What StateSet calls a shop back for: its orders.

The reading taken: they look as ACP's of version 2025-09-29 do, as sessions do, and have the `id` that the shop knows as
`order_id`.
"""

from collections.abc import Sequence

from application.webhooks.callbacks import Callbacks
from domain.checkout import Checkout
from interfaces.dialects.session.session_v1 import Shape, first_order
from interfaces.dialects.session.settings import SellingSettings
from interfaces.dialects.session.webhooks import order_webhooks
from interfaces.dialects.stateset.requests import DIALECT
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.runtime.live import Live


def stateset_callbacks(
    merchants: Live[Sequence[MerchantSettings[SellingSettings]]],
) -> Callbacks:
    """The dialect's part of the outgoing mechanism, for the merchants that have a webhook."""
    return order_webhooks(DIALECT, merchants, _order)


def _order(checkout: Checkout, selling: SellingSettings) -> Shape:
    order_id = checkout.order_id
    assert order_id is not None, "its purchase is complete"
    return {"id": order_id, **first_order(checkout, selling.permalink_of(order_id))}
