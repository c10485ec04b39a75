"""Databases with a history from before personal data was sealed."""

import asyncio
from collections.abc import Iterator

import pytest

from interfaces.storage.postgres.audit.rebuild import rebuild
from tests.databases import Databases, database_name
from tests.interfaces.cli.sealing.old_history import record_old_history, storage_of
from tests.master_key import MASTER_KEY


@pytest.fixture(autouse=True)
def _master_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Name the master key in the environment of the command."""
    monkeypatch.setenv("TILLROLL_MASTER_KEY", MASTER_KEY)


def fill(url: str) -> None:
    """Record the old history and its audit log in a migrated database."""

    async def record() -> None:
        async with storage_of(url) as storage:
            await record_old_history(storage)

    asyncio.run(record())
    rebuild(url, lambda done, total: None)


@pytest.fixture(scope="session")
def old_template(database_copies: Databases, migrated_database: str) -> Iterator[str]:
    """The name of a database with the old history, to be copied."""
    with database_copies.copy(migrated_database) as url:
        fill(url)
        yield database_name(url)


@pytest.fixture
def old(database_copies: Databases, old_template: str) -> Iterator[str]:
    """The URL of a database with the old history, for one test."""
    with database_copies.copy(old_template) as url:
        yield url
