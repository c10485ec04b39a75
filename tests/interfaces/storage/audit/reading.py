"""Shortcuts to index the audit log and to read it."""

from application.ports.audit_log import AuditEntry, AuditFilter, AuditLog
from interfaces.storage.postgres.audit.indexer import AuditIndexer
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.throttle import Pace, standalone_pace

EVERYTHING = AuditFilter(merchants=None)


async def everything(audit_log: AuditLog, wanted: AuditFilter = EVERYTHING) -> list[AuditEntry]:
    """Return all entries that a filter finds, as an export returns them."""
    return [entry async for chunk in audit_log.all(wanted) for entry in chunk]


async def forward(audit_log: AuditLog, wanted: AuditFilter, limit: int) -> list[AuditEntry]:
    """Return all entries, page by page from the first one."""
    found: list[AuditEntry] = []
    while page := (
        await audit_log.page(
            wanted, after=found[-1].position if found else None, before=None, limit=limit
        )
    ).entries:
        found += page
    return found


async def backward(audit_log: AuditLog, wanted: AuditFilter, limit: int) -> list[AuditEntry]:
    """Return all entries, page by page from the last one."""
    found: list[AuditEntry] = []
    before = 2**63 - 1
    while page := (await audit_log.page(wanted, after=None, before=before, limit=limit)).entries:
        found = [*page, *found]
        before = page[0].position
    return found


def index(database_url: str, pace: Pace | None = None) -> int:
    """Index until no event is new, and return the number of events."""
    with ProjectionDatastore(database_url, schema="tillroll") as datastore:
        return drain(AuditIndexer(datastore, datastore, pace or standalone_pace()))


def drain(indexer: AuditIndexer) -> int:
    """Index with an existing indexer until no event is new, and return the number of events."""
    indexed = 0
    while step := indexer.step():
        indexed += step
    return indexed
