"""A database with deliveries in it, and a desk that makes some."""

from collections.abc import AsyncIterator

import pytest

from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.webhooks.desk import Desk


@pytest.fixture
async def desk(migrated_url: str) -> AsyncIterator[Desk]:
    """Checkouts that are purchased, and their callbacks derived and sent, when a test says so."""
    async with PostgresStorage(migrated_url) as storage, Desk(migrated_url, storage) as desk:
        yield desk
