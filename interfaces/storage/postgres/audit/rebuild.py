"""Rebuilds the audit log from all events while the service keeps writing and reading.

The new log is built in a schema of its own with tables of the same names. One transaction then replaces the current
tables. Readers block during that transaction; they see the old log before it and the new one after it.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import LiteralString

import psycopg

from application.ports.event_store import StoreUnavailable
from interfaces.storage.postgres.audit.computation.processes import processes_for
from interfaces.storage.postgres.audit.indexer import AuditIndexer
from interfaces.storage.postgres.audit.rows import COLUMNS, changes_of
from interfaces.storage.postgres.figures.comparison import COUNT_DIFFERING, LACKS_EARLIER_EVENTS
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import SCHEMA
from interfaces.storage.postgres.projections.session import connect
from interfaces.storage.postgres.projections.throttle import standalone_pace

Progress = Callable[[int, int], None]

_SCHEMA = "tillroll_rebuild"
_LOCK = 8388354993924237938
_EXCHANGE_ATTEMPTS = 100
_BEGIN: tuple[LiteralString, ...] = (
    "DROP SCHEMA IF EXISTS tillroll_rebuild CASCADE",
    "CREATE SCHEMA tillroll_rebuild",
    "SELECT tillroll.create_trail('tillroll_rebuild')",
    "SELECT tillroll.create_trail_words('tillroll_rebuild')",
    "SELECT tillroll.create_figures('tillroll_rebuild')",
)
_INDEX: tuple[LiteralString, ...] = (
    "SELECT tillroll.index_trail('tillroll_rebuild')",
    "VACUUM ANALYZE tillroll_rebuild.trail",
)
_EXCHANGE: tuple[LiteralString, ...] = (
    "DROP TABLE tillroll.trail, tillroll.trail_zones, tillroll.trail_tracking, tillroll.trail_words",
    "DROP TABLE tillroll.figures",
    "ALTER TABLE tillroll_rebuild.trail SET SCHEMA tillroll",
    "ALTER TABLE tillroll_rebuild.trail_zones SET SCHEMA tillroll",
    "ALTER TABLE tillroll_rebuild.trail_tracking SET SCHEMA tillroll",
    "ALTER TABLE tillroll_rebuild.trail_words SET SCHEMA tillroll",
    "ALTER TABLE tillroll_rebuild.figures SET SCHEMA tillroll",
    "DROP SCHEMA tillroll_rebuild",
    # The new tables have no privileges yet. In the embedded PostgreSQL, the role of the server does not own them.
    """
    DO $$
    BEGIN
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tillroll_server')
            AND has_schema_privilege('tillroll_server', 'tillroll', 'USAGE')
        THEN
            GRANT SELECT, INSERT, UPDATE, DELETE
                ON tillroll.trail, tillroll.trail_zones, tillroll.trail_tracking, tillroll.trail_words,
                    tillroll.figures
                TO tillroll_server;
        END IF;
    END;
    $$
    """,
)
_POSITIONS = """
SELECT
    coalesce((SELECT max(position) FROM tillroll.trail), 0),
    coalesce((SELECT max(position) FROM tillroll_rebuild.trail), 0)
"""


def _of(log: str) -> str:
    return ", ".join(f"{log}.{name}" for name in COLUMNS if name != "changes")


# Compares all columns of each position but the changes. The rows of `trail_words` count as part of the row.
_COMPARE = f"""
WITH differing_apart AS MATERIALIZED (
    SELECT coalesce(live.position, rebuilt.position) AS position
    FROM tillroll.trail_words AS live
    FULL JOIN tillroll_rebuild.trail_words AS rebuilt
        ON live.position = rebuilt.position AND live.part = rebuilt.part
    WHERE live.words IS DISTINCT FROM rebuilt.words
)
SELECT count(*), count(*) FILTER (
    WHERE ({_of("live")}) IS DISTINCT FROM ({_of("rebuilt")}) OR live.position IN (SELECT position FROM differing_apart)
)
FROM (SELECT * FROM tillroll.trail WHERE position <= %(up_to)s) AS live
FULL JOIN (SELECT * FROM tillroll_rebuild.trail WHERE position <= %(up_to)s) AS rebuilt
    ON live.position = rebuilt.position
"""
# The same changes have other bytes where an earlier version wrote them without compression.
_DIFFERING_CHANGES = f"""
SELECT live.changes, rebuilt.changes
FROM tillroll.trail AS live
JOIN tillroll_rebuild.trail AS rebuilt ON live.position = rebuilt.position
WHERE live.position <= %(up_to)s AND live.changes <> rebuilt.changes
    AND ({_of("live")}) IS NOT DISTINCT FROM ({_of("rebuilt")})
