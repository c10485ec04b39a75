"""A server on a database with a disputed checkout, which the command asks with a key in place of the database."""

from collections.abc import Callable, Iterator

import pytest
from typer.testing import CliRunner, Result

from interfaces.cli.main import app
from interfaces.storage.postgres.audit.rebuild import rebuild
from tests.databases import Databases
from tests.interfaces.cli.conftest import run_sql
from tests.interfaces.cli.test_deliveries import RECORDED
from tests.system.service.server import running

Asked = Callable[..., Result]


@pytest.fixture(scope="module")
def seeded(database_copies: Databases, dispute_template: str) -> Iterator[str]:
    """The URL of a database with the disputed checkout, its audit log, and a callback of it."""
    with database_copies.copy(dispute_template) as url:
        run_sql(url, RECORDED)
        # A server would send it.
        run_sql(url, "DELETE FROM tillroll.deliveries WHERE state = 'waiting'")
        rebuild(url, lambda done, total: None)
        yield url


@pytest.fixture(scope="module")
def service(seeded: str) -> Iterator[str]:
    """The address of a server on that database, with the keys of a demo."""
    with running(seeded) as server:
        yield server.address


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Run the command without a database, with a key in the environment."""

    def run(*arguments: str, key: str | None = "demo-auditor") -> Result:
        monkeypatch.delenv("DATABASE_URL", raising=False)
        monkeypatch.delenv("TILLROLL_KEY", raising=False)
        if key is not None:
            monkeypatch.setenv("TILLROLL_KEY", key)
        return CliRunner().invoke(app, list(arguments), prog_name="tillroll")

    return run
