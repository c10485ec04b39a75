"""`tillroll demo` fills an installation through the application, so that it is recorded as real checkouts are."""

import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.databases import Databases
from tests.interfaces.cli.conftest import Tillroll
from tests.master_key import MASTER_KEY

REAL = """
history_keys = []
[[merchants]]
id = "my-shop"
name = "My Shop"
[merchants.walley]
store_ids = [7]
clients = [{ client_id = "mine", client_secret = "a-secret-of-sixteen-or-more" }]
"""


@pytest.fixture(autouse=True)
def _master_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TILLROLL_MASTER_KEY", MASTER_KEY)


@pytest.fixture(scope="module")
def empty(database_copies: Databases, migrated_database: str) -> Iterator[str]:
    """A database without checkouts."""
    with database_copies.copy(migrated_database) as url:
        yield url


@pytest.fixture
def real_configuration(tmp_path: Path) -> Path:
    """A configuration that is not in demo mode."""
    file = tmp_path / "tillroll.toml"
    file.write_text(REAL)
    return file


def count(url: str, table: str) -> int:
    """Return the number of rows of a table."""
    with psycopg.connect(url) as connection:
        row = connection.execute(f"SELECT count(*) FROM tillroll.{table}".encode()).fetchone()
    assert row is not None
    return int(row[0])


def test_checkouts_are_made_indexed_and_replayed_the_same(tillroll: Tillroll, empty: str) -> None:
    """The audit log has every event, refused commands and callbacks are there, and the check finds no difference.

    A second run makes other checkouts, a used seed is refused, and another installation's database too.
    """
    made = tillroll("demo", "--count", "24", database=empty)
    assert made.exit_code == 0, made.output
    assert "Made 24 checkouts of 30 days with seed 1." in made.output
    assert "/console with the key demo-auditor" in made.output
    assert count(empty, "trail") == count(empty, "checkout_events")
    assert count(empty, "deliveries") > 0
    refused = re.search(r"refused commands: (.*) \(", made.output)
    assert refused is not None
    numbers = map(int, re.findall(r"\d+", refused[1]))
    assert count(empty, "refusals") == sum(numbers) > 0
    checked = tillroll("check", database=empty)
    assert checked.exit_code == 0, checked.output
    again = tillroll("demo", "--count", "1", database=empty)
    assert "Made 1 checkout of 30 days with seed 2." in again.output
    used = tillroll("demo", "--seed", "1", database=empty)
    assert used.exit_code == 1
    assert "Checkouts of seed 1 are there already." in used.output


def test_a_real_configuration_is_refused(
    tillroll: Tillroll, empty: str, real_configuration: Path
) -> None:
    """Without demo mode the command says what it would leave behind, and makes nothing."""
    before = count(empty, "checkout_events")
    refused = tillroll("demo", "--config", str(real_configuration), database=empty)
    assert refused.exit_code == 2
    assert "is not in demo mode. Demo checkouts stay in the history for good" in refused.output
    assert count(empty, "checkout_events") == before


def test_a_database_of_other_merchants_is_refused(tillroll: Tillroll, own_dispute: str) -> None:
    """A database with checkouts of a merchant that the configuration lacks is another installation's."""
    tillroll("projection", "rebuild", database=own_dispute)
    with psycopg.connect(own_dispute, autocommit=True) as connection:
        connection.execute("UPDATE tillroll.trail SET merchant = 'somebody-elses'")
    refused = tillroll("demo", database=own_dispute)
    assert refused.exit_code == 2, refused.output
    assert "The database has checkouts of somebody-elses" in refused.output
    forced = tillroll("demo", "--count", "1", "--force", database=own_dispute)
    assert forced.exit_code == 0, forced.output
