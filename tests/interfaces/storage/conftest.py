"""Storages for the tests: PostgreSQL alone, or each kind for the common contract."""

from collections.abc import AsyncIterator

import pytest

from interfaces.storage.memory.storage import InMemoryStorage
from interfaces.storage.postgres.embedded.server import as_server
from interfaces.storage.postgres.storage import PostgresStorage
from tests.conftest import fresh_database
from tests.master_key import MASTER_KEYS

Storage = PostgresStorage | InMemoryStorage


@pytest.fixture
async def postgres(migrated_url: str) -> AsyncIterator[PostgresStorage]:
    """A storage in a database of its own."""
    async with PostgresStorage(migrated_url, master_keys=MASTER_KEYS) as storage:
        yield storage


@pytest.fixture(params=["memory", "postgresql", "server's role"])
async def storage(request: pytest.FixtureRequest) -> AsyncIterator[Storage]:
    """Each kind of storage in turn."""
    if request.param == "memory":
        yield InMemoryStorage()
        return
    server: str = request.getfixturevalue("database_url")
    # A server named by TEST_DATABASE_URL has only the role in that URL.
    as_role = request.param == "server's role" and as_server(server) != server
    like: str = request.getfixturevalue("prepared_database" if as_role else "migrated_database")
    with fresh_database(server, like=like) as url:
        named = as_server(url) if as_role else url
        async with PostgresStorage(named, master_keys=MASTER_KEYS) as storage:
            yield storage
