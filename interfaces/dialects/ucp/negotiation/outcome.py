"""The outcome of the negotiation, which the opening event records in its settings."""

from dataclasses import dataclass

import msgspec

from domain.checkout import Checkout
from interfaces.dialects.ucp.negotiation.capabilities import OF_ANSWERS, OF_CHECKOUTS, ORDER
from interfaces.dialects.ucp.wire import DIALECT, VERSION
from interfaces.http.request.body.reader import json_text


@dataclass(frozen=True, kw_only=True)
class OrderWebhook:
    """Where an order is told, and the address of this server that the platform knows; None if it is not recorded."""

    url: str
    shop_address: str | None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What was negotiated. `profile` is the URL of the platform's profile, `is_fetched` whether it was read.

    `webhook_url` is where the platform wants to be told of orders, and `shop_address` the address of this server at
    which it negotiated. `has_parcels` is whether the platform can choose an option for each of several groups.
    """

    version: str = VERSION
    capabilities: tuple[str, ...] = OF_CHECKOUTS
    profile: str | None = None
    is_fetched: bool = False
    webhook_url: str | None = None
    shop_address: str | None = None
    has_parcels: bool = False

    def as_settings(self) -> str:
        """Return the JSON text of the outcome. What is not known is left out."""
        settings = {
            "ucp_version": self.version,
            "capabilities": list(self.capabilities),
            "profile": self.profile,
            "profile_fetched": self.is_fetched or None,
            "webhook_url": self.webhook_url,
            "shop_address": None if self.webhook_url is None else self.shop_address,
            "multi_group": self.has_parcels or None,
        }
        return json_text({name: value for name, value in settings.items() if value is not None})


def capabilities_of(checkout: Checkout) -> tuple[str, ...]:
    """Return what was negotiated for a checkout, without orders; all for one that was opened in another dialect."""
    if checkout.dialect != DIALECT:
        return OF_CHECKOUTS
    recorded = msgspec.json.decode(checkout.settings).get("capabilities", ())
    return tuple(name for name in OF_ANSWERS if name in recorded)


def profile_of(checkout: Checkout) -> str | None:
    """Return the URL of the profile of the platform that opened a checkout; None if it named none."""
    profile: str | None = msgspec.json.decode(checkout.settings).get("profile")
    return profile


def has_parcels(checkout: Checkout) -> bool:
    """Return whether a method of a checkout may have several groups, which the platform has to support."""
    return (
        checkout.dialect == DIALECT
        and msgspec.json.decode(checkout.settings).get("multi_group") is True
    )


def webhook_of(checkout: Checkout) -> OrderWebhook | None:
    """Return where the order of a checkout is told; None if the platform was not to be told, or not of orders."""
    recorded = msgspec.json.decode(checkout.settings)
    url = recorded.get("webhook_url")
    if url is None or ORDER not in recorded.get("capabilities", ()):
        return None
    return OrderWebhook(url=url, shop_address=recorded.get("shop_address"))
