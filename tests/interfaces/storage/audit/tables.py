"""The table of the audit log, for tests that compare it row by row."""

import psycopg

from interfaces.storage.postgres.projections.event_table import TRACKING_NAME

Table = list[tuple[object, ...]]


def table(database_url: str) -> Table:
    """Return all rows with all columns, ordered by position."""
    with psycopg.connect(database_url) as connection:
        return connection.execute("SELECT * FROM tillroll.trail ORDER BY position").fetchall()


def position(database_url: str) -> int:
    """Return the position that the projection has recorded."""
    with psycopg.connect(database_url) as connection:
        found = connection.execute(
            "SELECT coalesce(max(position), 0) FROM tillroll.trail"
        ).fetchone()
        assert found is not None
        return int(found[0])


def empty_the_log(database_url: str) -> None:
    """Delete all entries, so that the projection starts from the first event."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("TRUNCATE tillroll.trail, tillroll.trail_zones, tillroll.trail_words")
        connection.execute(
            "DELETE FROM tillroll.trail_tracking WHERE application_name = %s", (TRACKING_NAME,)
        )
