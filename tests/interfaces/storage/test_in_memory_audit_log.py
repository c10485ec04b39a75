"""The in-memory audit log, used by unit tests, returns the same entries as the one in PostgreSQL."""

import asyncio
from datetime import timedelta

from application.ports.audit_log import AuditFilter
from application.ports.event_store import Append
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.memory.audit_log import InMemoryAuditLog
from interfaces.storage.memory.storage import InMemoryStorage
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from tests.domain.event_builders import ID, numbered, opened, reference_changed
from tests.interfaces.storage.audit.histories import BEGIN, MERCHANTS, RandomHistory, store
from tests.interfaces.storage.audit.reading import everything, index

EVERYTHING = AuditFilter(merchants=None)
NAMED = ["checkout-3", "unknown", "\0", "checkout-1"]
FILTERS = [
    EVERYTHING,
    AuditFilter(merchants=()),
    AuditFilter(merchants=MERCHANTS[:2]),
    AuditFilter(merchants=MERCHANTS[:1], merchant=MERCHANTS[1]),
    AuditFilter(merchants=None, checkout_id="checkout-3"),
    AuditFilter(merchants=None, types=("checkout.opened", "checkout.cart-replaced")),
    AuditFilter(merchants=None, actor="shop:other", dialect="svea", operation="update cart"),
    AuditFilter(merchants=None, merchant=MERCHANTS[0], request_id="r-7"),
    AuditFilter(merchants=None, reference="order-1"),
    AuditFilter(merchants=None, addresses=("2001:db8::1",), stage="open"),
    AuditFilter(merchants=None, since=BEGIN + timedelta(seconds=100)),
    AuditFilter(merchants=None, until=BEGIN + timedelta(seconds=100)),
    AuditFilter(merchants=None, assigned_id="o"),
    AuditFilter(merchants=None, assigned_id="payment-2", currency="SEK"),
    AuditFilter(merchants=None, assigned_id="1", currency="EUR"),
    AuditFilter(merchants=None, min_total=500, max_total=6000),
    AuditFilter(merchants=None, text="BLUE shi"),
    AuditFilter(merchants=None, text="strasse"),
    AuditFilter(merchants=None, text="-"),
    AuditFilter(merchants=None, text="nowhere"),
]


async def test_both_audit_logs_return_the_same_entries(migrated_url: str) -> None:
    """Both audit logs return equal entries for each filter, in one read and in pages."""
    events = RandomHistory(3).events(300)
    store(migrated_url, events)
    index(migrated_url)
    storage = InMemoryStorage()
    for event in events:
        await storage.events.append(Append([event]))
    memory = InMemoryAuditLog(storage.events)
    async with PostgresAuditLog(migrated_url, clock=now, projects=False) as postgres:
        for wanted in FILTERS:
            whole = await everything(postgres, wanted)
            assert await memory.newest_of(NAMED, wanted) == await postgres.newest_of(NAMED, wanted)
            assert await everything(memory, wanted) == whole, wanted
            for after, before in ((None, None), (100, None), (None, 100), (None, 2**63 - 1)):
                assert await memory.page(
                    wanted, after=after, before=before, limit=7
                ) == await postgres.page(wanted, after=after, before=before, limit=7), wanted


async def test_both_audit_logs_return_the_ends_of_histories(migrated_url: str) -> None:
    """Both return the first and the newest entry of each known checkout, in the order of the request."""
    events = RandomHistory(3).events(300)
    store(migrated_url, events)
    index(migrated_url)
    storage = InMemoryStorage()
    for event in events:
        await storage.events.append(Append([event]))
    memory = InMemoryAuditLog(storage.events)
    async with PostgresAuditLog(migrated_url, clock=now, projects=False) as postgres:
        newest = await postgres.newest_of(NAMED, EVERYTHING)
        openings = await postgres.openings_of(NAMED)
        assert newest == await memory.newest_of(NAMED, EVERYTHING)
        assert openings == await memory.openings_of(NAMED)
    for ends in (newest, openings):
        assert [entry.checkout_id for entry in ends] == ["checkout-3", "checkout-1"]
    assert {entry.changes for entry in newest} == {"[]"}
    assert {entry.version for entry in openings} == {1}
    last = {event.originator_id: event.originator_version for event in events}
    assert [entry.version for entry in newest] == [last["checkout-3"], last["checkout-1"]]


async def test_following_returns_present_and_new_entries() -> None:
    """A follower gets the present entries, then new ones, and an empty keep-alive when there are none."""
    storage = InMemoryStorage()
    audit_log = InMemoryAuditLog(storage.events, sign_of_life_seconds=0.01)
    first, second, third = numbered([opened(), reference_changed("A-1"), reference_changed("A-2")])
    await storage.events.append(Append([first]))
    entries = audit_log.follow(EVERYTHING, after=0)
    assert [entry.version for entry in await anext(entries)] == [1]
    assert await anext(entries) == []
    waiting = asyncio.ensure_future(audit_log.wait_for(ID, 3, seconds=60))
    await storage.events.append(Append([second]))
    await storage.events.append(Append([third]))
    assert [entry.version for entry in await anext(entries)] == [2, 3]
    assert await waiting
    assert not await audit_log.wait_for(ID, 4, seconds=0.01)
    assert await audit_log.wait_for(ID, 1, seconds=0)
    assert (await audit_log.status()).position == 3
