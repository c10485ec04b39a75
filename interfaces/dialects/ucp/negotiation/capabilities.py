"""The capabilities and extensions of the shop, and those that it has in common with a platform."""

from collections.abc import Collection, Mapping
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


def common_capabilities(platform: Collection[str]) -> tuple[str, ...]:
    """Return what both have. An extension without its parent is left out."""
    return tuple(
        name
        for name, parent in PARENTS.items()
        if name in platform and (parent is None or parent in platform)
    )
