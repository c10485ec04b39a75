"""The command as people use it, on a database with a disputed checkout in it."""

import asyncio
from collections.abc import Callable, Iterator
from functools import partial

import psycopg
import pytest
from typer.testing import CliRunner, Result

from interfaces.cli.main import app
from interfaces.storage.postgres.audit.rebuild import rebuild
from interfaces.storage.postgres.storage import PostgresStorage
from tests.conftest import database_name, fresh_database
from tests.interfaces.cli.dispute import record

Tillroll = Callable[..., Result]
Tamper = Callable[..., None]


async def _record(url: str) -> None:
    async with PostgresStorage(url) as storage:
        await record(storage)


@pytest.fixture(scope="session")
def untouched(database_url: str, migrated_database: str) -> Iterator[str]:
    """The name of a database with the dispute in it, to be copied; nobody is connected to it."""
    with fresh_database(database_url, like=migrated_database) as url:
        asyncio.run(_record(url))
        yield database_name(url)


@pytest.fixture(scope="session")
def disputed(database_url: str, untouched: str) -> Iterator[str]:
    """The URL of a database with the dispute in it, for tests that change nothing there."""
    with fresh_database(database_url, like=untouched) as url:
        yield url


@pytest.fixture
def own_dispute(database_url: str, untouched: str) -> Iterator[str]:
    """Another such database, to be tampered with."""
    with fresh_database(database_url, like=untouched) as url:
        yield url


@pytest.fixture(scope="session")
def untouched_trail(database_url: str, untouched: str) -> Iterator[str]:
    """The name of a database that has the audit trail too, to be copied."""
    with fresh_database(database_url, like=untouched) as url:
        rebuild(url, lambda done, total: None)
        yield database_name(url)


@pytest.fixture
def tillroll(monkeypatch: pytest.MonkeyPatch) -> Tillroll:
    """Runs the command in a pipe, with a database named in the environment."""

    def run(*arguments: str, database: str | None = None) -> Result:
        monkeypatch.setenv("DATABASE_URL", database or "")
        if database is None:
            monkeypatch.delenv("DATABASE_URL")
        monkeypatch.setattr("sys.argv", ["tillroll", *arguments])
        return CliRunner().invoke(app, list(arguments), prog_name="tillroll")

    return run


def tampered(url: str, statement: str, *parameters: object) -> None:
    """Runs SQL behind tillroll's back."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode(), parameters)


@pytest.fixture
def tamper(own_dispute: str) -> Tamper:
    """Runs SQL behind tillroll's back, in the database of one's own."""
    return partial(tampered, own_dispute)
