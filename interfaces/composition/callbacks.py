"""Build what each dialect sends to shops and platforms."""

from collections.abc import Sequence

from application.webhooks.callbacks import Callbacks
from interfaces.configuration.merchants import selling_merchants
from interfaces.configuration.settings import Configuration, Merchant
from interfaces.dialects.acp.webhooks import acp_callbacks
from interfaces.dialects.stateset.webhooks import stateset_callbacks
from interfaces.dialects.svea.webhooks import svea_callbacks
from interfaces.dialects.ucp.settings import UcpShop
from interfaces.dialects.ucp.webhooks import ucp_callbacks
from interfaces.dialects.walley.webhooks import walley_callbacks
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.runtime.live import Live


def build_callbacks(
    configuration: Live[Configuration],
    platform_shops: Live[Sequence[MerchantSettings[UcpShop]]],
) -> Sequence[Callbacks]:
    """Build what each dialect sends to shops, and UCP to platforms."""
    selling = configuration.derive(_merchants_of).derive(selling_merchants)
    return [
        walley_callbacks(),
        svea_callbacks(),
        stateset_callbacks(selling),
        acp_callbacks(selling),
        ucp_callbacks(platform_shops, configuration.now.public_address),
    ]


def _merchants_of(configuration: Configuration) -> Sequence[Merchant]:
    return configuration.merchants
