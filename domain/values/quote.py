"""A quote: all that the shop computed when a customer said what they want, as one value.

A checkout that has been quoted takes articles and quantities from its client, and prices from its shop.
"""

from dataclasses import dataclass

from domain.values.cart import Cart
from domain.values.fulfilment import Fulfilment
from domain.values.notices import Notices
from domain.values.taxes import OrderTaxes


@dataclass(frozen=True, kw_only=True)
class Quote:
    """The lines, the delivery, the taxes on the whole, and what the customer has to be told."""

    cart: Cart
    delivery: Fulfilment
    order_taxes: OrderTaxes = ()
    notices: Notices = ()
