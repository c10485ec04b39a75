"""The origins of a shop: those of the pages that a checkout names. Other sites may neither frame nor read its page."""

import re
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from domain.checkout import Checkout
from interfaces.dialects.descriptor import ShopPages, no_pages

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
# What a Content-Security-Policy takes as a host without escapes. A placeholder of the shop and an IPv6 address do not
# match, and names in other scripts are in the form that browsers send.
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.?")


def shop_origins(checkout: Checkout, pages: Mapping[str, ShopPages]) -> Sequence[str]:
    """Return the origins of the shop of this checkout, without duplicates. `pages` is by the name of the dialect.

    The result is empty for a checkout that names no page of the shop, as agents' sessions are.
    """
    addresses = pages.get(checkout.dialect, no_pages)(checkout)
    origins = (_origin_of(address) for address in addresses)
    return list(dict.fromkeys(origin for origin in origins if origin is not None))


def _origin_of(address: str) -> str | None:
    """Return the origin of a URL as browsers write it (RFC 6454 section 6.2); None for another text."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode().lower()
        port = parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in _DEFAULT_PORTS or not _HOST.fullmatch(host):
        return None
    suffix = "" if port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{host}{suffix}"
