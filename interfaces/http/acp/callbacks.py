"""What ACP calls a shop back for: its orders, in the version that the session was opened in."""

from collections.abc import Sequence

import msgspec

from domain.checkout import Checkout
from interfaces.delivery.callbacks import Callbacks
from interfaces.http.acp.translate import DIALECT
from interfaces.http.acp.versions.spoken import VERSIONS
from interfaces.http.acp.versions.version import Shown
from interfaces.http.agentic.first_shape import Shape
from interfaces.http.agentic.order_webhooks import order_webhooks
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.selling_settings import SellingSettings
from interfaces.standing import Standing


def acp_callbacks(merchants: Standing[Sequence[MerchantSettings[SellingSettings]]]) -> Callbacks:
    """The dialect's part of the outgoing mechanism, for the merchants that have a webhook."""
    return order_webhooks(DIALECT, merchants, _order)


def _order(checkout: Checkout, selling: SellingSettings) -> Shape:
    version = VERSIONS[msgspec.json.decode(checkout.settings)["api_version"]]
    return version.order(Shown(checkout=checkout, selling=selling))
