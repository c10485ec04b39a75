"""An audit log for one test, with or without a projection of its own."""

from collections.abc import AsyncIterator, Iterator

import pytest

from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.indexer import AuditIndexer
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.throttle import standalone_pace


@pytest.fixture
async def reading(migrated_url: str) -> AsyncIterator[PostgresAuditLog]:
    """An audit log that only reads; `indexer` or another process projects."""
    async with PostgresAuditLog(migrated_url, clock=now, projects=False) as trail:
        yield trail


@pytest.fixture
async def kept_up(migrated_url: str) -> AsyncIterator[PostgresAuditLog]:
    """An audit log that runs its projection."""
    async with PostgresAuditLog(migrated_url, clock=now) as trail:
        yield trail


@pytest.fixture
def indexer(migrated_url: str) -> Iterator[AuditIndexer]:
    """An indexer that projects step by step, without leader election."""
    with ProjectionDatastore(migrated_url, schema="tillroll") as datastore:
        yield AuditIndexer(datastore, datastore, standalone_pace())
