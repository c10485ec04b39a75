"""Short ways to make a trail and to read it in a test."""

from application.ports.audit_log import AuditEntry, AuditFilter, AuditLog
from interfaces.storage.postgres.audit.indexer import AuditIndexer
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.throttle import Pace, standalone_pace

EVERYTHING = AuditFilter(merchants=None)


async def everything(trail: AuditLog, wanted: AuditFilter = EVERYTHING) -> list[AuditEntry]:
    """All entries that a filter finds, as an export has them."""
    return [entry async for chunk in trail.all(wanted) for entry in chunk]


async def forward(trail: AuditLog, wanted: AuditFilter, limit: int) -> list[AuditEntry]:
    """All entries, page by page from the first one on."""
    found: list[AuditEntry] = []
    while page := (
        await trail.page(
            wanted, after=found[-1].position if found else None, before=None, limit=limit
        )
    ).entries:
        found += page
    return found


async def backward(trail: AuditLog, wanted: AuditFilter, limit: int) -> list[AuditEntry]:
    """All entries, page by page from the last one back."""
    found: list[AuditEntry] = []
    before = 2**63 - 1
    while page := (await trail.page(wanted, after=None, before=before, limit=limit)).entries:
        found = [*page, *found]
        before = page[0].position
    return found


def index(database_url: str, pace: Pace | None = None) -> int:
    """Indexes until there is nothing new, and returns how many events that were."""
    with ProjectionDatastore(database_url, schema="tillroll") as datastore:
        return drain(AuditIndexer(datastore, datastore, pace or standalone_pace()))


def drain(indexer: AuditIndexer) -> int:
    """The same with an indexer that is there already."""
    indexed = 0
    while step := indexer.step():
        indexed += step
    return indexed
