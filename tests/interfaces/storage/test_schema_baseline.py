"""The baseline creates the schema that the earlier migration steps, numbered up to 42, created."""

from pathlib import Path

import psycopg
import pytest

from interfaces.storage.postgres.schema import migrations, version_check
from interfaces.storage.postgres.schema.migrations import (
    BASELINE,
    DatabaseTooOld,
    known_migrations,
    migrate,
    require_current_schema,
)
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.schema_catalog import schema_catalog

_FROZEN = Path(__file__).with_name("schema_catalog.txt")
_EARLIER = """
DELETE FROM tillroll.migrations;
INSERT INTO tillroll.migrations (number, name)
VALUES (1, 'checkouts'), (2, 'trail'), (24, 'merging_marks'), (41, 'search_words')
"""
_PRESENT = "INSERT INTO tillroll.migrations (number, name) VALUES (42, 'invalid_bodies')"


def migrated_by_earlier_steps(database_url: str) -> list[str]:
    """Create the database that a release with the earlier steps left behind, up to step 41."""
    migrate(database_url)
    with psycopg.connect(database_url) as connection:
        connection.execute(_EARLIER)
    return schema_catalog(database_url)


@pytest.fixture
def without_later_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """The baseline is the only known migration."""
    baseline = [step for step in known_migrations() if step.number == BASELINE]
    for module in (migrations, version_check):
        monkeypatch.setattr(module, "known_migrations", lambda: baseline)


@pytest.mark.usefixtures("without_later_steps")
def test_the_baseline_makes_the_schema_of_the_earlier_steps(fresh_database_url: str) -> None:
    """All relations, columns, indexes, constraints, functions and types equal the frozen listing of those steps."""
    migrate(fresh_database_url)
    assert schema_catalog(fresh_database_url) == _FROZEN.read_text().splitlines()


@pytest.mark.usefixtures("without_later_steps")
async def test_a_database_of_the_earlier_steps_is_used_unchanged(fresh_database_url: str) -> None:
    """A database with step 42 is current: migrating adds nothing, and both checks accept it."""
    before = migrated_by_earlier_steps(fresh_database_url)
    with psycopg.connect(fresh_database_url) as connection:
        connection.execute(_PRESENT)
    migrate(fresh_database_url)
    require_current_schema(fresh_database_url)
    async with PostgresStorage(fresh_database_url) as storage:
        assert await storage.schema.require_current() == "42 (baseline)"
    assert schema_catalog(fresh_database_url) == before


@pytest.mark.parametrize("check", [migrate, require_current_schema])
def test_an_older_database_is_refused(fresh_database_url: str, check: object) -> None:
    """The error names the version and says to update with the previous release. Nothing is changed."""
    assert callable(check)
    before = migrated_by_earlier_steps(fresh_database_url)
    with pytest.raises(DatabaseTooOld, match=r"41 \(search_words\).*previous release"):
        check(fresh_database_url)
    assert schema_catalog(fresh_database_url) == before
