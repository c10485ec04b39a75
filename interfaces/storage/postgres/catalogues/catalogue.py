"""The catalogues of all merchants in PostgreSQL."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import msgspec
from psycopg.types.json import Jsonb
from psycopg.types.numeric import Int8

from application.address_book.entries import entries_of_rows
from application.ports.buyers.address_book import MOST_KNOWN
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
from interfaces.storage.postgres.addresses.address_book import PostgresAddressBook
from interfaces.storage.postgres.batching.batch_reader import BatchReader
from interfaces.storage.postgres.batching.lookups import StateOfCatalogue
from interfaces.storage.postgres.catalogues.known_terms import KnownTerms
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
    ),
    (
        SELECT coalesce(
            json_agg(
                json_build_object(
                    'discount', to_json(each),
                    'uses', each.uses,
                    'uses_by_buyer', CASE WHEN each.max_uses_per_buyer IS NULL THEN 0
                        ELSE tillroll.uses_by_buyer($1, each.id, $4) END
                )
            ),
            '[]'
        )::text
        FROM (
            SELECT * FROM tillroll.discounts WHERE merchant = $1 AND code IS NULL
            UNION ALL
            SELECT * FROM tillroll.discounts WHERE merchant = $1 AND lower(code) = ANY ($3::text[])
        ) AS each
    ),
    (
        SELECT coalesce(json_agg(each ORDER BY place), '[]')::text
        FROM tillroll.pickup_locations AS each
        WHERE merchant = $1
    ),
    (SELECT version FROM tillroll.catalogue_versions WHERE merchant = $1)
"""
_DISCOUNTS = """
SELECT coalesce(
    json_agg(json_build_object('discount', to_json(each), 'uses', each.uses) ORDER BY id), '[]'
)::text
FROM tillroll.discounts AS each
WHERE merchant = $1
"""
_PRODUCTS = """
SELECT coalesce(json_agg(each ORDER BY id), '[]')::text
FROM (
    SELECT * FROM tillroll.products WHERE merchant = $1 AND id > $2 ORDER BY id LIMIT $3
) AS each
"""
_PUT = "SELECT tillroll.put_catalogue($1, $2, $3, $4)"
# Both functions run in the transaction of one statement. Purchases wait for the products that `put_catalogue` locks, so
# it comes last.
_PUT_WITH_ADDRESSES = """
SELECT
    tillroll.remember_addresses($5, $6, $7, $8, $9, $10, $11, $12, $13, $14),
    tillroll.put_catalogue($1, $2, $3, $4)
"""


class PostgresCatalogue:
    """Reads and writes through a pool and lookups that it does not own. Every method raises StoreUnavailable."""

    def __init__(
        self,
        pool: StatementPool,
        lookups: BatchReader,
        address_book: PostgresAddressBook,
        clock: Callable[[], datetime],
    ) -> None:
        self._pool = pool
        self._lookups = lookups
        self._known = KnownTerms()
        self._address_book = address_book
        self._clock = clock
        self._products = msgspec.json.Decoder(list[Product])
        self._tax_rates = msgspec.json.Decoder(list[TaxRate])
        self._shipping_options = msgspec.json.Decoder(list[ShippingOption])
        self._discounts = msgspec.json.Decoder(list[OfferedDiscount])
        self._locations = msgspec.json.Decoder(list[PickupLocation])

    async def terms(
        self,
        merchant: str,
        articles: Sequence[str],
        *,
        codes: Sequence[str] = (),
        checkout_id: str = "",
    ) -> Terms:
        """Return the products, tax rates, shipping options and discounts for a quote.

        Terms that this process knows are valid if the catalogue has their version still.
        """
        storable = [article for article in articles if can_be_key(article)]
        if not codes and self._known.has(merchant, storable):
            known = await self._find_known(merchant, storable)
            if known is not None:
                return known
        folded = [code.lower() for code in codes if can_be_key(code)]
        (
            (products, tax_rates, shipping_options, discounts, locations, version),
        ) = await self._pool.rows(_TERMS, (merchant, storable, folded, checkout_id))
        terms = Terms(
            products={product.id: product for product in self._products.decode(products)},
            tax_rates=self._tax_rates.decode(tax_rates),
            shipping_options=self._shipping_options.decode(shipping_options),
            discounts=[_in_utc(each) for each in self._discounts.decode(discounts)],
            locations=self._locations.decode(locations),
        )
        if not codes:
            self._known.keep(merchant, version, terms)
        return terms

    async def _find_known(self, merchant: str, articles: Sequence[str]) -> Terms | None:
        rows = await self._lookups.rows(
            StateOfCatalogue(merchant.encode(), [article.encode() for article in articles])
        )
        found: dict[str | None, Any] = dict(rows)
        version = found.pop(None, None)
        return self._known.at(
            merchant, version, articles, {str(name): stock for name, stock in found.items()}
        )

    async def discounts(self, merchant: str) -> Sequence[OfferedDiscount]:
        """Return all discounts in the order of their ids, with their uses altogether."""
        ((discounts,),) = await self._pool.rows(_DISCOUNTS, (merchant,))
        return [_in_utc(each) for each in self._discounts.decode(discounts)]

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
        tables = {table.name: getattr(assortment, table.name) for table in fields(assortment)}
        addresses = entries_of_rows(tables.pop("addresses") or ())
        offer = Jsonb({name: _rows(rows) for name, rows in tables.items()})
        parameters = (merchant, offer, only, if_empty)
        if not addresses:
            await self._pool.rows(_PUT, parameters)
            return
        at = self._clock()
        sealed = await self._address_book.seal(merchant, addresses, at=at)
        remembered = sealed.parameters(at, None, MOST_KNOWN)
        await self._pool.rows(_PUT_WITH_ADDRESSES, (*parameters, *remembered))


def _rows(
    rows: Sequence[Product | TaxRate | ShippingOption | Discount | PickupLocation] | None,
) -> Any:
    """Return all columns of all rows. `vars` would lack fields that msgspec left at their defaults."""
    if rows is None:
        return None
    columns = [[(field.name, getattr(row, field.name)) for field in fields(row)] for row in rows]
    return msgspec.to_builtins([dict(row) for row in columns])


def _in_utc(offered: OfferedDiscount) -> OfferedDiscount:
    """Return the discount with its times in UTC. PostgreSQL writes them in the time zone of the session."""
    discount = offered.discount
    if discount.starts_at is None and discount.ends_at is None:
        return offered
    return replace(
        offered,
        discount=replace(
            discount,
            starts_at=discount.starts_at and discount.starts_at.astimezone(UTC),
            ends_at=discount.ends_at and discount.ends_at.astimezone(UTC),
        ),
    )
