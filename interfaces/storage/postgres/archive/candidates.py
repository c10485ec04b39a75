"""Finds the checkouts that may be archived, by the audit log, which knows how each of them ended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, LiteralString

from psycopg import Connection
from psycopg.rows import TupleRow

from application.archive.eligibility import ENDED, Obstacle
from interfaces.storage.postgres.projections.event_table import TRACKING_NAME

# What a follower has not read must stay where it reads. One that never ran has read nothing.
_FLOOR: Final[LiteralString] = """
SELECT least(
    coalesce((SELECT notification_id FROM tillroll.trail_tracking WHERE application_name = %(name)s), 0),
    coalesce((SELECT notification_id FROM tillroll.deliveries_tracking WHERE application_name = %(name)s), 0),
    (SELECT last_position FROM tillroll.ledger_state WHERE ledger = 'events')
)
"""
# The last event is among those that are written, and the only one that also stays.
_ENDED: Final[LiteralString] = """
SELECT
    ended.checkout_id, ended.merchant, ended.version, ended.position AS place,
    date_trunc('month', ended.at AT TIME ZONE 'UTC')::date AS month,
    coalesce(moved.last_version, 0) AS moved,
    CASE
        WHEN last.notification_id IS NULL OR last.notification_id > %(floor)s THEN 'UNFOLLOWED'
        WHEN EXISTS (
            SELECT FROM tillroll.deliveries AS delivery
            WHERE delivery.checkout_id = ended.checkout_id AND delivery.state = 'waiting'
        ) THEN 'DELIVERY'
        WHEN EXISTS (
            SELECT FROM tillroll.deadlines AS deadline WHERE deadline.checkout_id = ended.checkout_id
        ) THEN 'DEADLINE'
    END AS obstacle
FROM tillroll.trail AS ended
LEFT JOIN tillroll.checkout_events AS last
    ON last.originator_id = ended.checkout_id AND last.originator_version = ended.version
LEFT JOIN LATERAL (
    SELECT max(part.last_version) AS last_version FROM tillroll.archived_checkouts AS part
    WHERE part.checkout_id = ended.checkout_id
) AS moved ON true
WHERE ended.at < %(before)s::timestamp AT TIME ZONE 'UTC'
    AND ended.stage = ANY(%(ended)s::text[])
    AND NOT EXISTS (
        SELECT FROM tillroll.trail AS later
        WHERE hashtext(later.checkout_id) = hashtext(ended.checkout_id) AND later.checkout_id = ended.checkout_id
            AND later.position > ended.position
    )
    AND ended.version - coalesce(moved.last_version, 0) > 1
"""
_FIND: Final[LiteralString] = (
    "CREATE TEMP TABLE archive_candidates ON COMMIT PRESERVE ROWS AS" + _ENDED
)
_MONTHS: Final[LiteralString] = (
    "SELECT month, count(*), sum(version - moved - 1)::bigint FROM ("
    + _ENDED
    + ") AS candidate WHERE obstacle IS NULL GROUP BY month ORDER BY month"
)
_OBSTACLES: Final[LiteralString] = """
SELECT obstacle, count(*) FROM archive_candidates WHERE obstacle IS NOT NULL GROUP BY obstacle
"""
_GROUPS: Final[LiteralString] = """
SELECT month, merchant, count(*), sum(version - moved)::bigint FROM archive_candidates
WHERE obstacle IS NULL GROUP BY month, merchant ORDER BY month, merchant
"""
_OF_GROUP: Final[LiteralString] = """
SELECT checkout_id, version, moved FROM archive_candidates
WHERE obstacle IS NULL AND month = %s AND merchant = %s ORDER BY place
"""


@dataclass(frozen=True, slots=True)
class ArchivableCheckout:
    """A checkout, its last version, and the last one that an earlier file has; 0 if there is none."""

    checkout_id: str
    version: int
    moved: int


@dataclass(frozen=True, slots=True)
class ArchivableMonth:
    """A month by its first day, how many checkouts of it could be archived, and how many events would leave."""

    month: date
    checkouts: int
    events: int


@dataclass(frozen=True, kw_only=True)
class CandidateGroup:
    """The checkouts of a merchant that ended in a month, which is named by its first day."""

    month: date
    merchant: str
    checkouts: int
    events: int


class Candidates:
    """The checkouts that ended before a month, as they were when this was made."""

    def __init__(self, connection: Connection[TupleRow], before: date) -> None:
        """`before` is the first day of a month. The session has a temporary table from now on."""
        self._connection = connection
        wanted = _parameters(connection, before)
        connection.execute("DROP TABLE IF EXISTS pg_temp.archive_candidates")
        connection.execute(_FIND, wanted)

    def obstacles(self) -> Mapping[Obstacle, int]:
        """Return how many ended checkouts stay, by the reason."""
        rows = self._connection.execute(_OBSTACLES).fetchall()
        return {Obstacle[name]: count for name, count in rows}

    def groups(self) -> Sequence[CandidateGroup]:
        """Return the groups, the oldest month first."""
        return [
            CandidateGroup(month=month, merchant=merchant, checkouts=checkouts, events=events)
            for month, merchant, checkouts, events in self._connection.execute(_GROUPS).fetchall()
        ]

    def parts(
        self, group: CandidateGroup, most_events: int
    ) -> Iterator[Sequence[ArchivableCheckout]]:
        """Yield the checkouts of a group in parts of about `most_events` events, by when they ended."""
        part: list[ArchivableCheckout] = []
        count = 0
        for row in self._connection.execute(_OF_GROUP, (group.month, group.merchant)).fetchall():
            each = ArchivableCheckout(*row)
            part.append(each)
            count += each.version - each.moved
            if count >= most_events:
                yield part
                part, count = [], 0
        if part:
            yield part


def archivable_months(connection: Connection[TupleRow], before: date) -> Sequence[ArchivableMonth]:
    """Return the months with checkouts that nothing is waiting for, the oldest first. Nothing is written.

    Personal data in the clear may still keep some. Raises psycopg.Error.
    """
    rows = connection.execute(_MONTHS, _parameters(connection, before)).fetchall()
    return [ArchivableMonth(*row) for row in rows]


def _parameters(connection: Connection[TupleRow], before: date) -> Mapping[str, Any]:
    ((floor,),) = connection.execute(_FLOOR, {"name": TRACKING_NAME}).fetchall()
    return {"floor": floor, "before": before, "ended": [stage.value for stage in ENDED]}
