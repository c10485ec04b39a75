"""The capabilities and extensions of the shop, and those that it has in common with a platform."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

CHECKOUT: Final = "dev.ucp.shopping.checkout"
FULFILLMENT: Final = "dev.ucp.shopping.fulfillment"
DISCOUNT: Final = "dev.ucp.shopping.discount"
ORDER: Final = "dev.ucp.shopping.order"
BUYER_CONSENT: Final = "dev.ucp.shopping.buyer_consent"
AP2_MANDATE: Final = "dev.ucp.shopping.ap2_mandate"
AP2_MANDATE_OF_2026_08_25: Final = "dev.ucp.common.payment.ap2_mandate"
PARENTS: Final[Mapping[str, str | None]] = {
    CHECKOUT: None,
    FULFILLMENT: CHECKOUT,
    DISCOUNT: CHECKOUT,
    BUYER_CONSENT: CHECKOUT,
    ORDER: None,
    AP2_MANDATE: CHECKOUT,
}
ALL: Final = tuple(name for name in PARENTS if name != AP2_MANDATE)
OF_CHECKOUTS: Final = tuple(name for name in ALL if name != ORDER)
"""Those that every platform has with a shop that is lenient."""
OF_ANSWERS: Final = (*OF_CHECKOUTS, AP2_MANDATE)
"""Those that answers with a checkout list."""


def capabilities_of_shop(*, has_key: bool, takes_mandates: bool) -> tuple[str, ...]:
    """Return what a shop offers. Without a key it signs neither webhooks, which tell of orders, nor its checkouts."""
    if not has_key:
        return OF_CHECKOUTS
    return (*ALL, AP2_MANDATE) if takes_mandates else ALL


def common_capabilities(shop: Iterable[str], platform: Collection[str]) -> tuple[str, ...]:
    """Return what both have. An extension without its parent is left out."""
    return tuple(
        name
        for name in shop
        if name in platform and ((parent := PARENTS[name]) is None or parent in platform)
    )
