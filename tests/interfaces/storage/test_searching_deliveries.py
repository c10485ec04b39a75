"""Pages of deliveries in both directions, of some merchants only."""

from application.ports.webhooks.webhook_log import WebhookFilter
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.cli.conftest import run_sql

_RECORDED = """
INSERT INTO tillroll.deliveries
    (position, place, checkout_id, version, merchant, channel, method, url, headers, body,
     receiver, state, made_at)
SELECT number, 0, 'c', 1, CASE WHEN mod(number, 3) = 0 THEN 'other-shop' ELSE 'demo-shop' END,
    'walley.notification', 'GET', 'https://shop.example/', '[]', '', 'https://shop.example',
    'parked', '2026-03-01T14:03:00Z'
FROM generate_series(1, 7) AS number
"""


async def test_pages_have_the_deliveries_of_the_merchants(
    postgres: PostgresStorage, migrated_url: str
) -> None:
    """Before an id are the newest older ones, after an id the oldest newer ones, each newest first."""
    run_sql(migrated_url, _RECORDED)

    async def page(
        merchants: tuple[str, ...] | None, after: int | None = None, before: int | None = None
    ) -> list[int]:
        wanted = WebhookFilter(merchants=merchants)
        found = await postgres.deliveries.page(wanted, after=after, before=before, limit=3)
        return [each.id for each in found]

    assert await page(None) == [7, 6, 5]
    assert await page(None, before=3) == [2, 1]
    assert await page(None, after=3) == [6, 5, 4]
    assert await page(("demo-shop",)) == [7, 5, 4]
    assert await page(("demo-shop",), after=2) == [7, 5, 4]
    assert await page(("other-shop",)) == [6, 3]
    assert await page(()) == []


async def test_parked_ones_are_found_by_their_checkouts(
    postgres: PostgresStorage, migrated_url: str
) -> None:
    """Of the named checkouts those with a parked delivery are returned, once each."""
    run_sql(migrated_url, _RECORDED)
    run_sql(migrated_url, "UPDATE tillroll.deliveries SET state = 'delivered' WHERE id > 5")
    assert await postgres.deliveries.parked_among(["c", "other", "a\0"]) == {"c"}
    run_sql(migrated_url, "UPDATE tillroll.deliveries SET state = 'delivered'")
    assert await postgres.deliveries.parked_among(["c", "other"]) == frozenset()
