"""A search for checkouts finds the same in PostgreSQL as in memory, and reads no whole table."""

from datetime import timedelta
from typing import Any

import psycopg

from application.history.finding.checkout_query import CheckoutQuery
from application.history.finding.checkout_search import CheckoutSearch
from application.history.finding.present_state import FoundByEvent, PresentState
from application.ports.audit_log import AuditFilter, AuditLog
from application.ports.event_store import Append
from application.ports.webhooks.webhook_log import NoWebhookLog
from domain.stage import Stage
from interfaces.storage.memory.audit_log import InMemoryAuditLog
from interfaces.storage.memory.storage import InMemoryRefusalLog, InMemoryStorage
from interfaces.storage.postgres.audit import of_each
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.statements import Statement
from tests.interfaces.storage.audit.histories import BEGIN, MERCHANTS, RandomHistory, store
from tests.interfaces.storage.audit.reading import index

QUERIES: tuple[dict[str, Any], ...] = (
    {},
    *({"stage": stage} for stage in Stage),
    {"merchants": MERCHANTS[:1]},
    {"merchants": ()},
    {"merchant": MERCHANTS[1], "text": "shirt"},
    {"text": "blue ski", "stage": Stage.OPEN},
    {"actor": "shop:other"},
    {"min_total": 1000, "max_total": 3000},
    {"currency": "SEK", "since": BEGIN + timedelta(seconds=100)},
    {"currency": "EUR"},
    {"until": BEGIN + timedelta(seconds=300), "stage": Stage.COMPLETED},
    {"dialect": "walley"},
    {"dialect": "svea"},
)


async def whole(audit_log: AuditLog, query: CheckoutQuery) -> list[FoundByEvent]:
    """Return all pages of a search."""
    search = CheckoutSearch(
        audit_log, PresentState(audit_log, InMemoryRefusalLog(), NoWebhookLog())
    )
    page = await search.page(query, limit=7)
    found = [*page.found]
    while page.older_than is not None:
        page = await search.page(query, older_than=page.older_than, limit=7)
        found += page.found
    return found


async def test_both_audit_logs_find_the_same_checkouts(
    migrated_url: str, read_only_log: PostgresAuditLog
) -> None:
    """Each query finds equal checkouts with equal anchors in the same order."""
    events = RandomHistory(7).events(600)
    store(migrated_url, events)
    index(migrated_url)
    storage = InMemoryStorage()
    for event in events:
        await storage.events.append(Append([event]))
    memory = InMemoryAuditLog(storage.events)
    for conditions in QUERIES:
        query = CheckoutQuery(**{"merchants": None, **conditions})
        assert await whole(read_only_log, query) == await whole(memory, query), conditions


async def test_the_search_works_while_the_log_is_behind(
    migrated_url: str, read_only_log: PostgresAuditLog
) -> None:
    """Events that are not indexed yet are left out, and the page says how many there are."""
    history = RandomHistory(7)
    store(migrated_url, history.events(100))
    index(migrated_url)
    store(migrated_url, history.events(50))
    search = CheckoutSearch(
        read_only_log, PresentState(read_only_log, InMemoryRefusalLog(), NoWebhookLog())
    )
    page = await search.page(CheckoutQuery(merchants=None), limit=5)
    assert len(page.found) == 5
    assert page.status.newest - page.status.position == 50


async def test_the_ends_of_histories_are_read_from_the_index(migrated_url: str) -> None:
    """The first and the newest row of each checkout are the first of a scan of the index, and no table is scanned."""
    store(migrated_url, RandomHistory(5).events(3000))
    index(migrated_url)
    ids = [f"checkout-{number}" for number in range(1, 51)]
    for statement in (of_each.newest(ids, AuditFilter(merchants=None)), of_each.openings(ids)):
        plan = await explain(migrated_url, statement)
        assert "Limit" in plan
        assert "using trail_checkout_id_idx" in plan
        assert "Seq Scan on trail" not in plan
        assert "Sort Key: trail" not in plan
    shirts = AuditFilter(merchants=("demo-shop",), text="shirt", min_total=1)
    plan = await explain(migrated_url, of_each.newest(ids, shirts))
    assert "trail_checkout_id_idx" in plan
    assert "Seq Scan on trail" not in plan


async def explain(database_url: str, statement: Statement) -> str:
    """Return the plan of a statement with its parameters."""
    async with await psycopg.AsyncConnection.connect(database_url) as connection:
        await connection.execute("ANALYZE tillroll.trail")
        async with psycopg.AsyncRawCursor(connection) as cursor:
            await cursor.execute("EXPLAIN " + statement.sql, statement.parameters)
            return "\n".join([row[0] for row in await cursor.fetchall()])
