"""A PostgreSQL for the tests: the one named in TEST_DATABASE_URL, or one that is gone afterwards."""

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

from interfaces.storage.postgres.embedded.server import embedded_postgres

# How long an example takes says more of the machine than of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture
def database_folder() -> Iterator[Path]:
    """A folder in which a test starts a PostgreSQL of its own.

    Not below pytest's temp folder, which the next pytest to start closes to PostgreSQL's account again.
    """
    with tempfile.TemporaryDirectory(prefix="tillroll-test-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """A PostgreSQL server, for the whole session. Tests take `fresh_database_url` from it."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    # Not pytest's own temp folder: it keeps the last three, and a database is 40 MB.
    with (
        tempfile.TemporaryDirectory(prefix="tillroll-test-") as folder,
        embedded_postgres(Path(folder, "postgres")) as url,
    ):
        yield url


@pytest.fixture
def fresh_database_url(database_url: str) -> Iterator[str]:
    """An empty database of its own for one test, dropped afterwards whoever is still connected."""
    with fresh_database(database_url) as url:
        yield url


@contextmanager
def fresh_database(server_url: str, *, like: str = "template1") -> Iterator[str]:
    """A database on the server of this URL, for as long as it is wanted: empty, or a copy of the one named `like`."""
    name = f"test_{uuid4().hex}"
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(create.format(sql.Identifier(name), sql.Identifier(like)))
        try:
            yield _with_database(server_url, name)
        finally:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )


def _with_database(url: str, name: str) -> str:
    parts = urlsplit(url)
    # Not `urlunsplit`, which drops the slashes of a URL that names no host.
    return f"{parts.scheme}://{parts.netloc}/{name}" + (f"?{parts.query}" if parts.query else "")
