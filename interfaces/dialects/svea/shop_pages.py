"""The pages of a Svea shop that an order names, and the language. `Gui.Snippet` is embedded in one of the pages."""

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


def svea_language(checkout: Checkout) -> str | None:
    """Return the locale of the order as the shop sent it, in any case: `sv-SE`; None if it has none."""
    settings: Mapping[str, Any] = msgspec.json.decode(checkout.settings)
    locale = settings.get("Locale")
    return locale if isinstance(locale, str) else None
