"""A ledger with its configuration, on a database of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import Result

from tests.interfaces.cli.conftest import Tillroll, run_sql
from tests.interfaces.storage.ledger.following import (
    ORIGIN,
    Following,
    TestClock,
    make_setup,
    open_follower,
)
from tests.master_key import MASTER_KEY

Run = Callable[..., Result]


@dataclass(frozen=True)
class Site:
    """A database with a ledger, and the file of its configuration."""

    following: Following
    config: Path
    tillroll: Tillroll

    @property
    def url(self) -> str:
        """The URL of the database."""
        return self.following.database_url

    def run(self, *arguments: str) -> Result:
        """Run `tillroll ledger` with these arguments, the configuration and the database."""
        return self.tillroll("ledger", *arguments, "--config", str(self.config), database=self.url)

    def sql(self, statement: str, *parameters: object) -> None:
        """Run a statement as a superuser."""
        run_sql(self.url, statement, *parameters)


@pytest.fixture
def clock() -> TestClock:
    """The clock of the follower."""
    return TestClock()


@pytest.fixture
def site(
    prepared_url: str,
    tmp_path: Path,
    clock: TestClock,
    tillroll: Tillroll,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Site]:
    """A ledger whose key and heads are where its configuration says."""
    monkeypatch.setenv("TILLROLL_MASTER_KEY", MASTER_KEY)
    setup = make_setup(tmp_path)
    config = tmp_path / "tillroll.toml"
    config.write_text(
        f'merchants = []\n[ledger]\norigin = "{ORIGIN}"\nkey_file = "ledger.key"\nheads_folder = "heads"\n'
    )
    with open_follower(prepared_url, setup, clock=clock) as following:
        yield Site(following, config, tillroll)
