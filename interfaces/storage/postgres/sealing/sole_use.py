"""The use of a database by one process alone, and whether an interrupted run left clear text in its files.

A server keeps clear states in memory and writes snapshots of them, so none may be connected.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final, LiteralString

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import make_conninfo
from psycopg.rows import TupleRow

from application.ports.event_store import StoreUnavailable
from interfaces.storage.postgres.projections.session import session_arguments
from interfaces.storage.postgres.schema.server_role import SERVER_ROLE

_NAME: Final = "tillroll-seal-history"
_LOCK: Final = 8388354994312250771
# What these have fixed can no longer be rewritten.
_LEDGER_TABLES: Final = ("tillroll.ledger_heads", "tillroll.ledger_bundles")
# A URL may give the sessions of a server any name. The leader of a projection is then known by its advisory lock.
_OTHERS: LiteralString = """
SELECT count(*) FROM pg_stat_activity AS other
WHERE other.datname = current_database()
    AND other.backend_type = 'client backend'
    AND other.pid <> pg_backend_pid()
    AND other.application_name <> %(own)s
    AND (
        other.usename = %(server)s
        OR other.application_name LIKE 'tillroll%%'
        OR EXISTS (
            SELECT FROM pg_locks AS held
            WHERE held.pid = other.pid AND held.locktype = 'advisory' AND held.database = other.datid
        )
    )
"""
# A schema of its own marks an unfinished run, as an unfinished rebuild of the audit log does.
_MARK: LiteralString = "CREATE SCHEMA IF NOT EXISTS tillroll_sealing"
_UNMARK: LiteralString = "DROP SCHEMA IF EXISTS tillroll_sealing"
_IS_MARKED: LiteralString = "SELECT to_regnamespace('tillroll_sealing') IS NOT NULL"


class SealingRefused(Exception):
    """The history may not be sealed now; the message says why."""


@dataclass(frozen=True)
class SoleUse:
    """A locked database. `url` is for all connections of this process: it has the name that tells them from others."""

    url: str
    connection: Connection[TupleRow]

    def require(self) -> None:
        """Raise SealingRefused if a server or another command of tillroll is connected."""
        row = self.connection.execute(_OTHERS, {"own": _NAME, "server": SERVER_ROLE}).fetchone()
        if row != (0,):
            raise SealingRefused(
                "Another tillroll is connected to this database. A running server holds clear text in memory, "
                "so stop every server and command before the history is sealed."
            )

    def begin(self) -> None:
        """Record that clear text is about to be replaced, so that the files have to be cleaned afterwards."""
        self.connection.execute(_MARK)

    @property
    def is_unfinished(self) -> bool:
        """Whether text was replaced and the files are not clean yet."""
        return self.connection.execute(_IS_MARKED).fetchone() == (True,)

    def finish(self) -> None:
        """Record that the files are clean."""
        self.connection.execute(_UNMARK)


@contextmanager
def sole_use(database_url: str) -> Iterator[SoleUse]:
    """Lock the database against a second run. Raises SealingRefused and StoreUnavailable."""
    url = make_conninfo(database_url, application_name=_NAME)
    try:
        with psycopg.connect(url, **session_arguments()) as connection:
            locked = connection.execute("SELECT pg_try_advisory_lock(%s)", (_LOCK,)).fetchone()
            if locked != (True,):
                raise SealingRefused("Another process seals the history of this database.")
            try:
                sole = SoleUse(url, connection)
                _require_no_ledger(connection)
                sole.require()
                yield sole
            finally:
                # PostgreSQL also releases the lock with the connection, but only when it notices that it is closed.
                with suppress(psycopg.Error):
                    connection.execute("SELECT pg_advisory_unlock_all()")
    except psycopg.Error as error:
        raise StoreUnavailable(str(error)) from error


def _require_no_ledger(connection: Connection[TupleRow]) -> None:
    for name in _LEDGER_TABLES:
        if connection.execute("SELECT to_regclass(%s) IS NULL", (name,)).fetchone() == (True,):
            continue
        query = sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(*name.split(".")))
        if connection.execute(query).fetchone() == (True,):
            raise SealingRefused(
                "The ledger of this database has entries. They fix the stored form of every event, so the history "
                "can no longer be sealed."
            )
