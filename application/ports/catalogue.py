"""The catalogue of a shop: its products, tax rates and shipping options.

Amounts are minor units of the shop's currency, weights are grams, rates are basis points. Prices exclude tax. An empty
country or state means all of them.
"""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.values.discounts import DiscountKind, DiscountMethod
from domain.values.fulfilment import FulfilmentKind


@dataclass(frozen=True, kw_only=True)
class Product:
    """An article for sale. `stock` is the number of pieces; None for unlimited stock.

    `most_per_order` is the largest quantity of one order; None for no limit. Articles of different `parcel` travel
    apart, each with an option of its own, where the client can choose several. None is a parcel too.
    """

    id: str
    title: str
    unit_price: int
    tax_class: str = "standard"
    weight: int = 0
    stock: int | None = None
    delivery: FulfilmentKind = FulfilmentKind.SHIPPING
    most_per_order: int | None = None
    image_url: str | None = None
    parcel: str | None = None


class TaxedOn(enum.Enum):
    """The amount that a rate applies to."""

    LINES = "lines"
    """Each line whose product has the tax class of the rate."""
    SHIPPING = "shipping"
    """The price of the shipping option."""
    ORDER = "order"
    """The subtotal of all lines, as one tax on the order."""


@dataclass(frozen=True, kw_only=True)
class TaxRate:
    """One tax rate. Rates of a state replace those of its country. Rates of the same state or country add up.

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
    """A shipping option, with the places, weights and subtotals that it is offered for. Limits are inclusive.

    It is free if the subtotal is `free_over` or more, or with one of the articles of `free_with`. Of the options of one
    `service`, a place has those of its state only, or else those of its country, or else the rest. An option of the
    kind PICKUP is offered at every location of the shop.
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
    free_with: tuple[str, ...] = ()
    service: str | None = None


@dataclass(frozen=True, kw_only=True)
class PickupLocation:
    """A retail location at which goods are picked up."""

    id: str
    name: str
    line_one: str
    city: str
    country: str
    line_two: str | None = None
    state: str | None = None
    postal_code: str | None = None
    phone: str | None = None
    instructions: str | None = None


@dataclass(frozen=True, kw_only=True)
class Discount:
    """A discount. Without a `code` it is automatic.

    It applies to the lines of `articles`, empty for the whole order; free shipping applies where the order has one of
    them. `min_subtotal` is of all goods before any discount. It is valid from `starts_at` until before `ends_at`.
    `max_uses` counts the committed purchases with it, `max_uses_per_buyer` those with the same e-mail address. Lower
    priorities are applied first, each on what the earlier ones left. Without `combines` it applies alone.
    """

    id: str
    title: str
    kind: DiscountKind
    value: int = 0
    code: str | None = None
    method: DiscountMethod = DiscountMethod.ACROSS
    priority: int = 1
    articles: tuple[str, ...] = ()
    min_subtotal: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    max_uses: int | None = None
    max_uses_per_buyer: int | None = None
    combines: bool = True

    @property
    def is_counted(self) -> bool:
        """Whether the number of its uses is limited."""
        return self.max_uses is not None or self.max_uses_per_buyer is not None


@dataclass(frozen=True, kw_only=True)
class BuyerAddress:
    """A known address of the buyer with an e-mail address (`application.ports.buyers.address_book`).

    The merchant may give it an `id`, which is unique among those of the buyer.
    """

    email: str
    line_one: str
    city: str
    country: str
    name: str | None = None
    company: str | None = None
    line_two: str | None = None
    state: str | None = None
    postal_code: str | None = None
    phone: str | None = None
    id: str | None = None


@dataclass(frozen=True, kw_only=True)
class OfferedDiscount:
    """A discount, and how often it has been used: altogether, and by the buyer of the checkout."""

    discount: Discount
    uses: int = 0
    uses_by_buyer: int = 0


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The data of one database snapshot that a quote is computed from, with the requested products only.

    `discounts` are the automatic ones and those of the requested codes, which are compared without regard to case.
    """

    products: Mapping[str, Product]
    tax_rates: Sequence[TaxRate]
    shipping_options: Sequence[ShippingOption]
    discounts: Sequence[OfferedDiscount] = ()
    locations: Sequence[PickupLocation] = ()


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Data to be put into a catalogue. Tables that are None are not changed.

    Addresses are added to those that the buyers have. They are personal data, and sealed before they are stored.
    """

    products: Sequence[Product] = ()
    tax_rates: Sequence[TaxRate] | None = None
    shipping_options: Sequence[ShippingOption] | None = None
    discounts: Sequence[Discount] | None = None
    locations: Sequence[PickupLocation] | None = None
    addresses: Sequence[BuyerAddress] | None = None


class Catalogue(Protocol):
    """The catalogues of all merchants. Every method raises StoreUnavailable."""

    async def terms(
        self,
        merchant: str,
        articles: Sequence[str],
        *,
        codes: Sequence[str] = (),
        checkout_id: str = "",
    ) -> Terms:
        """Return the data for a quote. Articles that are not sold and codes that do not exist are left out.

        The uses of a discount by its buyer are those of the buyer of the checkout, as far as it is recorded.
        """

    async def discounts(self, merchant: str) -> Sequence[OfferedDiscount]:
        """Return all discounts in the order of their ids, with their uses altogether."""

    async def products(self, merchant: str, *, after: str, limit: int) -> Sequence[Product]:
        """Return up to `limit` products in the order of their ids, starting after the id `after`."""

    async def put(self, merchant: str, assortment: Offer, *, only: bool = False) -> None:
        """Add products, or replace those with the same id. `only` removes all products that are not listed."""

    async def begin_with(self, merchant: str, assortment: Offer) -> None:
        """Fill an empty catalogue. Do nothing to any other."""
