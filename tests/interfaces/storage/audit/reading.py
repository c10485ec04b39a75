"""Short ways to make a trail and to read it in a test."""

from application.ports.audit_log import Trail, TrailEntry, TrailFilter
from interfaces.storage.postgres.audit.indexer import TrailIndexer
from interfaces.storage.postgres.projections.datastore import TrailDatastore
from interfaces.storage.postgres.projections.throttle import Pace, alone

EVERYTHING = TrailFilter(merchants=None)


async def everything(trail: Trail, wanted: TrailFilter = EVERYTHING) -> list[TrailEntry]:
    """All entries that a filter finds, as an export has them."""
    return [entry async for chunk in trail.all(wanted) for entry in chunk]


async def forward(trail: Trail, wanted: TrailFilter, limit: int) -> list[TrailEntry]:
    """All entries, page by page from the first one on."""
    found: list[TrailEntry] = []
    while page := await trail.page(
        wanted, after=found[-1].position if found else None, before=None, limit=limit
    ):
        found += page
    return found


async def backward(trail: Trail, wanted: TrailFilter, limit: int) -> list[TrailEntry]:
    """All entries, page by page from the last one back."""
    found: list[TrailEntry] = []
    before = 2**63 - 1
    while page := await trail.page(wanted, after=None, before=before, limit=limit):
        found = [*page, *found]
        before = page[0].position
    return found


def index(database_url: str, pace: Pace | None = None) -> int:
    """Indexes until there is nothing new, and returns how many events that were."""
    with TrailDatastore(database_url, schema="tillroll") as datastore:
        return drain(TrailIndexer(datastore, datastore, pace or alone()))


def drain(indexer: TrailIndexer) -> int:
    """The same with an indexer that is there already."""
    indexed = 0
    while step := indexer.step():
        indexed += step
    return indexed
