"""What the shop can do, for agents that look before they ask (`/.well-known/acp.json`)."""

from collections.abc import Sequence

from interfaces.dialects.acp.versions.negotiation import LATEST, VERSIONS
from interfaces.dialects.session.session_v1 import Shape
from interfaces.dialects.session.settings import SellingSettings
from interfaces.http.merchant_settings import MerchantSettings


def discovered(address: str, merchants: Sequence[MerchantSettings[SellingSettings]]) -> Shape:
    """The document, for a service at `address`."""
    currencies = {merchant.settings.currency.lower() for merchant in merchants}
    return {
        "protocol": {
            "name": "acp",
            "version": LATEST.name,
            "supported_versions": list(VERSIONS),
        },
        "api_base_url": address.rstrip("/"),
        "transports": ["rest"],
        "capabilities": {
            "services": ["checkout"],
            "extensions": [],
            "intervention_types": [],
            "supported_currencies": sorted(currencies),
            "supported_locales": ["en"],
        },
    }