"""


class RebuildUnderWay(Exception):
    """Another process is rebuilding the audit log."""


@dataclass(frozen=True, kw_only=True)
class Rebuilt:
    """The result of a rebuild. Of the `compared` rows in either log, `differing` were not equal in both.

    Figures that are not equal count as differing rows too. `position` is that of the last event in the new log.
    """

    position: int
    compared: int
    differing: int


class Rebuild:
    """The steps of a rebuild, in the order of their calls. `rebuild` runs them all."""

    def __init__(self, database_url: str, processes: int = 1) -> None:
        """Connect and take the lock of rebuilds. Raises StoreUnavailable and RebuildUnderWay.

        `processes` compute the rows.
        """
        self._database_url = database_url
        self._pace = standalone_pace(processes)
        self._connection = connect(database_url)
        self._events = ProjectionDatastore(database_url, schema=SCHEMA)
        self._target = ProjectionDatastore(database_url, schema=_SCHEMA)
        self._indexer: AuditIndexer | None = None
        with _store_errors():
            # Indexing and comparing a large log may take hours.
            self._connection.execute("SET statement_timeout = 0")
            locked = self._connection.execute(
                "SELECT pg_try_advisory_lock(%s)", (_LOCK,)
            ).fetchone()
        if locked != (True,):
            self.close()
            raise RebuildUnderWay("The audit log is being rebuilt by another process.")

    def begin(self) -> None:
        """Create an empty log in its own schema, and drop what an interrupted rebuild left."""
        self._execute(_BEGIN)
        self._indexer = AuditIndexer(
            self._events,
            self._target,
            self._pace,
            processes_for(self._database_url, self._pace),
        )

    def catch_up(self, progress: Progress) -> None:
        """Project until there are no new events. Calls `progress` with the current position and the newest one."""
        assert self._indexer is not None
        newest = self._indexer.position() + self._indexer.lag()
        progress(self._indexer.position(), newest)
        while self._indexer.step():
            newest = max(newest, self._indexer.position())
            progress(self._indexer.position(), newest)

    def index(self) -> None:
        """Create the indexes, which is faster after the rows are there."""
        self._execute(_INDEX)

    def compare(self) -> tuple[int, int]:
        """Return the number of rows in either log, up to the lower of both positions, and how many differ.

        Figures that differ count among the latter.
        """
        with _store_errors():
            reached = self._connection.execute(_POSITIONS).fetchone()
            assert reached is not None
            up_to = {"up_to": min(reached)}
            found = self._connection.execute(_COMPARE.encode(), up_to).fetchone()
            assert found is not None
            rewritten = self._connection.cursor().stream(_DIFFERING_CHANGES.encode(), up_to)
            differing = sum(changes_of(live) != changes_of(rebuilt) for live, rebuilt in rewritten)
            return found[0], found[1] + differing + self._differing_figures()

    def exchange(self) -> int:
        """Replace the current log with the new one and return its position.

        Retries while readers hold the tables. Raises StoreUnavailable after 100 attempts.
        """
        for attempt in range(_EXCHANGE_ATTEMPTS):
            self.catch_up(_no_progress)
            try:
                with _store_errors(), self._connection.transaction():
                    if (position := self._exchange()) is not None:
                        return position
            except _InUse as error:
                if attempt == _EXCHANGE_ATTEMPTS - 1:
                    raise StoreUnavailable(str(error)) from error
        raise StoreUnavailable("there was no moment to exchange the trails")

    def close(self) -> None:
        """Release the lock and all connections. An unfinished log stays until the next rebuild."""
        if self._indexer is not None:
            self._indexer.close()
        self._events.close()
        self._target.close()
        # PostgreSQL also releases the lock with the connection, but only when it notices that it is closed.
        with suppress(psycopg.Error):
            self._connection.execute("SELECT pg_advisory_unlock_all()")
        self._connection.close()

    def _exchange(self) -> int | None:
        # Projections and readers lock the tables in the same order, which prevents deadlocks.
        self._connection.execute(
            "LOCK TABLE tillroll.trail_zones, tillroll.trail, tillroll.trail_words, tillroll.figures,"
            " tillroll.trail_tracking IN ACCESS EXCLUSIVE MODE"
        )
        reached = self._connection.execute(_POSITIONS).fetchone()
        assert reached is not None
        live, rebuilt = reached
        if rebuilt < live:
            return None
        for statement in _EXCHANGE:
            self._connection.execute(statement)
        return int(rebuilt)

    def _differing_figures(self) -> int:
        lacking = self._connection.execute(LACKS_EARLIER_EVENTS).fetchone()
        if lacking == (True,):
            return 0
        found = self._connection.execute(COUNT_DIFFERING).fetchone()
        assert found is not None
        return int(found[0])

    def _execute(self, statements: tuple[LiteralString, ...]) -> None:
        with _store_errors():
            for statement in statements:
                self._connection.execute(statement)


def rebuild(database_url: str, progress: Progress, processes: int = 1) -> Rebuilt:
    """Rebuild the audit log from all events, compare it with the current one, and replace that.

    `progress` is called with the current position and the newest one. `processes` compute the rows. Raises
    RebuildUnderWay where another process is rebuilding, StoreUnavailable, and UnreadableEvent for an event that this
    code cannot decode. The current log stays unchanged then.
    """
    with closing(Rebuild(database_url, processes)) as steps:
        steps.begin()
        steps.catch_up(progress)
        steps.index()
        steps.catch_up(progress)
        compared, differing = steps.compare()
        position = steps.exchange()
        return Rebuilt(position=position, compared=compared, differing=differing)


class _InUse(StoreUnavailable):
    """Another session holds a lock on one of the tables."""


@contextmanager
def _store_errors() -> Iterator[None]:
    try:
        yield
    except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected) as error:
        raise _InUse(str(error)) from error
    except psycopg.Error as error:
        raise StoreUnavailable(str(error)) from error


def _no_progress(done: int, total: int) -> None: ...
