"""What ACP calls a shop back for: its orders, in the version that the session was opened in."""

from collections.abc import Sequence

import msgspec

from application.webhooks.callbacks import Callbacks
from domain.checkout import Checkout
from interfaces.dialects.acp.requests import DIALECT
from interfaces.dialects.acp.versions.negotiation import VERSIONS
from interfaces.dialects.acp.versions.version import SessionRenderer
from interfaces.dialects.session.session_v1 import Shape
from interfaces.dialects.session.settings import SellingSettings
from interfaces.dialects.session.webhooks import order_webhooks
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.runtime.live import Live


def acp_callbacks(merchants: Live[Sequence[MerchantSettings[SellingSettings]]]) -> Callbacks:
    """The dialect's part of the outgoing mechanism, for the merchants that have a webhook."""
    return order_webhooks(DIALECT, merchants, _order)


def _order(checkout: Checkout, selling: SellingSettings) -> Shape:
    version = VERSIONS[msgspec.json.decode(checkout.settings)["api_version"]]
    return version.order(SessionRenderer(checkout=checkout, selling=selling))
