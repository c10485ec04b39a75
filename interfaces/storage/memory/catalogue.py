"""Catalogues in memory, for unit tests."""

from collections.abc import Sequence
from dataclasses import replace

from application.ports.catalogue import Offer, Product, ShippingOption, TaxRate, Terms


class InMemoryCatalogue:
    """The catalogues of all merchants in dicts."""

    def __init__(self) -> None:
        self._products: dict[tuple[str, str], Product] = {}
        self._tax_rates: dict[str, Sequence[TaxRate]] = {}
        self._shipping_options: dict[str, Sequence[ShippingOption]] = {}

    async def terms(self, merchant: str, articles: Sequence[str]) -> Terms:
        """Return the data for a quote of these articles."""
        found = {article: self._products.get((merchant, article)) for article in articles}
        return Terms(
            products={article: product for article, product in found.items() if product},
            tax_rates=self._tax_rates.get(merchant, ()),
            shipping_options=self._shipping_options.get(merchant, ()),
        )

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

    def take(self, merchant: str, article: str, pieces: int) -> None:
        """Take pieces from the stock; a negative number returns them."""
        product = self._products.get((merchant, article))
        if product is not None and product.stock is not None:
            taken = replace(product, stock=product.stock - pieces)
            self._products[merchant, article] = taken
