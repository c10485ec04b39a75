"""The history of one checkout is read at a replica, as far as that has what the request names."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from application.history.inquiries import Inquiries, Subject
from application.ports.event_store import Append
from application.ports.readers.history_replica import HistoryStores
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.connections.session import Timeouts
from interfaces.storage.postgres.replication.histories import ReplicaHistories
from interfaces.storage.postgres.replication.replica import ReplicaSetting
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.archive.ended import archive, ended_checkout, store_followed
from tests.interfaces.storage.audit.histories import one_history
from tests.interfaces.storage.replication.servers import Pair, Server
from tests.master_key import MASTER_KEYS

PATIENCE = Timeouts(connect=2, silence=3.0, answer=4.0)


@dataclass(frozen=True)
class _Reader:
    storage: PostgresStorage
    log: PostgresAuditLog
    replica: ReplicaHistories
    stores: HistoryStores

    async def versions(self, checkout_id: str) -> list[int]:
        return [each.originator_version for each in await self.stores.events.events(checkout_id)]

    async def replayed(self, checkout_id: str, version: int) -> None:
        assert await self.log.wait_for(checkout_id, version, seconds=20)


async def test_the_replica_answers_with_what_it_has_replayed(read_pair: Pair) -> None:
    """A history is what the replica has, and its lag is known. A version that is named is never missing."""
    async with _opened(read_pair) as reader:
        await reader.storage.events.append(Append(one_history("h-lagging", 1, 2)))
        await reader.replayed("h-lagging", 2)
        with _paused(read_pair.standby):
            await reader.storage.events.append(Append(one_history("h-lagging", 3, 3)))
            async with reader.replica.open_read("h-lagging", at_least=0) as read:
                assert await reader.versions("h-lagging") == [1, 2]
                assert read.behind_seconds is not None
            async with reader.replica.open_read("h-lagging", at_least=3) as read:
                assert await reader.versions("h-lagging") == [1, 2, 3]
                assert read.behind_seconds is None
            async with reader.replica.open_read("h-lagging", at_least=0, instant=now()) as read:
                assert await reader.versions("h-lagging") == [1, 2, 3]
                assert read.behind_seconds is None
            assert await reader.versions("h-lagging") == [1, 2, 3]


async def test_a_checkout_that_the_replica_lacks(read_pair: Pair) -> None:
    """A new checkout is read at the primary, and so is one that nobody has opened."""
    async with _opened(read_pair) as reader:
        with _paused(read_pair.standby):
            await reader.storage.events.append(Append(one_history("h-new", 1, 1)))
            async with reader.replica.open_read("h-new", at_least=0) as read:
                assert await reader.versions("h-new") == [1]
                assert read.behind_seconds is None
        async with reader.replica.open_read("h-nobody", at_least=0):
            assert await reader.versions("h-nobody") == []


async def test_a_replica_that_goes_away_during_a_request(read_pair: Pair) -> None:
    """The request goes on at the primary, and the next ones begin there until the replica is back."""
    async with _opened(read_pair) as reader:
        await reader.storage.events.append(Append(one_history("h-away", 1, 2)))
        await reader.replayed("h-away", 2)
        async with reader.replica.open_read("h-away", at_least=0) as read:
            assert await reader.versions("h-away") == [1, 2]
            assert read.behind_seconds is not None
            await asyncio.to_thread(read_pair.standby.stop)
            try:
                await reader.storage.events.append(Append(one_history("h-away", 3, 3)))
                assert await reader.versions("h-away") == [1, 2, 3]
                assert read.behind_seconds is None
                async with reader.replica.open_read("h-away", at_least=0) as other:
                    assert await reader.versions("h-away") == [1, 2, 3]
                    assert other.behind_seconds is None
            finally:
                await asyncio.to_thread(read_pair.standby.start)


async def test_every_read_is_the_same_at_both_servers(read_pair: Pair, tmp_path: Path) -> None:
    """Events, states, refusals and callbacks are equal, of a live checkout and of an archived one."""
    live, gone = "h-live", "h-gone"
    await asyncio.to_thread(
        store_followed,
        read_pair.primary.url,
        [*ended_checkout(gone, changes=25), *ended_checkout(live, now() - timedelta(hours=1))],
    )
    done = await asyncio.to_thread(archive, read_pair.primary.url, tmp_path)
    assert done.checkouts == 1
    async with _opened(read_pair) as reader:
        for checkout_id in (live, gone):
            at_primary = await _answers(reader.stores, checkout_id)
            async with reader.replica.open_read(checkout_id, at_least=1) as read:
                assert await _answers(reader.stores, checkout_id) == at_primary
                assert read.behind_seconds is not None
            inquiries = _inquiries(reader)
            subject = Subject(checkout_id=checkout_id, merchants=None)
            async with reader.replica.open_read(checkout_id, at_least=1) as read:
                shown = [await inquiries.timeline(subject), await inquiries.events(subject)]
                assert read.behind_seconds is not None
            assert shown == [await inquiries.timeline(subject), await inquiries.events(subject)]


def _inquiries(reader: _Reader) -> Inquiries:
    stores = reader.stores
    return Inquiries(
        histories=CheckoutRepository(stores.events, CheckoutCache(0), stores.snapshots),
        store=stores.events,
        refusals=stores.refusals,
        persons=reader.storage.persons,
        clock=now,
        deliveries=stores.deliveries,
    )


async def _answers(stores: HistoryStores, checkout_id: str) -> list[object]:
    """Every event, window and state of a checkout, and what else is recorded of it."""
    events = await stores.events.events(checkout_id)
    assert events
    found: list[object] = [
        events,
        await stores.refusals.of(checkout_id),
        await stores.deliveries.of(checkout_id),
    ]
    for event in events:
        version = event.originator_version
        found.append(await stores.events.events(checkout_id, after=1, up_to=version))
        found.append(await stores.snapshots.up_to(checkout_id, version))
        found.append(await stores.snapshots.until(checkout_id, event.timestamp))
    return found


@contextmanager
def _paused(standby: Server) -> Iterator[None]:
    """The standby receives changes and does not replay them."""
    standby.execute("SELECT pg_wal_replay_pause()")
    try:
        yield
    finally:
        standby.execute("SELECT pg_wal_replay_resume()")


@asynccontextmanager
async def _opened(pair: Pair) -> AsyncIterator[_Reader]:
    """The stores of histories, once the replica has all that the primary has."""
    setting = ReplicaSetting(url=pair.standby.url)
    async with (
        PostgresStorage(pair.url, master_keys=MASTER_KEYS, patience=PATIENCE) as storage,
        PostgresAuditLog(pair.url, clock=now, replica=setting, patience=PATIENCE) as log,
    ):
        assert log.replica is not None
        replica = storage.histories_on(setting, log.replica, clock=now, patience=PATIENCE)
        async with replica:
            while log.replica.behind_seconds is None:  # noqa: ASYNC110  it looks once a second
                await asyncio.sleep(0.05)
            yield _Reader(storage, log, replica, storage.history_stores(replica))
