"""The outcome of the negotiation, which the opening event records in its settings."""

from dataclasses import dataclass

import msgspec

from domain.checkout import Checkout
from interfaces.dialects.ucp.negotiation.capabilities import ALL
from interfaces.dialects.ucp.wire import DIALECT, VERSION
from interfaces.http.request.body.reader import json_text


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What was negotiated. `profile` is the URL of the platform's profile, `is_fetched` whether it was read.

    `webhook_url` is where the platform wants to be told of orders.
    """

    version: str = VERSION
    capabilities: tuple[str, ...] = ALL
    profile: str | None = None
    is_fetched: bool = False
    webhook_url: str | None = None

    def as_settings(self) -> str:
        """Return the JSON text of the outcome. What is not known is left out."""
        settings = {
            "ucp_version": self.version,
            "capabilities": list(self.capabilities),
            "profile": self.profile,
            "profile_fetched": self.is_fetched or None,
            "webhook_url": self.webhook_url,
        }
        return json_text({name: value for name, value in settings.items() if value is not None})


def capabilities_of(checkout: Checkout) -> tuple[str, ...]:
    """Return the negotiated capabilities of a checkout; all for one that was opened in another dialect."""
    if checkout.dialect != DIALECT:
        return ALL
    recorded = msgspec.json.decode(checkout.settings).get("capabilities", ())
    return tuple(name for name in ALL if name in recorded)
