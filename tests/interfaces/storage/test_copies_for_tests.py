"""The copies of databases that tests use one after another: no test finds anything of an earlier one."""

from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from tests.databases import Databases

_IDENTITY = "SELECT oid FROM pg_database WHERE datname = current_database()"
_INSERT = "INSERT INTO tillroll.retention (policy) VALUES ('{}')"
_NEXT = "SELECT nextval('tillroll.check_outcomes_id_seq')"
_TABLES = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'tillroll' ORDER BY 1"


@pytest.fixture
def copies(database_url: str) -> Iterator[Databases]:
    """Copies that no other test uses."""
    with closing(Databases(database_url)) as copies:
        yield copies


def _run(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def _content(url: str) -> list[list[tuple[object, ...]]]:
    """The rows of each table."""
    return [_run(url, f"SELECT * FROM tillroll.{name}") for (name,) in _run(url, _TABLES)]


def test_a_copy_that_is_used_again_has_the_rows_of_its_template(
    copies: Databases, migrated_database: str
) -> None:
    """Inserted and deleted rows are as before, and the numbers of sequences too."""
    with copies.copy(migrated_database) as url:
        identity, before = _run(url, _IDENTITY), _content(url)
        _run(url, _INSERT)
        _run(url, "DELETE FROM tillroll.trail_tracking")
        assert _run(url, _NEXT) == [(1,)]
        assert _content(url) != before
    with copies.copy(migrated_database) as url:
        assert _run(url, _IDENTITY) == identity
        assert _content(url) == before
        assert _run(url, _NEXT) == [(1,)]


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE tillroll.retention ADD COLUMN other text",
        "DROP INDEX tillroll.refusals_request_idx",
        "CREATE TABLE public.other ()",
        "ALTER TABLE tillroll.retention DROP CONSTRAINT retention_pkey",
        "GRANT SELECT ON tillroll.retention TO public",
        "ANALYZE tillroll.migrations",
    ],
)
def test_an_altered_copy_is_not_used_again(
    copies: Databases, migrated_database: str, statement: str
) -> None:
    """A copy whose definitions or statistics a test altered is dropped."""
    with copies.copy(migrated_database) as url:
        identity = _run(url, _IDENTITY)
        _run(url, statement)
    with copies.copy(migrated_database) as url:
        assert _run(url, _IDENTITY) != identity


def test_a_process_of_an_earlier_test_does_not_reach_a_copy(
    copies: Databases, migrated_database: str
) -> None:
    """Its connections end with the test, and the URL that it knows names no database any more."""
    with copies.copy(migrated_database) as url:
        left = psycopg.connect(url, autocommit=True)
    with copies.copy(migrated_database), left:
        with pytest.raises(psycopg.OperationalError):
            left.execute("SELECT 1")
        with pytest.raises(psycopg.OperationalError, match="does not exist"):
            psycopg.connect(url)
