"""The capabilities and extensions of the shop, and those that it has in common with a platform."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

CHECKOUT: Final = "dev.ucp.shopping.checkout"
FULFILLMENT: Final = "dev.ucp.shopping.fulfillment"
DISCOUNT: Final = "dev.ucp.shopping.discount"
ORDER: Final = "dev.ucp.shopping.order"
BUYER_CONSENT: Final = "dev.ucp.shopping.buyer_consent"
PARENTS: Final[Mapping[str, str | None]] = {
    CHECKOUT: None,
    FULFILLMENT: CHECKOUT,
    DISCOUNT: CHECKOUT,
    BUYER_CONSENT: CHECKOUT,
    ORDER: None,
}
ALL: Final = tuple(PARENTS)
OF_CHECKOUTS: Final = tuple(name for name in ALL if name != ORDER)
"""Those that answers with a checkout list."""


def capabilities_of_shop(*, has_key: bool) -> tuple[str, ...]:
    """Return what a shop offers. Without a key it cannot sign webhooks, so it does not tell of orders."""
    return ALL if has_key else OF_CHECKOUTS


def common_capabilities(shop: Iterable[str], platform: Collection[str]) -> tuple[str, ...]:
    """Return what both have. An extension without its parent is left out."""
    return tuple(
        name
        for name in shop
        if name in platform and ((parent := PARENTS[name]) is None or parent in platform)
    )
