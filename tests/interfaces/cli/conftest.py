"""Runs the command line in process, on databases that contain a disputed checkout."""

import asyncio
from collections.abc import Callable, Iterator
from functools import partial

import psycopg
import pytest
from typer.testing import CliRunner, Result

from interfaces.cli.main import app
from interfaces.storage.postgres.audit.rebuild import rebuild
from interfaces.storage.postgres.storage import PostgresStorage
from tests.databases import Databases, database_name
from tests.interfaces.cli.dispute import insert_key, record
from tests.master_key import MASTER_KEYS

Tillroll = Callable[..., Result]
Tamper = Callable[..., None]


async def _record(url: str) -> None:
    async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
        await record(storage)


@pytest.fixture(scope="session")
def dispute_template(database_copies: Databases, migrated_database: str) -> Iterator[str]:
    """The name of a database with the disputed checkout, to be copied. No connection to it is open."""
    with database_copies.copy(migrated_database) as url:
        insert_key(url)
        asyncio.run(_record(url))
        yield database_name(url)


@pytest.fixture(scope="session")
def disputed(database_copies: Databases, dispute_template: str) -> Iterator[str]:
    """The URL of a database with the disputed checkout, for tests that do not change it."""
    with database_copies.copy(dispute_template) as url:
        yield url


@pytest.fixture
def own_dispute(database_copies: Databases, dispute_template: str) -> Iterator[str]:
    """A copy of that database, for a test that changes it."""
    with database_copies.copy(dispute_template) as url:
        yield url


@pytest.fixture(scope="session")
def audited_template(database_copies: Databases, dispute_template: str) -> Iterator[str]:
    """The name of a database that also has the audit log, to be copied."""
    with database_copies.copy(dispute_template) as url:
        rebuild(url, lambda done, total: None)
        yield database_name(url)


@pytest.fixture
def tillroll(monkeypatch: pytest.MonkeyPatch) -> Tillroll:
    """Run the command with its output in a pipe, and DATABASE_URL in the environment."""

    def run(*arguments: str, database: str | None = None) -> Result:
        monkeypatch.setenv("DATABASE_URL", database or "")
        if database is None:
            monkeypatch.delenv("DATABASE_URL")
        monkeypatch.setattr("sys.argv", ["tillroll", *arguments])
        return CliRunner().invoke(app, list(arguments), prog_name="tillroll")

    return run


def run_sql(url: str, statement: str, *parameters: object) -> None:
    """Run an SQL statement directly on the database."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode(), parameters)


@pytest.fixture
def tamper(own_dispute: str) -> Tamper:
    """Run an SQL statement directly on the database of `own_dispute`."""
    return partial(run_sql, own_dispute)
