"""The pages of a Svea shop that an order names. `Gui.Snippet` is embedded in one of them."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from domain.checkout import Checkout

_PAGES = ("CheckoutUri", "TermsUri", "ConfirmationUri")


def svea_shop_pages(checkout: Checkout) -> Sequence[str]:
    """Return the addresses that browsers of customers open. PushUri and the like are called by tillroll only."""
    settings: Mapping[str, Any] = msgspec.json.decode(checkout.settings)
    named = settings.get("MerchantSettings") or {}
    return [named[name] for name in _PAGES if named.get(name)]
