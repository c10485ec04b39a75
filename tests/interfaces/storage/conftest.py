"""Storages for the tests: PostgreSQL alone, or each kind for the common contract."""

from collections.abc import AsyncIterator

import pytest

from interfaces.storage.memory.storage import InMemoryStorage
from interfaces.storage.postgres.embedded.server import as_server
from interfaces.storage.postgres.storage import PostgresStorage
from tests.master_key import MASTER_KEYS

Storage = PostgresStorage | InMemoryStorage


@pytest.fixture
async def postgres(migrated_url: str) -> AsyncIterator[PostgresStorage]:
    """A storage in a database of its own."""
    async with PostgresStorage(migrated_url, master_keys=MASTER_KEYS) as storage:
        yield storage


KINDS = ["memory", pytest.param("postgresql", marks=pytest.mark.thorough), "server's role"]


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of storage in turn."""
    kind: str = request.param
    return kind


@pytest.fixture
def storage_url(kind: str, request: pytest.FixtureRequest) -> str:
    """The owner's URL of the database of `storage`, or an empty one for the storage in memory."""
    if kind == "memory":
        return ""
    url: str = request.getfixturevalue("migrated_url" if kind == "postgresql" else "prepared_url")
    return url


@pytest.fixture
async def storage(kind: str, storage_url: str) -> AsyncIterator[Storage]:
    """A storage without rows."""
    if kind == "memory":
        yield InMemoryStorage()
        return
    # A server named by TEST_DATABASE_URL has only the role in that URL, which `as_server` leaves as it is.
    url = as_server(storage_url) if kind == "server's role" else storage_url
    async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
        yield storage
