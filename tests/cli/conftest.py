"""The command as people use it, on a database with a disputed checkout in it."""

import asyncio
from collections.abc import Callable, Iterator

import psycopg
import pytest
from typer.testing import CliRunner, Result

from interfaces.cli.main import app
from interfaces.storage.migrations import migrate
from interfaces.storage.storage import PostgresStorage
from tests.cli.dispute import record
from tests.conftest import fresh_database

Tillroll = Callable[..., Result]
Tamper = Callable[..., None]


async def _record(url: str) -> None:
    async with PostgresStorage(url) as storage:
        await record(storage)


@pytest.fixture(scope="module")
def disputed(database_url: str) -> Iterator[str]:
    """The URL of a database with the dispute in it, for tests that change nothing there."""
    with fresh_database(database_url) as url:
        migrate(url)
        asyncio.run(_record(url))
        yield url


@pytest.fixture
def own_dispute(fresh_database_url: str) -> str:
    """Another such database, to be tampered with."""
    migrate(fresh_database_url)
    asyncio.run(_record(fresh_database_url))
    return fresh_database_url


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


@pytest.fixture
def tamper(own_dispute: str) -> Tamper:
    """Runs SQL behind tillroll's back."""

    def change(statement: str, *parameters: object) -> None:
        with psycopg.connect(own_dispute, autocommit=True) as connection:
            connection.execute(statement.encode(), parameters)

    return change
