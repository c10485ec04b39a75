"""All of tillroll's storage in one PostgreSQL database, opened and closed together."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from interfaces.storage.appends import AppendLedger
from interfaces.storage.connections import Patience
from interfaces.storage.deadlines import PostgresDeadlines
from interfaces.storage.event_store import PostgresEventStore
from interfaces.storage.group_commit import BatchLimits, GroupCommit
from interfaces.storage.lasting_connection import LastingConnection
from interfaces.storage.mapper import EventMapper
from interfaces.storage.migrations import migrate
from interfaces.storage.read_pool import ReadPool
from interfaces.storage.refusal_log import PostgresRefusalLog, RefusalLedger

_LIMITS = BatchLimits()
_PATIENCE = Patience()


@dataclass(frozen=True, kw_only=True)
class PostgresStorage:
    """What `application.ports` asks for. Use `connect`."""

    events: PostgresEventStore
    refusals: PostgresRefusalLog
    deadlines: PostgresDeadlines

    @classmethod
    @asynccontextmanager
    async def connect(
        cls,
        database_url: str,
        *,
        readers: int = 4,
        limits: BatchLimits = _LIMITS,
        patience: Patience = _PATIENCE,
    ) -> AsyncIterator["PostgresStorage"]:
        """Opens the storage after bringing the schema up to date; leaving writes all that waits.

        One process holds up to `readers` + 2 connections. Raises StoreUnavailable and
        DatabaseTooNew.
        """
        await migrate(database_url)
        async with AsyncExitStack() as stack:
            pool = ReadPool(database_url, size=readers, patience=patience)
            stack.push_async_callback(pool.close)
            await pool.open()
            appends = GroupCommit(
                AppendLedger(),
                LastingConnection(database_url, patience),
                limits=limits,
                patience=patience,
            )
            stack.push_async_callback(appends.close)
            keepings = GroupCommit(
                RefusalLedger(),
                LastingConnection(database_url, patience),
                limits=limits,
                patience=patience,
            )
            stack.push_async_callback(keepings.close)
            yield cls(
                events=PostgresEventStore(EventMapper(), appends, pool),
                refusals=PostgresRefusalLog(keepings, pool),
                deadlines=PostgresDeadlines(pool),
            )
