"""All of tillroll's storage in one PostgreSQL database, opened and closed together."""

from types import TracebackType
from typing import Self

from interfaces.storage.postgres.batching.batch_reader import BatchReader
from interfaces.storage.postgres.batching.batch_writer import (
    BatchLimits,
    BatchObserver,
    BatchWriter,
)
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.connections.reconnecting import ReconnectingConnection
from interfaces.storage.postgres.connections.session import Timeouts
from interfaces.storage.postgres.events.append import AppendStatement
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.events.store import PostgresEventStore
from interfaces.storage.postgres.outbox.webhook_log import PostgresWebhookLog
from interfaces.storage.postgres.schema.version_check import PostgresSchemaCheck
from interfaces.storage.postgres.snapshots.codec import SnapshotCodec
from interfaces.storage.postgres.snapshots.store import PostgresSnapshotStore, SnapshotStatement
from interfaces.storage.postgres.tables.access_log import AccessStatement, PostgresAccessLog
from interfaces.storage.postgres.tables.catalogue import PostgresCatalogue
from interfaces.storage.postgres.tables.deadlines import PostgresDeadlines
from interfaces.storage.postgres.tables.demo_payments import PostgresDemoPayments
from interfaces.storage.postgres.tables.idempotency import PostgresIdempotencyStore
from interfaces.storage.postgres.tables.installation_keys import PostgresInstallationKeys
from interfaces.storage.postgres.tables.key_vault import PostgresKeyVault
from interfaces.storage.postgres.tables.listings import PostgresListings
from interfaces.storage.postgres.tables.refusal_log import PostgresRefusalLog, RefusalStatement

_LIMITS = BatchLimits()
_PATIENCE = Timeouts()


class PostgresStorage:
    """What `application.ports.event_store` asks for, on a database that `migrate` has seen.

    Nothing is connected before it is entered, and it is entered once. Leaving writes what waits.
    One process holds up to `readers` + 4 connections.
    """

    def __init__(
        self,
        database_url: str,
        *,
        readers: int = 4,
        limits: BatchLimits = _LIMITS,
        patience: Timeouts = _PATIENCE,
        on_appended: BatchObserver | None = None,
    ) -> None:
        """`on_appended` is told of each batch of appends that was written."""
        self._pool = StatementPool(database_url, size=readers, patience=patience)
        self._appends = BatchWriter(
            AppendStatement(),
            ReconnectingConnection(database_url, patience),
            limits=limits,
            patience=patience,
            on_written=on_appended,
        )
        self._keepings = BatchWriter(
            RefusalStatement(),
            ReconnectingConnection(database_url, patience),
            limits=limits,
            patience=patience,
        )
        form = SnapshotCodec()
        self._snapshot_keepings = BatchWriter(
            SnapshotStatement(form),
            ReconnectingConnection(database_url, patience),
            limits=limits,
            patience=patience,
        )
        self._newer = BatchReader(ReconnectingConnection(database_url, patience), patience)
        self._read_keepings = BatchWriter(
            AccessStatement(),
            ReconnectingConnection(database_url, patience),
            limits=limits,
            patience=patience,
        )
        mapper = EventCodec()
        self.events = PostgresEventStore(mapper, self._appends, self._newer, self._pool)
        self.snapshots = PostgresSnapshotStore(
            self.events, mapper, form, self._snapshot_keepings, self._pool
        )
        self.refusals = PostgresRefusalLog(self._keepings, self._pool)
        self.reads = PostgresAccessLog(self._read_keepings, self._pool)
        self.deadlines = PostgresDeadlines(self._pool)
        self.vault = PostgresKeyVault(self._pool)
        self.installation_keys = PostgresInstallationKeys(self._pool)
        self.catalogue = PostgresCatalogue(self._pool)
        self.answers = PostgresIdempotencyStore(self._pool)
        self.listings = PostgresListings(self._pool)
        self.demo_payments = PostgresDemoPayments(self._pool)
        self.deliveries = PostgresWebhookLog(self._pool)
        self.schema = PostgresSchemaCheck(self._pool)

    async def __aenter__(self) -> Self:
        """Raises StoreUnavailable where the database does not answer."""
        await self._pool.open()
        self._newer.open()
        self._appends.open()
        self._keepings.open()
        self._read_keepings.open()
        self._snapshot_keepings.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            await self._appends.close()
            await self._keepings.close()
            await self._read_keepings.close()
            await self.snapshots.settle()
            await self._snapshot_keepings.close()
        finally:
            await self._newer.close()
            await self._pool.close()
