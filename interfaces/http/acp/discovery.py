"""What the shop can do, for agents that look before they ask (`/.well-known/acp.json`)."""

from collections.abc import Sequence

from interfaces.http.acp.versions.spoken import LATEST, VERSIONS
from interfaces.http.agentic.first_shape import Shape
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.selling_settings import SellingSettings


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
