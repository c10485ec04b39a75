"""The audit log is read at a replica, and at the primary while that is away or far behind."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from application.ports.audit_log import AuditEntry, AuditFilter
from application.ports.event_store import Append
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.connections.session import Timeouts
from interfaces.storage.postgres.replication.replica import ReplicaSetting
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.audit.histories import one_history
from tests.interfaces.storage.replication.servers import Pair

PATIENCE = Timeouts(connect=2, silence=3.0, answer=4.0)


async def test_a_search_has_what_the_replica_has_replayed(read_pair: Pair) -> None:
    """Searches read the replica. `wait_for` waits until it has replayed the event, and the status says its lag."""
    async with _opened(read_pair) as (storage, log):
        await storage.events.append(Append(one_history("lagging", 1, 1)))
        assert await log.wait_for("lagging", 1, seconds=20)
        assert (await log.status()).replica_behind_seconds is not None
        read_pair.standby.execute("SELECT pg_wal_replay_pause()")
        await storage.events.append(Append(one_history("lagging", 2, 2)))
        assert not await log.wait_for("lagging", 2, seconds=1)
        assert _versions(await _page(log, "lagging")) == [1]
        read_pair.standby.execute("SELECT pg_wal_replay_resume()")
        assert await log.wait_for("lagging", 2, seconds=20)
        assert _versions(await _page(log, "lagging")) == [1, 2]


async def test_the_primary_is_read_while_the_replica_is_away(
    read_pair: Pair, caplog: pytest.LogCaptureFixture
) -> None:
    """Searches and followers go on at the primary, and see no event twice or not at all when the replica is back."""
    async with _opened(read_pair) as (storage, log):
        await storage.events.append(Append(one_history("away", 1, 1)))
        assert await log.wait_for("away", 1, seconds=20)
        following = asyncio.create_task(_follow(log, "away", 3))
        await asyncio.to_thread(read_pair.standby.stop)
        await storage.events.append(Append(one_history("away", 2, 2)))
        assert await log.wait_for("away", 2, seconds=20)
        assert _versions(await _page(log, "away")) == [1, 2]
        assert (await log.status()).replica_behind_seconds is None
        await asyncio.to_thread(read_pair.standby.start)
        while (await log.status()).replica_behind_seconds is None:  # noqa: ASYNC110  it looks once a second
            await asyncio.sleep(0.05)
        await storage.events.append(Append(one_history("away", 3, 3)))
        assert await log.wait_for("away", 3, seconds=20)
        assert await following == [1, 2, 3]
    assert sum(each.startswith("the replica: works again") for each in caplog.messages) == 1


async def test_the_primary_is_read_while_the_replica_is_far_behind(read_pair: Pair) -> None:
    """A replica that is behind by more than the setting allows is not read."""
    async with _opened(read_pair, most_seconds=0.5) as (storage, log):
        await storage.events.append(Append(one_history("far", 1, 1)))
        assert await log.wait_for("far", 1, seconds=20)
        read_pair.standby.execute("SELECT pg_wal_replay_pause()")
        try:
            await storage.events.append(Append(one_history("far", 2, 2)))
            assert await log.wait_for("far", 2, seconds=20)
            assert (await log.status()).replica_behind_seconds is None
        finally:
            read_pair.standby.execute("SELECT pg_wal_replay_resume()")


@asynccontextmanager
async def _opened(
    pair: Pair, most_seconds: float = 30.0
) -> AsyncIterator[tuple[PostgresStorage, PostgresAuditLog]]:
    """A storage, and an audit log that reads the standby once that has all that the primary has."""
    replica = ReplicaSetting(url=pair.standby.url, most_seconds=most_seconds)
    async with (
        PostgresStorage(pair.url, patience=PATIENCE) as storage,
        PostgresAuditLog(pair.url, clock=now, replica=replica, patience=PATIENCE) as log,
    ):
        while (await log.status()).replica_behind_seconds is None:  # noqa: ASYNC110  it looks once a second
            await asyncio.sleep(0.05)
        yield storage, log


async def _page(log: PostgresAuditLog, checkout_id: str) -> Sequence[AuditEntry]:
    wanted = AuditFilter(merchants=None, checkout_id=checkout_id)
    return (await log.page(wanted, after=None, before=None, limit=10)).entries


async def _follow(log: PostgresAuditLog, checkout_id: str, number: int) -> list[int]:
    """The versions of this number of events, as a follower gets them."""
    found: list[int] = []
    async for entries in log.follow(AuditFilter(merchants=None, checkout_id=checkout_id), after=0):
        found += _versions(entries)
        if len(found) >= number:
            return found
    return found


def _versions(entries: Sequence[AuditEntry]) -> list[int]:
    return [entry.version for entry in entries]
