"""A storage for one test: in PostgreSQL, or either kind for what both must do."""

from collections.abc import AsyncIterator

import pytest

from interfaces.storage.in_memory import InMemoryStorage
from interfaces.storage.storage import PostgresStorage

Storage = PostgresStorage | InMemoryStorage


@pytest.fixture
async def postgres(fresh_database_url: str) -> AsyncIterator[PostgresStorage]:
    """A storage in a database of its own."""
    async with PostgresStorage.connect(fresh_database_url) as storage:
        yield storage


@pytest.fixture(params=["memory", "postgresql"])
async def storage(request: pytest.FixtureRequest) -> AsyncIterator[Storage]:
    """Each kind of storage in turn."""
    if request.param == "memory":
        yield InMemoryStorage()
        return
    url: str = request.getfixturevalue("fresh_database_url")
    async with PostgresStorage.connect(url) as storage:
        yield storage
