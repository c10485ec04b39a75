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
        """What a quote for these articles is computed from."""
        found = {article: self._products.get((merchant, article)) for article in articles}
        return Terms(
            products={article: product for article, product in found.items() if product},
            tax_rates=self._tax_rates.get(merchant, ()),
            shipping_options=self._shipping_options.get(merchant, ()),
        )

    async def products(self, merchant: str, *, after: str, limit: int) -> Sequence[Product]:
        """Up to `limit` products in the order of their ids, beginning after one of them."""
        found = sorted(key for key in self._products if key > (merchant, after))
        return [self._products[key] for key in found[:limit] if key[0] == merchant]

    async def put(self, merchant: str, assortment: Offer, *, only: bool = False) -> None:
        """Adds products and replaces those with the same id; with `only`, what is not in it is sold no more."""
        if only:
            for key in [key for key in self._products if key[0] == merchant]:
                del self._products[key]
        self._products |= {(merchant, product.id): product for product in assortment.products}
        if assortment.tax_rates is not None:
            self._tax_rates[merchant] = assortment.tax_rates
        if assortment.shipping_options is not None:
            self._shipping_options[merchant] = assortment.shipping_options

    async def begin_with(self, merchant: str, assortment: Offer) -> None:
        """Puts the assortment into a catalogue that is empty, and does nothing to any other."""
        if not any(owner == merchant for owner, _ in self._products):
            await self.put(merchant, assortment)

    def lacking(self, merchant: str, article: str, pieces: int) -> int | None:
        """How many pieces there are, where they are fewer than these; None where there are enough."""
        product = self._products.get((merchant, article))
        if product is None:
            return 0
        enough = product.stock is None or product.stock >= pieces
        return None if enough else product.stock

    def take(self, merchant: str, article: str, pieces: int) -> None:
        """Takes pieces out of the stock, or puts a negative number of them back."""
        product = self._products.get((merchant, article))
        if product is not None and product.stock is not None:
            taken = replace(product, stock=product.stock - pieces)
            self._products[merchant, article] = taken
