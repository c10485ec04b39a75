"""The terms of shops that this process has read, by the version of their catalogue.

Stock is not among them, because purchases change it without a new version. A shop with an automatic discount whose uses
are counted has no known terms, for the same reason.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from application.ports.catalogue import Product, Terms

MOST_MERCHANTS: Final = 500
MOST_PRODUCTS: Final = 5000
"""Of one merchant."""


class _Shop:
    """The terms of one merchant at a version, with the products that were asked for."""

    __slots__ = ("products", "terms", "version")

    def __init__(self, version: UUID, terms: Terms) -> None:
        self.version = version
        self.terms = terms
        self.products: dict[str, Product] = {}


class KnownTerms:
    """The terms of the shops that were used last. They are valid only at their version."""

    def __init__(self) -> None:
        self._shops: OrderedDict[str, _Shop] = OrderedDict()

    def has(self, merchant: str, articles: Sequence[str]) -> bool:
        """Return whether the terms for these articles are known at some version."""
        shop = self._shops.get(merchant)
        return shop is not None and all(article in shop.products for article in articles)

    def at(
        self,
        merchant: str,
        version: UUID | None,
        articles: Sequence[str],
        stock: Mapping[str, int],
    ) -> Terms | None:
        """Return the terms at a version, with the stock of the articles that have any; None if they are not known."""
        shop = self._shops.get(merchant)
        if shop is None or shop.version != version or not self.has(merchant, articles):
            return None
        self._shops.move_to_end(merchant)
        products = {}
        for article in articles:
            product = shop.products[article]
            left = stock.get(article)
            products[article] = product if product.stock == left else replace(product, stock=left)
        terms = shop.terms
        return Terms(
            products=products,
            tax_rates=terms.tax_rates,
            shipping_options=terms.shipping_options,
            discounts=terms.discounts,
            locations=terms.locations,
        )

    def keep(self, merchant: str, version: UUID | None, terms: Terms) -> None:
        """Keep terms that were read without codes, together with their version."""
        if version is None or any(each.discount.is_counted for each in terms.discounts):
            self._shops.pop(merchant, None)
            return
        shop = self._shops.get(merchant)
        if shop is None or shop.version != version or len(shop.products) >= MOST_PRODUCTS:
            shop = self._shops[merchant] = _Shop(version, terms)
        shop.products.update(terms.products)
        self._shops.move_to_end(merchant)
        if len(self._shops) > MOST_MERCHANTS:
            self._shops.popitem(last=False)
