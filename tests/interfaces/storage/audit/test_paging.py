"""Pages and exports have one order in both directions, also while events are added."""

import pytest

from application.ports.audit_log import AuditEntry, AuditFilter
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.indexer import AuditIndexer
from tests.interfaces.storage.audit.histories import MERCHANTS, RandomHistory, store, store_from
from tests.interfaces.storage.audit.oracle import Expected
from tests.interfaces.storage.audit.reading import EVERYTHING, backward, drain, everything, forward

SOME = AuditFilter(merchants=MERCHANTS[:1], text="s")


async def test_pages_have_the_same_order_in_both_directions(
    migrated_url: str, indexer: AuditIndexer, read_only_log: PostgresAuditLog
) -> None:
    """Pages of any size, in either direction, together contain what the filter finds, in order."""
    history = RandomHistory(2)
    store_from(migrated_url, 0, history.events(60))
    store_from(migrated_url, 32_700, history.events(90))
    drain(indexer)
    for wanted in (EVERYTHING, SOME):
        expected = Expected(migrated_url).found(wanted)
        assert len(expected) > 10
        for limit in (1, 7, 1000):
            assert await forward(read_only_log, wanted, limit) == expected
            assert await backward(read_only_log, wanted, limit) == expected


async def test_pages_are_stable_while_events_are_added(
    migrated_url: str, indexer: AuditIndexer, read_only_log: PostgresAuditLog
) -> None:
    """New entries come after all pages that were read, and do not shift them."""
    history = RandomHistory(3)
    found: list[AuditEntry] = []
    for _ in range(10):
        store(migrated_url, history.events(20))
        drain(indexer)
        after = found[-1].position if found else None
        page = (await read_only_log.page(EVERYTHING, after=after, before=None, limit=13)).entries
        back = await read_only_log.page(EVERYTHING, after=None, before=page[0].position, limit=1000)
        assert back.entries == found
        found += page
    assert found == Expected(migrated_url).entries[: len(found)]


async def test_after_and_before_exclude_each_other(read_only_log: PostgresAuditLog) -> None:
    """A page with both `after` and `before` raises ValueError."""
    with pytest.raises(ValueError, match="not both"):
        await read_only_log.page(EVERYTHING, after=1, before=2, limit=1)


async def test_any_integer_is_a_valid_position(
    migrated_url: str, indexer: AuditIndexer, read_only_log: PostgresAuditLog
) -> None:
    """A position that no event can have is before the first event or after the last one."""
    store(migrated_url, RandomHistory(4).events(3))
    drain(indexer)
    for position in (-(10**30), -1, 0, 10**30):
        after = await read_only_log.page(EVERYTHING, after=position, before=None, limit=10)
        before = await read_only_log.page(EVERYTHING, after=None, before=position, limit=10)
        assert [len(after.entries), len(before.entries)] == ([3, 0] if position <= 0 else [0, 3])


async def test_an_export_is_a_consistent_snapshot(
    migrated_url: str, indexer: AuditIndexer, read_only_log: PostgresAuditLog
) -> None:
    """Events recorded after the start of an export are not in it, and it is returned in chunks."""
    history = RandomHistory(5)
    store(migrated_url, history.events(1200))
    drain(indexer)
    expected = Expected(migrated_url).entries
    found: list[AuditEntry] = []
    chunks = 0
    async for chunk in read_only_log.all(EVERYTHING):
        assert len(chunk) <= 1000
        found += chunk
        chunks += 1
        store(migrated_url, history.events(30))
        drain(indexer)
    assert chunks == 2
    assert found == expected


async def test_an_empty_log_has_no_lag(read_only_log: PostgresAuditLog) -> None:
    """Before the first event the log is empty and has no lag."""
    assert await everything(read_only_log) == []
    assert (await read_only_log.page(EVERYTHING, after=None, before=9, limit=9)).entries == []
    status = await read_only_log.status()
    assert (status.position, status.newest, status.behind_seconds) == (0, 0, 0.0)
    assert not await read_only_log.wait_for("checkout-1", 1, seconds=0)
