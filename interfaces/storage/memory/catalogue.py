"""Catalogues in memory, for unit tests."""

from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from datetime import datetime

from application.address_book.entries import entries_of_rows
from application.ports.buyers.address_book import AddressBook
from application.ports.catalogue import (
    Discount,
    Offer,
    OfferedDiscount,
    PickupLocation,
    Product,
    ShippingOption,
    TaxRate,
    Terms,
)
from application.ports.event_store import DiscountUse
from interfaces.runtime.clock_and_ids import now


class InMemoryCatalogue:
    """The catalogues of all merchants in dicts."""

    def __init__(
        self, address_book: AddressBook | None = None, clock: Callable[[], datetime] = now
    ) -> None:
        self._address_book = address_book
        self._clock = clock
        self._products: dict[tuple[str, str], Product] = {}
        self._tax_rates: dict[str, Sequence[TaxRate]] = {}
        self._shipping_options: dict[str, Sequence[ShippingOption]] = {}
        self._locations: dict[str, Sequence[PickupLocation]] = {}
        self._discounts: dict[str, dict[str, Discount]] = {}
        self._uses: dict[tuple[str, str], set[str]] = {}
        self._checkouts_of_buyer: Callable[[str], Set[str]] = lambda _: frozenset()

    def find_buyers_by(self, checkouts_of_buyer: Callable[[str], Set[str]]) -> None:
        """Set the function that returns the checkouts with the buyer of a checkout."""
        self._checkouts_of_buyer = checkouts_of_buyer

    async def terms(
        self,
        merchant: str,
        articles: Sequence[str],
        *,
        codes: Sequence[str] = (),
        checkout_id: str = "",
    ) -> Terms:
        """Return the data for a quote."""
        found = {article: self._products.get((merchant, article)) for article in articles}
        return Terms(
            products={article: product for article, product in found.items() if product},
            tax_rates=self._tax_rates.get(merchant, ()),
            shipping_options=self._shipping_options.get(merchant, ()),
            locations=self._locations.get(merchant, ()),
            discounts=[
                self._offer_of(merchant, each, checkout_id)
                for each in self._discounts.get(merchant, {}).values()
                if each.code is None or each.code.lower() in {code.lower() for code in codes}
            ],
        )

    async def discounts(self, merchant: str) -> Sequence[OfferedDiscount]:
        """Return all discounts in the order of their ids, with their uses altogether."""
        found = sorted(self._discounts.get(merchant, {}).items())
        return [self._offer_of(merchant, each, "") for _, each in found]

    def _offer_of(self, merchant: str, discount: Discount, checkout_id: str) -> OfferedDiscount:
        uses = self._uses.get((merchant, discount.id), set())
        own = self._checkouts_of_buyer(checkout_id)
        return OfferedDiscount(discount=discount, uses=len(uses), uses_by_buyer=len(uses & own))

    async def products(self, merchant: str, *, after: str, limit: int) -> Sequence[Product]:
        """Return up to `limit` products in the order of their ids, starting after the id `after`."""
        found = sorted(key for key in self._products if key > (merchant, after))
        return [self._products[key] for key in found[:limit] if key[0] == merchant]

    async def put(self, merchant: str, assortment: Offer, *, only: bool = False) -> None:
        """Add products, or replace those with the same id. `only` removes all products that are not listed."""
        if only:
            for key in [key for key in self._products if key[0] == merchant]:
                del self._products[key]
        self._products |= {(merchant, product.id): product for product in assortment.products}
        if assortment.tax_rates is not None:
            self._tax_rates[merchant] = assortment.tax_rates
        if assortment.shipping_options is not None:
            self._shipping_options[merchant] = assortment.shipping_options
        if assortment.locations is not None:
            self._locations[merchant] = assortment.locations
        if assortment.discounts is not None:
            self._discounts[merchant] = {each.id: each for each in assortment.discounts}
        if assortment.addresses is not None and self._address_book is not None:
            entries = entries_of_rows(assortment.addresses)
            await self._address_book.remember(merchant, entries, at=self._clock())

    async def begin_with(self, merchant: str, assortment: Offer) -> None:
        """Fill an empty catalogue. Do nothing to any other."""
        if not any(owner == merchant for owner, _ in self._products):
            await self.put(merchant, assortment)

    def shortage(self, merchant: str, article: str, pieces: int) -> int | None:
        """Return the number of pieces in stock if it is less than `pieces`; None if there are enough."""
        product = self._products.get((merchant, article))
        if product is None:
            return 0
        enough = product.stock is None or product.stock >= pieces
        return None if enough else product.stock

    def has_use_left(self, merchant: str, discount_id: str, checkout_id: str) -> bool:
        """Return whether a checkout may use a discount. One that is sold no more may be used as it was quoted."""
        discount = self._discounts.get(merchant, {}).get(discount_id)
        if discount is None:
            return True
        offered = self._offer_of(merchant, discount, checkout_id)
        return (discount.max_uses is None or offered.uses < discount.max_uses) and (
            discount.max_uses_per_buyer is None
            or offered.uses_by_buyer < discount.max_uses_per_buyer
        )

    def use(self, use: DiscountUse, checkout_id: str) -> None:
        """Count the use of a discount by a checkout, or its return."""
        uses = self._uses.setdefault((use.merchant, use.discount), set())
        if use.is_returned:
            uses.discard(checkout_id)
        else:
            uses.add(checkout_id)

    def take(self, merchant: str, article: str, pieces: int) -> None:
        """Take pieces from the stock; a negative number returns them."""
        product = self._products.get((merchant, article))
        if product is not None and product.stock is not None:
            taken = replace(product, stock=product.stock - pieces)
            self._products[merchant, article] = taken
