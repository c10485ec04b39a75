"""Makes the trail anew from all events, while everybody goes on writing and reading.

The new trail grows beside the one in use, in a schema of its own with tables of the same names, and is put in its place
in one transaction. Readers wait for that moment, and see the old one before and the new one after it.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import LiteralString

import psycopg

from application.ports.event_store import StoreUnavailable
from interfaces.storage.postgres.audit.indexer import AuditIndexer
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import SCHEMA
from interfaces.storage.postgres.projections.session import connect
from interfaces.storage.postgres.projections.throttle import alone

Progress = Callable[[int, int], None]

_PLACE = "tillroll_rebuild"
_TURN = 8388354993924237938
_ATTEMPTS = 100
_BEGIN: tuple[LiteralString, ...] = (
    "DROP SCHEMA IF EXISTS tillroll_rebuild CASCADE",
    "CREATE SCHEMA tillroll_rebuild",
    "SELECT tillroll.create_trail('tillroll_rebuild')",
    "SELECT tillroll.create_trail_words('tillroll_rebuild')",
)
_INDEX: tuple[LiteralString, ...] = (
    "SELECT tillroll.index_trail('tillroll_rebuild')",
    "VACUUM ANALYZE tillroll_rebuild.trail",
)
_EXCHANGE: tuple[LiteralString, ...] = (
    "DROP TABLE tillroll.trail, tillroll.trail_zones, tillroll.trail_tracking, tillroll.trail_words",
    "ALTER TABLE tillroll_rebuild.trail SET SCHEMA tillroll",
    "ALTER TABLE tillroll_rebuild.trail_zones SET SCHEMA tillroll",
    "ALTER TABLE tillroll_rebuild.trail_tracking SET SCHEMA tillroll",
    "ALTER TABLE tillroll_rebuild.trail_words SET SCHEMA tillroll",
    "DROP SCHEMA tillroll_rebuild",
    # The new tables have no privileges yet; the embedded PostgreSQL's server is not their owner.
    """
    DO $$
    BEGIN
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tillroll_server')
            AND has_schema_privilege('tillroll_server', 'tillroll', 'USAGE')
        THEN
            GRANT SELECT, INSERT, UPDATE, DELETE
                ON tillroll.trail, tillroll.trail_zones, tillroll.trail_tracking, tillroll.trail_words
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
# Row by row and column by column, both in the order of their positions. Words that are stored apart belong to the row.
_COMPARE = """
WITH differing_apart AS MATERIALIZED (
    SELECT coalesce(live.position, rebuilt.position) AS position
    FROM tillroll.trail_words AS live
    FULL JOIN tillroll_rebuild.trail_words AS rebuilt
        ON live.position = rebuilt.position AND live.part = rebuilt.part
    WHERE live.words IS DISTINCT FROM rebuilt.words
)
SELECT count(*), count(*) FILTER (
    WHERE live IS DISTINCT FROM rebuilt OR live.position IN (SELECT position FROM differing_apart)
)
FROM (SELECT * FROM tillroll.trail WHERE position <= %(upto)s) AS live
FULL JOIN (SELECT * FROM tillroll_rebuild.trail WHERE position <= %(upto)s) AS rebuilt
    ON live.position = rebuilt.position
"""


class RebuildUnderWay(Exception):
    """Another process is rebuilding the trail."""


@dataclass(frozen=True, kw_only=True)
class Rebuilt:
    """What a rebuild found. Of the `compared` rows, in either trail, `differing` were not the same in both.

    `position` is that of the last event in the new trail.
    """

    position: int
    compared: int
    differing: int


