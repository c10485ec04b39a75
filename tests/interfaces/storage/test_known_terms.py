"""The terms of a catalogue that a process knows are valid at its version, with the stock of the moment."""

import psycopg

from application.ports.catalogue import Discount, Offer, Product
from domain.values.discounts import DiscountKind
from interfaces.storage.postgres.storage import PostgresStorage

MUG = Product(id="mug", title="Mug", unit_price=1000, stock=3)
POT = Product(id="pot", title="Pot", unit_price=2000)


async def test_a_change_by_another_process_is_seen_at_once(migrated_url: str) -> None:
    """Prices, removed products, stock and new discounts are those of the database, whatever a process knows."""
    async with PostgresStorage(migrated_url) as first, PostgresStorage(migrated_url) as second:
        await first.catalogue.put("a", Offer(products=[MUG, POT]))
        for _ in range(2):
            assert (await first.catalogue.terms("a", ["mug", "pot"])).products == {
                "mug": MUG,
                "pot": POT,
            }
        dearer = Product(id="pot", title="Pot", unit_price=2500)
        await second.catalogue.put("a", Offer(products=[dearer]))
        assert (await first.catalogue.terms("a", ["pot"])).products == {"pot": dearer}
        with psycopg.connect(migrated_url) as connection:
            connection.execute("UPDATE tillroll.products SET stock = 1 WHERE id = 'mug'")
        left = (await first.catalogue.terms("a", ["mug"])).products["mug"]
        assert left.stock == 1
        sale = Discount(id="sale", title="Sale", kind=DiscountKind.PERCENTAGE, value=1000)
        await second.catalogue.put("a", Offer(discounts=[sale]))
        terms = await first.catalogue.terms("a", ["mug"])
        assert [each.discount.id for each in terms.discounts] == ["sale"]
        await second.catalogue.put("a", Offer(products=[dearer]), only=True)
        assert (await first.catalogue.terms("a", ["mug"])).products == {}


async def test_stock_has_no_version(migrated_url: str) -> None:
    """A purchase takes stock without a new version of the catalogue, and a new price gives one."""
    version = "SELECT version FROM tillroll.catalogue_versions WHERE merchant = 'b'"
    async with PostgresStorage(migrated_url) as storage:
        await storage.catalogue.put("b", Offer(products=[MUG]))
    with psycopg.connect(migrated_url, autocommit=True) as connection:
        before = connection.execute(version).fetchone()
        connection.execute("UPDATE tillroll.products SET stock = 2 WHERE merchant = 'b'")
        assert connection.execute(version).fetchone() == before
        connection.execute("UPDATE tillroll.products SET unit_price = 1 WHERE merchant = 'b'")
        assert connection.execute(version).fetchone() != before
