"""A database whose trail has the words of an older version is indexed again after the upgrade."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from interfaces.storage.postgres.schema import migrations
from interfaces.storage.postgres.schema.migrations import migrate
from tests.interfaces.storage.audit.histories import one_history, store
from tests.interfaces.storage.audit.reading import index
from tests.interfaces.storage.audit.tables import table

_TURN_TO_PROJECT = 8388354993919124844


def as_an_older_version_left_it(database_url: str) -> None:
    """The step of the upgrade is not taken yet, and the marks are not those of this version."""
    with psycopg.connect(database_url) as connection:
        connection.execute("DELETE FROM tillroll.migrations WHERE name = 'search_words'")
        connection.execute("DROP TABLE tillroll.trail_words")
        connection.execute("DROP FUNCTION tillroll.create_trail_words")
        connection.execute("UPDATE tillroll.trail SET marks = 'older'")


@contextmanager
def projecting(database_url: str) -> Iterator[None]:
    """Another session has the turn to project."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (_TURN_TO_PROJECT,))
        yield


def test_all_events_are_indexed_again(migrated_url: str) -> None:
    """After the upgrade the projector begins at the first event, and its rows are those of this version."""
    store(migrated_url, one_history("a", 1, 100))
    index(migrated_url)
    expected = table(migrated_url)
    as_an_older_version_left_it(migrated_url)
    migrate(migrated_url)
    assert index(migrated_url) == 100
    assert table(migrated_url) == expected


def test_the_upgrade_is_refused_while_an_older_projector_runs(
    migrated_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trail stays as it was: the older projector would leave a gap in an emptied one."""
    monkeypatch.setattr(migrations, "_WAIT", "10ms")
    store(migrated_url, one_history("a", 1, 20))
    index(migrated_url)
    as_an_older_version_left_it(migrated_url)
    before = table(migrated_url)
    with projecting(migrated_url), pytest.raises(psycopg.errors.LockNotAvailable):
        migrate(migrated_url)
    assert table(migrated_url) == before
