"""All of tillroll's storage in one PostgreSQL database, opened and closed together."""

from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from datetime import datetime
from types import TracebackType
from typing import Self

from application.ports.ledger.reading import Ledger
from application.ports.readers.history_replica import HistoryStores
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.archive.reading import ArchiveReader
from interfaces.storage.codecs.wrapping import KeyWrapping, NoMasterKeys
from interfaces.storage.postgres.addresses.address_book import PostgresAddressBook
from interfaces.storage.postgres.archive.histories import ArchivedHistories
from interfaces.storage.postgres.batching.batch_reader import BatchReader
from interfaces.storage.postgres.batching.batch_writer import (
    BatchLimits,
    BatchObserver,
    BatchWriter,
)
from interfaces.storage.postgres.catalogues.catalogue import PostgresCatalogue
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.connections.reads import Reads
from interfaces.storage.postgres.connections.reconnecting import ReconnectingConnection
from interfaces.storage.postgres.connections.session import Timeouts
from interfaces.storage.postgres.consistency.commitments import PostgresCommitments
from interfaces.storage.postgres.events.announcing import Announcements
from interfaces.storage.postgres.events.append import AppendStatement
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.events.store import PostgresEventStore
from interfaces.storage.postgres.figures.figure_log import PostgresFigureLog
from interfaces.storage.postgres.ledger.kinds import EVENTS, REFUSALS
from interfaces.storage.postgres.ledger.not_configured import NoLedger
from interfaces.storage.postgres.ledger.reader import PostgresLedger
from interfaces.storage.postgres.operations.check_log import PostgresCheckLog
from interfaces.storage.postgres.operations.erasure_schedule import PostgresErasureSchedule
from interfaces.storage.postgres.operations.installation import PostgresInstallation
from interfaces.storage.postgres.operations.ledger_audit_log import PostgresLedgerAuditLog
from interfaces.storage.postgres.operations.open_appends import PostgresOpenAppends
from interfaces.storage.postgres.outbox.past_deliveries import PastDeliveries
from interfaces.storage.postgres.outbox.webhook_log import PostgresWebhookLog
from interfaces.storage.postgres.replication.histories import ReplicaHistories
from interfaces.storage.postgres.replication.replica import ReplicaFirst, ReplicaSetting
from interfaces.storage.postgres.replication.required import RequiredStandbys, StandbyWatch
from interfaces.storage.postgres.schema.version_check import PostgresSchemaCheck
from interfaces.storage.postgres.snapshots.codec import SnapshotCodec
from interfaces.storage.postgres.snapshots.store import PostgresSnapshotStore, SnapshotStatement
from interfaces.storage.postgres.tables.access_log import AccessStatement, PostgresAccessLog
from interfaces.storage.postgres.tables.deadlines import PostgresDeadlines
from interfaces.storage.postgres.tables.demo_payments import PostgresDemoPayments
from interfaces.storage.postgres.tables.erasures import PostgresErasures
from interfaces.storage.postgres.tables.idempotency import PostgresIdempotencyStore
from interfaces.storage.postgres.tables.installation_keys import PostgresInstallationKeys
from interfaces.storage.postgres.tables.key_lifetimes import PostgresKeyLifetimes
from interfaces.storage.postgres.tables.key_vault import PostgresKeyVault
from interfaces.storage.postgres.tables.listings import PostgresListings
from interfaces.storage.postgres.tables.person_vault import PostgresPersonVault
from interfaces.storage.postgres.tables.reader_sessions import PostgresReaderSessions
from interfaces.storage.postgres.tables.refusal_log import PostgresRefusalLog, RefusalStatement
from interfaces.storage.postgres.tables.saved_searches import PostgresSavedSearches
from interfaces.storage.postgres.time_stamps.rows import NoTimeStamps, PostgresTimeStamps

_LIMITS = BatchLimits()
_PATIENCE = Timeouts()
_NO_MASTER_KEYS = NoMasterKeys()
_NO_STANDBYS = RequiredStandbys()


