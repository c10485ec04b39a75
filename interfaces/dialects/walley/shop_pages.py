"""The pages of a Walley shop that a checkout names."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from domain.checkout import Checkout

_PAGES = ("redirectPageUri", "checkoutAbortedRedirectPageUri", "merchantTermsUri")


def walley_shop_pages(checkout: Checkout) -> Sequence[str]:
    """Return the addresses that browsers of customers open. Only tillroll itself calls notificationUri."""
    settings: Mapping[str, Any] = msgspec.json.decode(checkout.settings)
    return [settings[name] for name in _PAGES if settings.get(name)]
