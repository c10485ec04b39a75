"""A PostgreSQL for the tests: the one named in TEST_DATABASE_URL, or one that is gone afterwards."""

import gc
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from hypothesis import settings
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from interfaces.storage.postgres.embedded.server import as_server, embedded_postgres
from interfaces.storage.postgres.schema.migrations import migrate
from interfaces.storage.postgres.schema.server_role import prepare_for_server

# How long an example takes says more of the machine than of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_collection_finish() -> None:
    """Exclude the collected tests from garbage collections, each of which walked through all of them."""
    gc.collect()
    gc.freeze()
    # This one sees that little is left: Python waits with the next until a quarter as much is new.
    gc.collect()
    gc.set_threshold(10_000, 10, 10)


@pytest.fixture
def database_folder() -> Iterator[Path]:
    """A folder in which a test starts a PostgreSQL of its own.

    Not below pytest's temp folder, which the next pytest to start closes to PostgreSQL's account again.
    """
    with tempfile.TemporaryDirectory(prefix="tillroll-test-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """A PostgreSQL server for the whole session. Tests use databases on it."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    # Not pytest's own temp folder: it keeps the last three, and a database is 40 MB.
    with (
        tempfile.TemporaryDirectory(prefix="tillroll-test-") as folder,
        embedded_postgres(Path(folder, "postgres")) as url,
    ):
        _write_without_syncing(url)
        yield url


def _write_without_syncing(url: str) -> None:
    """Let the server skip all waits for the disk. Its data does not outlive the session.

    Tests that kill a server or read its files start one of their own, with the settings of the product.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")


@pytest.fixture
def fresh_database_url(database_url: str) -> Iterator[str]:
    """An empty database for one test."""
    with fresh_database(database_url) as url:
        yield url


@pytest.fixture(scope="session")
def migrated_database(database_url: str) -> Iterator[str]:
    """The name of a database with tillroll's schema and no rows, for copies of it."""
    with fresh_database(database_url) as url:
        migrate(url)
        yield database_name(url)


@pytest.fixture
def migrated_url(database_url: str, migrated_database: str) -> Iterator[str]:
    """A database with tillroll's schema and no rows, for one test."""
    with fresh_database(database_url, like=migrated_database) as url:
        yield url


@pytest.fixture(scope="session")
def prepared_database(database_url: str, migrated_database: str) -> Iterator[str]:
    """The name of a migrated database in which the server's role has its privileges, used as a template."""
    with fresh_database(database_url, like=migrated_database) as url:
        prepare_for_server(url)
        yield database_name(url)


@pytest.fixture
def prepared_url(request: pytest.FixtureRequest, database_url: str) -> Iterator[str]:
    """The owner's URL of a database for one test, which `as_server` makes the URL of the server's role.

    A server named by TEST_DATABASE_URL has only the role in that URL.
    """
    has_role = as_server(database_url) != database_url
    like: str = request.getfixturevalue("prepared_database" if has_role else "migrated_database")
    with fresh_database(database_url, like=like) as url:
        yield url


@contextmanager
def fresh_database(server_url: str, *, like: str = "template1") -> Iterator[str]:
    """Create a copy of the database named `like`, yield its URL, and drop it with all of its connections."""
    name = f"test_{uuid4().hex}"
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY WAL_LOG")
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(create.format(sql.Identifier(name), sql.Identifier(like)))
        try:
            yield _with_database(server_url, name)
        finally:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )


def database_name(url: str) -> str:
    """Return the name of the database in a URL."""
    return str(conninfo_to_dict(url)["dbname"])


def _with_database(url: str, name: str) -> str:
    parts = urlsplit(url)
    # Not `urlunsplit`, which drops the slashes of a URL that names no host.
    return f"{parts.scheme}://{parts.netloc}/{name}" + (f"?{parts.query}" if parts.query else "")