class PostgresStorage:
    """Implements the storage ports on a migrated database.

    It connects when it is entered, which may happen once. Leaving writes the queued jobs. One process holds up to
    `readers` + 5 connections.
    """

    def __init__(
        self,
        database_url: str,
        *,
        master_keys: KeyWrapping = _NO_MASTER_KEYS,
        readers: int = 4,
        limits: BatchLimits = _LIMITS,
        patience: Timeouts = _PATIENCE,
        on_appended: BatchObserver | None = None,
        ledger_origin: str | None = None,
        required_standbys: RequiredStandbys = _NO_STANDBYS,
        clock: Callable[[], datetime] = now,
    ) -> None:
        """`on_appended` is called after each written batch of appends. `ledger_origin` is that of the configuration.

        Without `master_keys` no key is made, and only keys of earlier versions are read.
        """
        self._pool = StatementPool(database_url, size=readers, patience=patience)
        self.standbys = StandbyWatch(self._pool, required_standbys)
        self._announcements = Announcements(self._pool)
        self._on_appended = on_appended
        self._append_writer = BatchWriter(
            AppendStatement(),
            ReconnectingConnection(database_url, patience, accept=self.standbys.look_through),
            limits=limits,
            patience=patience,
            on_written=self._note_appended,
            require=self.standbys.require,
        )
        self._refusal_writer = BatchWriter(
            RefusalStatement(),
            ReconnectingConnection(database_url, patience),
            limits=limits,
            patience=patience,
        )
        self._snapshot_codec = form = SnapshotCodec()
        self._snapshot_writer = BatchWriter(
            SnapshotStatement(form),
            ReconnectingConnection(database_url, patience),
            limits=limits,
            patience=patience,
        )
        self._lookups = BatchReader(ReconnectingConnection(database_url, patience), patience)
        self._access_writer = BatchWriter(
            AccessStatement(),
            ReconnectingConnection(database_url, patience),
            limits=limits,
            patience=patience,
        )
        self._event_codec = mapper = EventCodec()
        self.installation_keys = PostgresInstallationKeys(self._pool, master_keys)
        self.persons = PostgresPersonVault(
            self._pool, self._lookups, self.installation_keys, master_keys
        )
        self._archive_reader = ArchiveReader()
        archived = ArchivedHistories(self._pool, self._archive_reader)
        self.events = PostgresEventStore(
            mapper,
            self._append_writer,
            self._lookups,
            self._pool,
            self.persons.access_of,
            archived,
        )
        self.snapshots = PostgresSnapshotStore(
            self.events, mapper, form, self._snapshot_writer, self._pool
        )
        self._snapshot_stores = [self.snapshots]
        self.refusals = PostgresRefusalLog(self._refusal_writer, self._pool)
        self.figures = PostgresFigureLog(self._pool)
        self.commitments = PostgresCommitments(self._pool, self.events)
        self.reads = PostgresAccessLog(self._access_writer, self._pool)
        self.deadlines = PostgresDeadlines(self._pool)
        self.vault = PostgresKeyVault(self._pool, master_keys)
        self.address_book = PostgresAddressBook(self._pool, self.installation_keys, master_keys)
        self.erasures = PostgresErasures(self._pool)
        self.erasure_schedule = PostgresErasureSchedule(self._pool)
        self.checks = PostgresCheckLog(self._pool)
        self.ledger_audits = PostgresLedgerAuditLog(self._pool, ledger_origin)
        self.refusal_audits = PostgresLedgerAuditLog(self._pool, ledger_origin, REFUSALS)
        self.installation = PostgresInstallation(self._pool)
        self.key_lifetimes = PostgresKeyLifetimes(self._pool)
        self.catalogue = PostgresCatalogue(self._pool, self._lookups, self.address_book, clock)
        self.answers = PostgresIdempotencyStore(self._pool, self._lookups)
        self.listings = PostgresListings(self._pool, self.persons)
        self.demo_payments = PostgresDemoPayments(self._pool)
        self.deliveries = PostgresWebhookLog(self._pool)
        self.past_deliveries = PastDeliveries(self._pool)
        self.reader_sessions = PostgresReaderSessions(self._pool)
        self.saved_searches = PostgresSavedSearches(self._pool)
        self.ledger: Ledger = (
            NoLedger()
            if ledger_origin is None
            else PostgresLedger(self._pool, master_keys, origin=ledger_origin, clock=clock)
        )
        self.refusal_ledger: Ledger = (
            NoLedger()
            if ledger_origin is None
            else PostgresLedger(
                self._pool,
                master_keys,
                origin=REFUSALS.origin_of(ledger_origin),
                clock=clock,
                kind=REFUSALS,
            )
        )
        self.ledgers: Mapping[str, Ledger] = {
            EVENTS.name: self.ledger,
            REFUSALS.name: self.refusal_ledger,
        }
        self.time_stamps = (
            NoTimeStamps()
            if ledger_origin is None
            else PostgresTimeStamps(self._pool, origin=ledger_origin, clock=clock)
        )
        self.open_appends = PostgresOpenAppends(self._pool)
        self.schema = PostgresSchemaCheck(self._pool)

    async def __aenter__(self) -> Self:
        """Open the pool and start the writers. Raises StoreUnavailable where the database does not answer."""
        await self._pool.open()
        self.standbys.open()
        self._lookups.open()
        self._append_writer.open()
        self._refusal_writer.open()
        self._access_writer.open()
        self._snapshot_writer.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # What is pushed last is closed first. A failure or a cancellation of one leaves out none of the others.
        async with AsyncExitStack() as closing:
            closing.push_async_callback(self._pool.close)
            closing.push_async_callback(self._lookups.close)
            closing.push_async_callback(self.standbys.close)
            closing.push_async_callback(self._snapshot_writer.close)
            for each in self._snapshot_stores:
                closing.push_async_callback(each.settle)
            closing.push_async_callback(self._access_writer.close)
            closing.push_async_callback(self._refusal_writer.close)
            closing.push_async_callback(self._announcements.close)
            closing.push_async_callback(self._append_writer.close)

    def histories_on(
        self,
        setting: ReplicaSetting,
        watch: ReplicaFirst,
        *,
        clock: Callable[[], datetime] = now,
        patience: Timeouts = _PATIENCE,
    ) -> ReplicaHistories:
        """Return the reads of single histories on a replica, which are to be entered after the storage."""
        return ReplicaHistories(setting, watch, self._pool, clock=clock, patience=patience)

    def history_stores(self, reads: Reads) -> HistoryStores:
        """Return the stores of single histories, which read through `reads`."""
        archived = ArchivedHistories(reads, self._archive_reader)
        events = PostgresEventStore(
            self._event_codec, self._append_writer, None, reads, self.persons.access_of, archived
        )
        snapshots = PostgresSnapshotStore(
            events, self._event_codec, self._snapshot_codec, self._snapshot_writer, reads
        )
        self._snapshot_stores.append(snapshots)
        return HistoryStores(
            events=events,
            snapshots=snapshots,
            refusals=PostgresRefusalLog(self._refusal_writer, reads),
            deliveries=PostgresWebhookLog(reads),
        )

    def _note_appended(self, appends: int, refused: int, seconds: float) -> None:
        if appends > refused:
            self._announcements.announce()
        if self._on_appended is not None:
            self._on_appended(appends, refused, seconds)
