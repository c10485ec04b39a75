"""The outcomes of audits of the ledger in PostgreSQL."""

from collections.abc import Sequence
from typing import LiteralString

import psycopg
from psycopg.types.numeric import Int8

from application.ports.operations.ledger_audits import LedgerAuditOutcome
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.connections.single import primary_connection
from interfaces.storage.postgres.ledger.kinds import EVENTS, LedgerKind
from interfaces.storage.postgres.operations.check_log import OutcomeNotKept

_NEWEST: LiteralString = """
SELECT at, milliseconds, tillroll, size, heads, erased, differences, finding FROM tillroll.ledger_audits
WHERE ledger = $1 AND origin = $2 ORDER BY id DESC LIMIT $3
"""
_KEEP: LiteralString = """
INSERT INTO tillroll.ledger_audits (
    ledger, origin, at, milliseconds, tillroll, size, heads, erased, differences, finding
)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


class PostgresLedgerAuditLog:
    """Reads outcomes through a pool that it does not own. Without an origin there are none."""

    def __init__(self, pool: StatementPool, origin: str | None, kind: LedgerKind = EVENTS) -> None:
        self._pool = pool
        self._origin = None if origin is None else kind.origin_of(origin)
        self._ledger = kind.name

    async def outcomes(self, limit: int) -> Sequence[LedgerAuditOutcome]:
        """Return the newest outcomes, the newest first."""
        if self._origin is None:
            return []
        wanted = (self._ledger, self._origin, Int8(limit))
        return [
            LedgerAuditOutcome(
                at=row[0],
                milliseconds=row[1],
                tillroll=row[2],
                size=row[3],
                heads=row[4],
                erased=row[5],
                differences=row[6],
                finding=row[7],
            )
            for row in await self._pool.rows(_NEWEST, wanted)
        ]


def keep_ledger_audit(
    database_url: str, ledger: str, origin: str, outcome: LedgerAuditOutcome
) -> None:
    """Store the outcome of an audit. Raises OutcomeNotKept, as on a follower or a database with an older schema."""
    row = (
        outcome.at,
        outcome.milliseconds,
        outcome.tillroll,
        outcome.size,
        outcome.heads,
        outcome.erased,
        outcome.differences,
        outcome.finding,
    )
    try:
        with primary_connection(database_url) as connection:
            connection.execute(_KEEP, (ledger, origin, *row))
    except psycopg.Error as error:
        raise OutcomeNotKept(str(error).partition("\n")[0]) from error
