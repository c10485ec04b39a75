"""A trail for one test, with or without a projector of its own."""

from collections.abc import AsyncIterator, Iterator

import pytest

from interfaces.identifiers import now
from interfaces.storage.trail.datastore import TrailDatastore
from interfaces.storage.trail.indexing import TrailIndexer
from interfaces.storage.trail.pace import alone
from interfaces.storage.trail.trail import PostgresTrail


@pytest.fixture
async def reading(migrated_url: str) -> AsyncIterator[PostgresTrail]:
    """A trail that is only read here; `indexer` or another process makes it grow."""
    async with PostgresTrail(migrated_url, clock=now, projects=False) as trail:
        yield trail


@pytest.fixture
async def kept_up(migrated_url: str) -> AsyncIterator[PostgresTrail]:
    """A trail that is kept up by itself."""
    async with PostgresTrail(migrated_url, clock=now) as trail:
        yield trail


@pytest.fixture
def indexer(migrated_url: str) -> Iterator[TrailIndexer]:
    """Moves the trail forward step by step, whoever's turn it is."""
    with TrailDatastore(migrated_url, schema="tillroll") as datastore:
        yield TrailIndexer(datastore, datastore, alone())
