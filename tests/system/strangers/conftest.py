"""Real servers as strangers reach them: `sender.py` sends from addresses of their own."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

import pytest

from tests.databases import Databases
from tests.system.service.server import Server, running

_CONFIGURATION = """
demo = true
serving.most_under_way = 20
[serving.bodies]
most_bytes = 16_000_000
most_bytes_per_address = 4_000_000
[[merchants]]
id = "demo-shop"
name = "Demo Shop"
payment_keys = ["demo-payments"]
[merchants.walley]
store_ids = [1001]
clients = [{ client_id = "demo-client", client_secret = "demo-secret" }]
[merchants.svea]
credentials = [{ merchant_id = "100001", secret = "demo-svea-secret" }]
"""


@pytest.fixture(scope="module")
def server(database_copies: Databases, migrated_database: str) -> Iterator[Server]:
    """A server process on a database of its own. Tests that use up a limit have an address of their own each."""
    with (
        database_copies.copy(migrated_database) as url,
        _running_quietly(url) as started,
    ):
        yield started


@pytest.fixture(params=[1, 2], ids=["one-worker", "two-workers"])
def server_with_workers(
    database_copies: Databases, migrated_database: str, request: pytest.FixtureRequest
) -> Iterator[Server]:
    """A server with one process, and one with two, that accept from the same port."""
    options = ("--workers", str(request.param))
    with (
        database_copies.copy(migrated_database) as url,
        _running_quietly(url, *options) as started,
    ):
        yield started


@pytest.fixture(scope="module")
def small_server(
    database_copies: Databases, migrated_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server that answers 20 requests at a time."""
    file = tmp_path_factory.mktemp("config") / "tillroll.toml"
    file.write_text(_CONFIGURATION)
    with (
        database_copies.copy(migrated_database) as url,
        running(url, TILLROLL_CONFIG=str(file)) as started,
    ):
        yield started


def _running_quietly(url: str, *options: str) -> AbstractContextManager[Server]:
    """Serve without a log: nobody reads the server's output during a test, and it would fill the pipe."""
    return running(url, *options, TILLROLL_LOG_LEVEL="error")
