"""Audit logs for the tests, with and without a running projection."""

from collections.abc import AsyncIterator, Iterator

import pytest

from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.indexer import AuditIndexer
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.throttle import standalone_pace


@pytest.fixture
async def read_only_log(migrated_url: str) -> AsyncIterator[PostgresAuditLog]:
    """An audit log that only reads; `indexer` or another process runs the projection."""
    async with PostgresAuditLog(migrated_url, clock=now, projects=False) as audit_log:
        yield audit_log


@pytest.fixture
async def projecting_log(migrated_url: str) -> AsyncIterator[PostgresAuditLog]:
    """An audit log that runs its projection."""
    async with PostgresAuditLog(migrated_url, clock=now) as audit_log:
        yield audit_log


@pytest.fixture
def indexer(migrated_url: str) -> Iterator[AuditIndexer]:
    """An indexer that projects step by step, without leader election."""
    with ProjectionDatastore(migrated_url, schema="tillroll") as datastore:
        yield AuditIndexer(datastore, datastore, standalone_pace())
