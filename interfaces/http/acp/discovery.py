"""What the shop can do, for agents that look before they ask (`/.well-known/acp.json`)."""

from collections.abc import Sequence

from interfaces.configuration import Merchant
from interfaces.http.acp.versions.spoken import LATEST, VERSIONS
from interfaces.http.agentic.first_shape import Shape


def discovered(address: str, merchants: Sequence[Merchant]) -> Shape:
    """The document, for a service at `address`."""
    currencies = {
        merchant.selling.currency.lower() for merchant in merchants if merchant.selling is not None
    }
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
