"""What the customer had to be told when the shop computed a purchase: evidence, like the amounts themselves."""

import enum
from dataclasses import dataclass


class NoticeKind(enum.Enum):
    """What a notice is about."""

    OUT_OF_STOCK = "out-of-stock"
    """Fewer pieces can be had than are wanted; `available` is how many."""
    QUANTITY_EXCEEDED = "quantity-exceeded"
    """More pieces are wanted than one customer may buy; `available` is how many that is."""
    PRICE_CHANGED = "price-changed"
    """The unit price was `price_before` and is `price_now`, in minor units."""
    NO_LONGER_SOLD = "no-longer-sold"
    """The shop sells the article no more."""
    STATE_UNKNOWN = "state-unknown"
    """The price depends on the state of the address, and the address names none that is recognised."""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One of them, on one article; `article` is empty where it is on all of them."""

    kind: NoticeKind
    article: str = ""
    available: int | None = None
    price_before: int | None = None
    price_now: int | None = None

    @property
    def hinders(self) -> bool:
        """Whether nothing can be bought before the cart is changed."""
        return self.kind is not NoticeKind.PRICE_CHANGED


Notices = tuple[Notice, ...]