class Rebuild:
    """The steps of a rebuild, in the order in which they are called. Use `rebuild` for all of them."""

    def __init__(self, database_url: str) -> None:
        """Connects. Raises StoreUnavailable, and RebuildUnderWay."""
        self._connection = connect(database_url)
        self._events = ProjectionDatastore(database_url, schema=SCHEMA)
        self._place = ProjectionDatastore(database_url, schema=_PLACE)
        self._indexer: AuditIndexer | None = None
        with _connected():
            # To index and to compare a large trail takes as long as it takes.
            self._connection.execute("SET statement_timeout = 0")
            mine = self._connection.execute("SELECT pg_try_advisory_lock(%s)", (_TURN,)).fetchone()
        if mine != (True,):
            self.close()
            raise RebuildUnderWay("The trail is being rebuilt by another process.")

    def begin(self) -> None:
        """Makes an empty trail beside the one in use; what a rebuild that was broken off left behind is gone."""
        self._execute(_BEGIN)
        self._indexer = AuditIndexer(self._events, self._place, alone())

    def catch_up(self, progress: Progress) -> None:
        """Indexes until there is nothing new. Calls `progress` with how many positions are done, and of how many."""
        assert self._indexer is not None
        newest = self._indexer.newest()
        progress(self._indexer.position(), newest)
        while self._indexer.step():
            newest = max(newest, self._indexer.position())
            progress(self._indexer.position(), newest)

    def index(self) -> None:
        """Adds the indexes, which is faster than to have them from the beginning."""
        self._execute(_INDEX)

    def compare(self) -> tuple[int, int]:
        """How many rows there are in either trail, as far as both have come, and how many of them differ."""
        with _connected():
            reached = self._connection.execute(_POSITIONS).fetchone()
            assert reached is not None
            found = self._connection.execute(_COMPARE, {"upto": min(reached)}).fetchone()
            assert found is not None
            return found[0], found[1]

    def exchange(self) -> int:
        """Puts the new trail in the place of the old one, and returns its position. Waits for a moment to do so."""
        for attempt in range(_ATTEMPTS):
            self.catch_up(_silently)
            try:
                with _connected(), self._connection.transaction():
                    if (position := self._exchange()) is not None:
                        return position
            except _InUse as error:
                if attempt == _ATTEMPTS - 1:
                    raise StoreUnavailable(str(error)) from error
        raise StoreUnavailable("there was no moment to exchange the trails")

    def close(self) -> None:
        """Gives up what it holds. A trail that is not in use yet stays where it is until the next rebuild."""
        self._events.close()
        self._place.close()
        # The server would let go of it as well, but may take a moment to see that the connection is closed.
        with suppress(psycopg.Error):
            self._connection.execute("SELECT pg_advisory_unlock_all()")
        self._connection.close()

    def _exchange(self) -> int | None:
        # The projector and the readers take them in this order, too.
        self._connection.execute(
            "LOCK TABLE tillroll.trail_zones, tillroll.trail, tillroll.trail_words, tillroll.trail_tracking"
            " IN ACCESS EXCLUSIVE MODE"
        )
        reached = self._connection.execute(_POSITIONS).fetchone()
        assert reached is not None
        live, rebuilt = reached
        if rebuilt < live:
            return None
        for statement in _EXCHANGE:
            self._connection.execute(statement)
        return int(rebuilt)

    def _execute(self, statements: tuple[LiteralString, ...]) -> None:
        with _connected():
            for statement in statements:
                self._connection.execute(statement)


def rebuild(database_url: str, progress: Progress) -> Rebuilt:
    """Makes the trail anew from all events, compares it with the one in use, and takes it into use.

    `progress` is called with the position that was reached and the last one. Raises RebuildUnderWay where another
    process is at it, StoreUnavailable, and UnreadableEvent for an event that this code does not know; the trail in use
    stays as it was then.
    """
    with closing(Rebuild(database_url)) as under_way:
        under_way.begin()
        under_way.catch_up(progress)
        under_way.index()
        under_way.catch_up(progress)
        compared, differing = under_way.compare()
        position = under_way.exchange()
        return Rebuilt(position=position, compared=compared, differing=differing)


class _InUse(StoreUnavailable):
    """Somebody reads one of the tables just now."""


@contextmanager
def _connected() -> Iterator[None]:
    try:
        yield
    except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected) as error:
        raise _InUse(str(error)) from error
    except psycopg.Error as error:
        raise StoreUnavailable(str(error)) from error


def _silently(done: int, total: int) -> None: ...
