"""A quote: everything that the shop computes from what a customer wants to buy, as one value.

A checkout with a quote takes articles and quantities from its client, and prices from its shop.
"""

import enum
from dataclasses import dataclass

from domain.values.cart import Cart
from domain.values.charges import OrderTaxes
from domain.values.discounts import NO_DISCOUNTS, Discounts
from domain.values.fulfilment import Fulfilment


class NoticeKind(enum.Enum):
    """The reason for a notice."""

    OUT_OF_STOCK = "out-of-stock"
    """Fewer pieces are in stock than are wanted; `available` is how many."""
    QUANTITY_EXCEEDED = "quantity-exceeded"
    """More pieces are wanted than one customer may buy; `available` is how many that is."""
    PRICE_CHANGED = "price-changed"
    """The unit price was `price_before` and is `price_now`, in minor units."""
    NO_LONGER_SOLD = "no-longer-sold"
    """The shop no longer sells the article."""
    DISCOUNT_ENDED = "discount-ended"
    """The automatic `discount` of the last quote, by its title, does not apply any more."""
    STATE_UNKNOWN = "state-unknown"
    """The price depends on the state in the address, and the address has no known state."""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A notice to the customer on one article, or on all of them where `article` is empty.

    `line_id` is that of the line, where it is not its article. Notices are recorded because they are evidence, as the
    amounts are.
    """

    kind: NoticeKind
    article: str = ""
    available: int | None = None
    price_before: int | None = None
    price_now: int | None = None
    line_id: str | None = None
    discount: str | None = None

    @property
    def line(self) -> str:
        """The id of the line that the notice is about."""
        return self.line_id or self.article

    @property
    def hinders(self) -> bool:
        """Whether the purchase is impossible until the cart is changed."""
        return self.kind not in (NoticeKind.PRICE_CHANGED, NoticeKind.DISCOUNT_ENDED)


Notices = tuple[Notice, ...]


@dataclass(frozen=True, kw_only=True)
class Quote:
    """The lines, the delivery, the taxes on the whole purchase, the notices to the customer, and the discounts."""

    cart: Cart
    delivery: Fulfilment
    order_taxes: OrderTaxes = ()
    notices: Notices = ()
    discounts: Discounts = NO_DISCOUNTS
