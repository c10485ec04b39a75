"""ACP's order webhooks, in the version in which the session was opened."""

from collections.abc import Sequence

import msgspec

from application.webhooks.callbacks import Callbacks
from domain.checkout import Checkout
from interfaces.dialects.acp.requests import DIALECT
from interfaces.dialects.acp.versions.negotiation import VERSIONS
from interfaces.dialects.acp.versions.version import SessionView
from interfaces.dialects.session.session_v1 import Shape
from interfaces.dialects.session.settings import SellingSettings
from interfaces.dialects.session.webhooks import order_webhooks
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.runtime.live import Live


def acp_callbacks(merchants: Live[Sequence[MerchantSettings[SellingSettings]]]) -> Callbacks:
    """Build the webhooks of the merchants that have a `webhook_url`."""
    return order_webhooks(DIALECT, merchants, _order)


def _order(checkout: Checkout, selling: SellingSettings) -> Shape:
    version = VERSIONS[msgspec.json.decode(checkout.settings)["api_version"]]
    return version.order(SessionView(checkout=checkout, selling=selling))
