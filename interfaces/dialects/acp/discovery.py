"""The discovery document (`/.well-known/acp.json`): the versions, currencies and services of the shop."""

from collections.abc import Sequence

from interfaces.dialects.acp.versions.discounts_2026 import EXTENSION
from interfaces.dialects.acp.versions.negotiation import LATEST, VERSIONS
from interfaces.dialects.session.session_v1 import Shape
from interfaces.dialects.session.settings import SellingSettings
from interfaces.http.merchant_settings import MerchantSettings


def discovery_document(
    address: str, merchants: Sequence[MerchantSettings[SellingSettings]]
) -> Shape:
    """Write the document of a service at `address`."""
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
            "services": ["checkout", "carts"],
            "extensions": [{"name": EXTENSION}],
            "intervention_types": [],
            "supported_currencies": sorted(currencies),
            "supported_locales": ["en"],
        },
    }
