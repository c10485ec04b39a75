"""The outcomes of consistency checks in PostgreSQL."""

from collections.abc import Sequence

import psycopg
from psycopg.types.numeric import Int8

from application.ports.operations.checks import CheckOutcome
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.connections.single import primary_connection

_COLUMNS = """
    at, milliseconds, tillroll, checkouts, events, snapshots, trail_rows, clear_events, differences
"""
_NEWEST = f"SELECT {_COLUMNS} FROM tillroll.check_outcomes ORDER BY id DESC LIMIT $1"
_KEEP = f"""
INSERT INTO tillroll.check_outcomes ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


class OutcomeNotKept(Exception):
    """The database has no place for the outcome, or its role may not write. The message says which."""


class PostgresCheckLog:
    """Reads outcomes through a pool that it does not own. The method raises StoreUnavailable."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool

    async def outcomes(self, limit: int) -> Sequence[CheckOutcome]:
        """Return the newest outcomes, the newest first."""
        return [
            CheckOutcome(
                at=row[0],
                milliseconds=row[1],
                tillroll=row[2],
                checkouts=row[3],
                events=row[4],
                snapshots=row[5],
                trail_rows=row[6],
                clear_events=row[7],
                differences=row[8],
            )
            for row in await self._pool.rows(_NEWEST, (Int8(limit),))
        ]


def keep_outcome(database_url: str, outcome: CheckOutcome) -> None:
    """Store the outcome of a check. Raises OutcomeNotKept, as on a follower or a database with an older schema."""
    row = (
        outcome.at,
        outcome.milliseconds,
        outcome.tillroll,
        outcome.checkouts,
        outcome.events,
        outcome.snapshots,
        outcome.trail_rows,
        outcome.clear_events,
        outcome.differences,
    )
    try:
        with primary_connection(database_url) as connection:
            connection.execute(_KEEP, row)
    except psycopg.Error as error:
        raise OutcomeNotKept(str(error).partition("\n")[0]) from error
