"""A storage for one test: in PostgreSQL, or either kind for what both must do."""

from collections.abc import AsyncIterator

import pytest

from interfaces.storage.memory.storage import InMemoryStorage
from interfaces.storage.postgres.embedded.server import as_server
from interfaces.storage.postgres.schema.migrations import migrate
from interfaces.storage.postgres.schema.server_role import prepare_for_server
from interfaces.storage.postgres.storage import PostgresStorage

Storage = PostgresStorage | InMemoryStorage


@pytest.fixture
def migrated_url(fresh_database_url: str) -> str:
    """A database with tillroll's schema and nothing in it."""
    migrate(fresh_database_url)
    return fresh_database_url


@pytest.fixture
async def postgres(migrated_url: str) -> AsyncIterator[PostgresStorage]:
    """A storage in a database of its own."""
    async with PostgresStorage(migrated_url) as storage:
        yield storage


@pytest.fixture(params=["memory", "postgresql", "server's role"])
async def storage(request: pytest.FixtureRequest) -> AsyncIterator[Storage]:
    """Each kind of storage in turn."""
    if request.param == "memory":
        yield InMemoryStorage()
        return
    url: str = request.getfixturevalue("migrated_url")
    # A server that TEST_DATABASE_URL names has the one role that it names.
    if request.param == "server's role" and as_server(url) != url:
        prepare_for_server(url)
        url = as_server(url)
    async with PostgresStorage(url) as storage:
        yield storage
