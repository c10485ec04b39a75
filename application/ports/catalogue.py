"""What a shop sells, and what it adds to the price: its products, its tax rates and its ways of sending things.

Amounts are minor units of the currency in which the shop sells, weights grams, rates basis points. Prices are without
tax. An empty country or state means every one.
"""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.values.fulfilment import FulfilmentKind


@dataclass(frozen=True, kw_only=True)
class Product:
    """An article that is sold. `stock` is how many pieces there are, None for as many as anybody wants.

    `most_per_order` is how many of them one customer may buy at once, None for any number.
    """

    id: str
    title: str
    unit_price: int
    tax_class: str = "standard"
    weight: int = 0
    stock: int | None = None
    delivery: FulfilmentKind = FulfilmentKind.SHIPPING
    most_per_order: int | None = None


class TaxedOn(enum.Enum):
    """What a rate is a share of."""

    LINES = "lines"
    """Each line by itself, where the product is of the rate's tax class."""
    SHIPPING = "shipping"
    """The price of the way of sending."""
    ORDER = "order"
    """The subtotal of all lines together, as one tax on the whole."""


@dataclass(frozen=True, kw_only=True)
class TaxRate:
    """One rate. Rates of a state stand in for those of its country; rates side by side add up.

    An empty `tax_class` means every class.
    """

    name: str
    rate: int
    on: TaxedOn = TaxedOn.LINES
    country: str = ""
    state: str = ""
    tax_class: str = ""


@dataclass(frozen=True, kw_only=True)
class ShippingOption:
    """A way of sending things, and where, for which weight and for which subtotal it is offered, limits included.

    `free_over`: where the subtotal is this or more, it costs nothing.
    """

    id: str
    title: str
    price: int
    kind: FulfilmentKind = FulfilmentKind.SHIPPING
    subtitle: str | None = None
    carrier: str | None = None
    country: str = ""
    state: str = ""
    min_weight: int = 0
    max_weight: int | None = None
    min_subtotal: int = 0
    max_subtotal: int | None = None
    free_over: int | None = None


@dataclass(frozen=True, kw_only=True)
class Terms:
    """All that a quote is computed from, as it was at one moment; of the products those that were asked for."""

    products: Mapping[str, Product]
    tax_rates: Sequence[TaxRate]
    shipping_options: Sequence[ShippingOption]


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What is to be put into a catalogue. Tables that are None stay as they are."""

    products: Sequence[Product] = ()
    tax_rates: Sequence[TaxRate] | None = None
    shipping_options: Sequence[ShippingOption] | None = None


class Catalogue(Protocol):
    """The catalogues of all merchants. Every method raises StoreUnavailable where the store cannot be asked."""

    async def terms(self, merchant: str, articles: Sequence[str]) -> Terms:
        """What a quote for these articles is computed from; articles that are not sold are left out."""

    async def products(self, merchant: str, *, after: str, limit: int) -> Sequence[Product]:
        """Up to `limit` products in the order of their ids, beginning after one of them."""

    async def put(self, merchant: str, assortment: Offer, *, only: bool = False) -> None:
        """Adds products and replaces those with the same id; with `only`, what is not in it is sold no more."""

    async def begin_with(self, merchant: str, assortment: Offer) -> None:
        """Puts the assortment into a catalogue that is empty, and does nothing to any other."""
