"""Refused attempts as the follower of their ledger reads and numbers them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, LiteralString

from eventsourcing.persistence import Notification
from psycopg import Cursor

from interfaces.storage.postgres.ledger.kinds import REFUSALS
from interfaces.storage.postgres.ledger.records.refusal_json import COLUMNS, TOPIC, refusal_json
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import LAST_POSITION
from interfaces.storage.postgres.projections.feed import Feed
from interfaces.storage.postgres.projections.sequence_feed import SequenceFeed

# Up to this many bytes at one time, and one attempt at least.
_MAX_BYTES: Final = 16_000_000
_SELECT: LiteralString = f"""
SELECT refusal.id, refusal.checkout_id, {COLUMNS}
FROM (
    SELECT *, sum(bytes) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) AS read_bytes
    FROM (
        SELECT *, octet_length(facts) + octet_length(asked) + octet_length(provenance) AS bytes
        FROM tillroll.refusals WHERE id > %s AND id <= %s ORDER BY id LIMIT %s
    ) AS next
) AS refusal
WHERE refusal.read_bytes - refusal.bytes < %s
ORDER BY refusal.id
"""
_NAMES: Final = (
    *("merchant", "version", "timestamp", "operation", "reason"),
    *("facts", "asked", "provenance"),
)
_LAST_NUMBERS: LiteralString = """
SELECT checkout_id, max(number) AS number FROM tillroll.logged_refusals
WHERE checkout_id = ANY(%s::text[]) GROUP BY checkout_id
"""
# A row that is there already was not written by a follower. The audit finds what it hides.
_KEEP: LiteralString = """
INSERT INTO tillroll.logged_refusals (checkout_id, number, refusal_id)
SELECT * FROM unnest(%s::text[], %s::bigint[], %s::bigint[]) ON CONFLICT DO NOTHING
"""


class StoredRefusals:
    """Implements `Notifications`: refused attempts with their stored JSON, in bounded memory. They have version 0."""

    def __init__(self, datastore: ProjectionDatastore, *, max_bytes: int = _MAX_BYTES) -> None:
        self.datastore = datastore
        self._max_bytes = max_bytes

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Return up to `limit` attempts from `start` to `stop`. Raises StoreUnavailable."""
        after = (start or 0) - inclusive_of_start
        last = LAST_POSITION if stop is None else stop
        with self.datastore.get_connection() as connection:
            found = connection.execute(
                _SELECT, (after, last, limit, self._max_bytes), prepare=True, binary=True
            ).fetchall()
        return [_notification(row) for row in found]


class FollowedRefusals:
    """Refused attempts. The number of one is the next one of its checkout when it is logged."""

    kind = REFUSALS

    def __init__(self, datastore: ProjectionDatastore) -> None:
        self.feed: Feed = SequenceFeed(StoredRefusals(datastore), self.kind.table)

    def number(self, cursor: Cursor[Any], found: Sequence[Notification]) -> Sequence[Notification]:
        """Return the attempts with their numbers, while the tree is locked."""
        checkout_ids = list({str(each.originator_id) for each in found})
        cursor.execute(_LAST_NUMBERS, (checkout_ids,), prepare=True)
        last: defaultdict[str, int] = defaultdict(int)
        last.update({row["checkout_id"]: row["number"] for row in cursor.fetchall()})
        numbered = []
        for each in found:
            checkout_id = str(each.originator_id)
            last[checkout_id] += 1
            numbered.append(replace(each, originator_version=last[checkout_id]))
        return numbered

    def keep_numbers(self, cursor: Cursor[Any], logged: Sequence[Notification]) -> None:
        """Store the numbers of attempts that are now in the tree."""
        columns = (
            [str(each.originator_id) for each in logged],
            [each.originator_version for each in logged],
            [each.id for each in logged],
        )
        cursor.execute(_KEEP, columns, prepare=True)


def _notification(row: Mapping[str, Any]) -> Notification:
    state = refusal_json([row[name] for name in _NAMES])
    return Notification(row["checkout_id"], 0, TOPIC, state, row["id"])
