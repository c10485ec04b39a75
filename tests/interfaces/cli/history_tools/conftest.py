"""A database with a disputed checkout and a signed head, for the tools."""

from collections.abc import Iterator

import pytest

from interfaces.storage.postgres.embedded.server import as_server
from interfaces.storage.postgres.schema.server_role import prepare_for_server
from tests.databases import Databases
from tests.interfaces.storage.ledger.following import make_setup, open_follower
from tests.master_key import MASTER_KEY


@pytest.fixture(scope="module")
def proven(
    database_copies: Databases,
    audited_template: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The URL of a database with the disputed checkout, its audit log, and a signed head that covers it."""
    with database_copies.copy(audited_template) as url:
        grant_to_server(url)
        setup = make_setup(tmp_path_factory.mktemp("ledger"))
        with open_follower(url, setup) as following:
            following.drain()
        yield url


def grant_to_server(url: str) -> None:
    """Grant the rights of the server. A server named by TEST_DATABASE_URL has only the role in that URL."""
    if as_server(url) != url:
        prepare_for_server(url)


@pytest.fixture(autouse=True)
def master_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The master key of the database."""
    monkeypatch.setenv("TILLROLL_MASTER_KEY", MASTER_KEY)
    monkeypatch.delenv("TILLROLL_CONFIG", raising=False)
