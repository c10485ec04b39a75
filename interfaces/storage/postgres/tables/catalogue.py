"""The catalogues of all merchants in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import fields

import msgspec
from psycopg.types.json import Jsonb
from psycopg.types.numeric import Int8

from application.ports.catalogue import Offer, Product, ShippingOption, TaxRate, Terms
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.pool import StatementPool

_TERMS = """
SELECT
    (
        SELECT coalesce(json_agg(each), '[]')::text FROM tillroll.products AS each
        WHERE merchant = $1 AND id = ANY ($2::text[])
    ),
    (
        SELECT coalesce(json_agg(each ORDER BY place), '[]')::text FROM tillroll.tax_rates AS each
        WHERE merchant = $1
    ),
    (
        SELECT coalesce(json_agg(each ORDER BY place), '[]')::text
        FROM tillroll.shipping_options AS each
        WHERE merchant = $1
    )
"""
_PRODUCTS = """
SELECT coalesce(json_agg(each ORDER BY id), '[]')::text
FROM (
    SELECT * FROM tillroll.products WHERE merchant = $1 AND id > $2 ORDER BY id LIMIT $3
) AS each
"""
_PUT = "SELECT tillroll.put_catalogue($1, $2, $3, $4, $5, $6)"


class PostgresCatalogue:
    """Reads and writes through a pool that it does not own. Every method raises StoreUnavailable."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool
        self._products = msgspec.json.Decoder(list[Product])
        self._tax_rates = msgspec.json.Decoder(list[TaxRate])
        self._shipping_options = msgspec.json.Decoder(list[ShippingOption])

    async def terms(self, merchant: str, articles: Sequence[str]) -> Terms:
        """Return the products, tax rates and shipping options for a quote of these articles."""
        storable = [article for article in articles if can_be_key(article)]
        ((products, tax_rates, shipping_options),) = await self._pool.rows(
            _TERMS, (merchant, storable)
        )
        return Terms(
            products={product.id: product for product in self._products.decode(products)},
            tax_rates=self._tax_rates.decode(tax_rates),
            shipping_options=self._shipping_options.decode(shipping_options),
        )

    async def products(self, merchant: str, *, after: str, limit: int) -> Sequence[Product]:
        """Return up to `limit` products in the order of their ids, after the id `after`."""
        if after and not can_be_key(after):
            return []
        ((products,),) = await self._pool.rows(_PRODUCTS, (merchant, after, Int8(limit)))
        return self._products.decode(products)

    async def put(self, merchant: str, assortment: Offer, *, only: bool = False) -> None:
        """Insert or replace products by id. With `only`, remove all others."""
        await self._put(merchant, assortment, only=only, if_empty=False)

    async def begin_with(self, merchant: str, assortment: Offer) -> None:
        """Fill the catalogue if it is empty."""
        await self._put(merchant, assortment, only=False, if_empty=True)

    async def _put(self, merchant: str, assortment: Offer, *, only: bool, if_empty: bool) -> None:
        products, tax_rates = _rows(assortment.products), _rows(assortment.tax_rates)
        shipping_options = _rows(assortment.shipping_options)
        await self._pool.rows(
            _PUT, (merchant, products, tax_rates, shipping_options, only, if_empty)
        )


def _rows(rows: Sequence[Product | TaxRate | ShippingOption] | None) -> Jsonb | None:
    """Return all columns of all rows. `vars` would lack fields that msgspec left at their defaults."""
    if rows is None:
        return None
    columns = [[(field.name, getattr(row, field.name)) for field in fields(row)] for row in rows]
    return Jsonb(msgspec.to_builtins([dict(row) for row in columns]))
