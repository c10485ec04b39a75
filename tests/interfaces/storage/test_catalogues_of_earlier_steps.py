"""A database from before there were discounts is opened, and its catalogue and its sessions are read unchanged."""

from datetime import timedelta

import psycopg
import pytest

from application.ports.catalogue import Offer, Product, ShippingOption, TaxRate
from application.ports.event_store import Append, DiscountUse, StockMovement
from interfaces.storage.postgres.schema import migrations
from interfaces.storage.postgres.schema.migrations import known_migrations, migrate
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.examples import AT, EARLIER, changes
from tests.master_key import MASTER_KEYS

FIRST = 95
"""The number of the first step that knows discounts."""
_CATALOGUE = """
INSERT INTO tillroll.products
VALUES ('shop', 'mug', 'Mug', 1000, 'standard', 400, 3, 'shipping', 2);
INSERT INTO tillroll.tax_rates VALUES ('shop', 1, 'VAT', 2500, 'lines', 'SE', '', '');
INSERT INTO tillroll.shipping_options
VALUES ('shop', 1, 'parcel', 'Parcel', 500, 'shipping', NULL, NULL, '', '', 0, 2000, 0, NULL, 5000)
"""


async def test_an_earlier_catalogue_is_read(
    fresh_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Products, rates and options are as they were, there are no discounts, and appends go on."""
    earlier = [step for step in known_migrations() if step.number < FIRST]
    with monkeypatch.context() as before:
        before.setattr(migrations, "known_migrations", lambda: earlier)
        migrate(fresh_database_url)
    with psycopg.connect(fresh_database_url) as connection:
        connection.execute(_CATALOGUE)
    migrate(fresh_database_url)
    async with PostgresStorage(fresh_database_url, master_keys=MASTER_KEYS) as storage:
        terms = await storage.catalogue.terms("shop", ["mug"], codes=["half"])
        assert terms.products == {
            "mug": Product(
                id="mug", title="Mug", unit_price=1000, weight=400, stock=3, most_per_order=2
            )
        }
        assert list(terms.tax_rates) == [TaxRate(name="VAT", rate=2500, country="SE")]
        assert list(terms.shipping_options) == [
            ShippingOption(id="parcel", title="Parcel", price=500, max_weight=2000, free_over=5000)
        ]
        assert not terms.discounts
        await storage.events.append(
            Append(
                changes("c-1", 1, 1),
                stock=[StockMovement(merchant="shop", article="mug", pieces=1)],
                discount_uses=[DiscountUse(merchant="shop", discount="gone")],
                deadline=AT + timedelta(days=1),
            )
        )
        await storage.catalogue.put("shop", Offer(products=[]))
        assert (await storage.catalogue.terms("shop", ["mug"])).products["mug"].stock == 2


def test_earlier_events_have_no_discounts_and_no_names_of_lines() -> None:
    """Values that earlier events lack are absent: a line is called like its article."""
    carts = [event.cart for event in EARLIER if hasattr(event, "cart")]
    assert all(line.id == line.article for cart in carts for line in cart.lines)
