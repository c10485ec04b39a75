"""A PostgreSQL for the tests: the one named in TEST_DATABASE_URL, or one that is gone afterwards."""

import gc
import os
import ssl
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest
from httpx._transports import default as transports
from hypothesis import settings
from psycopg import sql

from interfaces.runtime.data_folder import DATA
from interfaces.storage.postgres.embedded.server import as_server, embedded_postgres
from interfaces.storage.postgres.schema.migrations import migrate
from interfaces.storage.postgres.schema.server_role import prepare_for_server
from tests.databases import Databases, database_name, fresh_database
from tests.distribution import Distribution, sort_for_distribution
from tests.examples import QUICK, THOROUGH

# How long an example takes says more of the machine than of the code.
settings.register_profile("thorough", deadline=None, max_examples=THOROUGH)
settings.register_profile("quick", deadline=None, max_examples=QUICK)
settings.load_profile("thorough")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Distribution:
    """Distribute tests among processes by files and folders."""
    return Distribution(config, log)


def pytest_configure() -> None:
    """Let all clients of httpx that verify as usual share the authorities, which take 17 ms to read."""
    create = httpx.create_ssl_context
    usual = create()

    def shared(verify: Any = True, cert: Any = None, trust_env: bool = True) -> ssl.SSLContext:
        return usual if verify is True and cert is None else create(verify, cert, trust_env)

    setattr(transports, "create_ssl_context", shared)  # noqa: B010  not part of its interface


def pytest_collectstart() -> None:
    """Collect no garbage while tests are collected: nearly all that is made then is kept."""
    gc.disable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put first what has processes of its own."""
    sort_for_distribution(items)


def pytest_collection_finish() -> None:
    """Exclude the collected tests from garbage collections, each of which walked through all of them."""
    gc.collect()
    gc.freeze()
    # This one sees that little is left: Python waits with the next until a quarter as much is new.
    gc.collect()
    # Most applications of tests are collected before they are old, which takes half of the time.
    gc.set_threshold(50_000, 20, 10)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def data_folders() -> Iterator[Path]:
    """The folder of the data folders of all modules."""
    with (
        tempfile.TemporaryDirectory(prefix="tillroll-test-") as folder,
        pytest.MonkeyPatch.context() as environment,
    ):
        environment.setenv(DATA, folder)
        yield Path(folder)


@pytest.fixture(scope="module", autouse=True)
def data_folder(data_folders: Path) -> Iterator[None]:
    """A data folder for each module: keys that one destroys are destroyed in others, which have the same ids."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(DATA, str(data_folders / uuid4().hex))
        yield


@pytest.fixture
def database_folder() -> Iterator[Path]:
    """A folder in which a test starts a PostgreSQL of its own.

    Not below pytest's temp folder, which the next pytest to start closes to PostgreSQL's account again.
    """
    with tempfile.TemporaryDirectory(prefix="tillroll-test-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def stopped_cluster() -> Iterator[Path]:
    """The folder of a PostgreSQL that was created, started and stopped, for copies."""
    with tempfile.TemporaryDirectory(prefix="tillroll-test-") as folder:
        cluster = Path(folder, "postgres")
        with embedded_postgres(cluster):
            pass
        yield cluster


@pytest.fixture
def cluster_folder(database_folder: Path, stopped_cluster: Path) -> Path:
    """The folder of a stopped PostgreSQL for one test. A copy takes a tenth of the time of a new one."""
    folder = database_folder / stopped_cluster.name
    subprocess.run(["cp", "-a", stopped_cluster, folder], check=True)
    return folder


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
    """Let the server skip all waits for the disk, and the upkeep of tables. Its data does not outlive the session.

    Tests that kill a server or read its files start one of their own, with the settings of the product.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
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


@pytest.fixture(scope="session")
def database_copies(database_url: str) -> Iterator[Databases]:
    """Copies of databases, which one test after another uses."""
    with closing(Databases(database_url)) as copies:
        yield copies


@pytest.fixture
def migrated_url(database_copies: Databases, migrated_database: str) -> Iterator[str]:
    """A database with tillroll's schema and no rows, for one test."""
    with database_copies.copy(migrated_database) as url:
        yield url


@pytest.fixture(scope="session")
def prepared_database(database_url: str, migrated_database: str) -> Iterator[str]:
    """The name of a migrated database in which the server's role has its privileges, used as a template."""
    with fresh_database(database_url, like=migrated_database) as url:
        prepare_for_server(url)
        yield database_name(url)


@pytest.fixture
def prepared_url(
    request: pytest.FixtureRequest, database_url: str, database_copies: Databases
) -> Iterator[str]:
    """The owner's URL of a database for one test, which `as_server` makes the URL of the server's role.

    A server named by TEST_DATABASE_URL has only the role in that URL.
    """
    has_role = as_server(database_url) != database_url
    like: str = request.getfixturevalue("prepared_database" if has_role else "migrated_database")
    with database_copies.copy(like) as url:
        yield url
