"""The library's recorder of events, which also reads archived ones: for projections and their rebuilds."""

from collections.abc import Callable, Sequence
from typing import Any

from eventsourcing.persistence import Notification, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder
from psycopg.rows import tuple_row

from interfaces.storage.archive.events import ArchivedEvent
from interfaces.storage.archive.reading import ArchiveReader
from interfaces.storage.postgres.archive.catalogue import (
    FILES_FOR_COMMANDS,
    MOVED_FOR_COMMANDS,
    RANGES_FOR_COMMANDS,
    STATE,
    missing_versions,
    ranges_of,
    read_ranges,
)
from interfaces.storage.postgres.archive.order import files_of, moved_of, next_part, only_moved
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import EVENTS_TABLE, LAST_POSITION

ArchiveState = tuple[int, int]
"""What `catalogue.STATE` selects: a number that rises with each move, and the last archived position."""
Read = Callable[[int, int, int], tuple[Sequence[Notification], ArchiveState | None]]
"""Takes a position, a limit and the last position, and returns the events above the first.

It also returns the state of the archive, if it was read in the same snapshot.
"""
# The first columns are in the order of the fields of a notification, the last ones are `catalogue.STATE`.
_NEXT = """
SELECT
    originator_id, originator_version, topic, state, notification_id,
    (SELECT coalesce(sum(revision), 0)::bigint FROM tillroll.archive_files) AS revision,
    (SELECT coalesce(max(last_position), 0) FROM tillroll.archive_files) AS archived_up_to
FROM tillroll.checkout_events
WHERE notification_id > %s AND notification_id <= %s ORDER BY notification_id LIMIT %s
"""
# A rebuild of many merchants' files reads a row group of each beside the others.
_MOST_GROUPS = 64


class ArchivedEvents:
    """Reads archived events through the one connection of a datastore. Raises StoreUnavailable."""

    def __init__(self, datastore: ProjectionDatastore) -> None:
        self._datastore = datastore
        self._reader = ArchiveReader(_MOST_GROUPS)
        self._revision = -1

    def versions(self, checkout_id: str, first: int, last: int) -> list[ArchivedEvent]:
        """Return the archived events of a checkout from version `first` to `last`."""
        rows = self._rows(RANGES_FOR_COMMANDS, (checkout_id, first - 1, last))
        return read_ranges(self._reader, ranges_of(checkout_id, rows), first, last)

    def among(self, read: Read, after: int, limit: int, stop: int) -> Sequence[Notification]:
        """Return up to `limit` events above a position, up to `stop`: what `read` finds, and archived ones.

        Events may be moved between the reads. Then all are repeated.
        """
        while True:
            found, state = read(after, limit, stop)
            revision, archived_up_to = state or self._rows(STATE, ())[0]
            if revision != self._revision:
                self._revision = revision
                if state is None:
                    continue
            if archived_up_to <= after:
                return found
            # There may be more than was found, so what is above that is for the next time.
            last = found[-1].id if found else stop
            archived = self._after(after, last, limit)
            if self._rows(STATE, ())[0][0] == revision:
                return _merge(found, archived)[:limit]

    def _after(self, after: int, up_to: int, limit: int) -> list[ArchivedEvent]:
        """Return the next archived events above a position, `limit` at least if there are so many up to `up_to`."""
        files = files_of(self._rows(FILES_FOR_COMMANDS, (after, up_to)))
        found: list[ArchivedEvent] = []
        while len(found) < limit and after < up_to:
            part = next_part(self._reader, files, after=after, up_to=up_to, limit=limit)
            ids = list({event.checkout_id for _, event in part.events})
            found += only_moved(part, moved_of(self._rows(MOVED_FOR_COMMANDS, (ids,))))
            after = part.up_to
        return found

    def _rows(self, statement: Any, parameters: Sequence[object]) -> list[tuple[Any, ...]]:
        with self._datastore.get_connection() as connection:
            rows = connection.execute(statement, parameters, prepare=True).fetchall()
        return [tuple(row.values()) for row in rows]


class EventRecorder(PostgresApplicationRecorder):
    """Reads events, also those that are archived."""

    def __init__(self, datastore: ProjectionDatastore) -> None:
        super().__init__(datastore, events_table_name=EVENTS_TABLE)
        self.archived = ArchivedEvents(datastore)

    def select_events(
        self,
        originator_id: Any,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """Return the events of a checkout after version `gt` up to `lte`, the first ones first."""
        if desc or limit is not None:
            raise NotImplementedError("archived events are read forwards and whole")
        checkout_id, after = str(originator_id), gt or 0
        found: Sequence[StoredEvent] = ()
        for _ in range(2):
            found = super().select_events(checkout_id, gt=after, lte=lte)
            first = found[0].originator_version if found else None
            missing = missing_versions(first, after=after, up_to=lte)
            if missing is None:
                break
            earlier = [
                StoredEvent(checkout_id, each.version, each.topic, each.state)
                for each in self.archived.versions(checkout_id, *missing)
            ]
            # Without them, they may have been moved back since.
            if earlier:
                return [*earlier, *found]
        return found

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Return up to `limit` events from `start` to `stop`, by position. `topics` has to be empty."""
        if topics:
            raise NotImplementedError("archived events are read of all topics")
        after = (start or 0) - inclusive_of_start
        last = LAST_POSITION if stop is None else stop
        return self.archived.among(self._select_recorded, after, limit, last)

    def _select_recorded(
        self, after: int, limit: int, stop: int
    ) -> tuple[Sequence[Notification], ArchiveState | None]:
        # The library composes the statement each time, and reads each row as a dictionary.
        with self.datastore.get_connection() as connection:
            cursor = connection.cursor(binary=True, row_factory=tuple_row)
            found = cursor.execute(_NEXT, (after, stop, limit), prepare=True).fetchall()
        if not found:
            return (), None
        return [Notification(*row[:5]) for row in found], found[0][5:]


def _merge(
    found: Sequence[Notification], archived: Sequence[ArchivedEvent]
) -> Sequence[Notification]:
    merged = {each.id: each for each in found}
    for event in archived:
        merged.setdefault(
            event.position,
            Notification(
                event.checkout_id, event.version, event.topic, event.state, event.position
            ),
        )
    return [merged[position] for position in sorted(merged)]
