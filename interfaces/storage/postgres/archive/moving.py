"""Moves the events of a file out of the database, after a comparison with every row.

The file is read back from where it was put. Each transaction deletes the rows of some checkouts only where they equal
what was read, byte for byte, and records where they are. A run that was killed is continued by the next one.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, LiteralString

from psycopg import Connection
from psycopg.rows import TupleRow

from application.archive.eligibility import Obstacle
from interfaces.storage.archive.events import ArchivedEvent, digest_of
from interfaces.storage.archive.reading import ArchiveReader
from interfaces.storage.postgres.archive.files import FileRow, require_unaltered

# Followers of events wait for a transaction that changes their table, so each is short.
_EVENTS_OF_A_BATCH: Final = 2000
_MOVED: Final[LiteralString] = (
    "SELECT checkout_id FROM tillroll.archived_checkouts WHERE file_id = %s"
)
_VERSIONS: Final[LiteralString] = """
SELECT originator_id, min(originator_version), max(originator_version) FROM tillroll.checkout_events
WHERE originator_id = ANY(%s::text[]) GROUP BY originator_id
"""
_DELETE: Final[LiteralString] = """
DELETE FROM tillroll.checkout_events AS event
USING unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[], %s::bytea[])
    AS copy (position, checkout_id, version, topic, state)
WHERE event.originator_id = copy.checkout_id COLLATE "C"
    AND event.originator_version = copy.version
    AND event.notification_id = copy.position
    AND event.topic = copy.topic
    AND event.state = copy.state
"""
_DELETE_SNAPSHOTS: Final[LiteralString] = (
    "DELETE FROM tillroll.snapshots WHERE checkout_id = ANY(%s::text[])"
)
_RECORD: Final[LiteralString] = """
INSERT INTO tillroll.archived_checkouts
    (checkout_id, first_version, last_version, file_id, row_groups, digest)
VALUES (%s, %s, %s, %s, %s, %s)
"""
_RISE: Final[LiteralString] = (
    "UPDATE tillroll.archive_files SET revision = revision + 1 WHERE id = %s"
)
_FINISH: Final[LiteralString] = "UPDATE tillroll.archive_files SET state = 'moved' WHERE id = %s"


@dataclass
class FileCheckout:
    """The events of a checkout in a file, and the row groups that have them. The last event also stays."""

    events: list[ArchivedEvent] = field(default_factory=list)
    row_groups: list[int] = field(default_factory=list)

    @property
    def moving(self) -> Sequence[ArchivedEvent]:
        """The events that leave the database."""
        return self.events[:-1]


@dataclass
class Moved:
    """What was moved out of a file, and how many checkouts stay, by the reason."""

    checkouts: int = 0
    events: int = 0
    obstacles: dict[Obstacle, int] = field(default_factory=dict)


class _Different(Exception):
    """Rows of the batch are not those of the file."""


def read_file(reader: ArchiveReader, row: FileRow) -> dict[str, FileCheckout]:
    """Return the events of a file by checkout, after a comparison of its bytes with what was written.

    Raises ArchiveUnavailable and ArchiveAltered.
    """
    require_unaltered(row)
    found: dict[str, FileCheckout] = {}
    for span in reader.spans(row.file):
        for event in reader.group(span):
            checkout = found.setdefault(event.checkout_id, FileCheckout())
            checkout.events.append(event)
            if span.group not in checkout.row_groups:
                checkout.row_groups.append(span.group)
    for checkout in found.values():
        checkout.events.sort(key=lambda event: event.version)
    return found


class FileMover:
    """Moves events through a connection that holds the lock of the archive. Raises psycopg.Error."""

    def __init__(self, connection: Connection[TupleRow], progress: Callable[[int], None]) -> None:
        """`progress` is called with the number of events that each transaction has moved."""
        self._connection = connection
        self._progress = progress

    def move(self, row: FileRow) -> Moved:
        """Move all checkouts of a file that are unchanged since. Raises ArchiveUnavailable and ArchiveAltered."""
        checkouts = read_file(ArchiveReader(), row)
        for (checkout_id,) in self._connection.execute(_MOVED, (row.id,)).fetchall():
            del checkouts[checkout_id]
        moved = Moved()
        for batch in _batches(checkouts, _EVENTS_OF_A_BATCH):
            self._move_batch(row, batch, moved)
        self._connection.execute(_FINISH, (row.id,))
        return moved

    def _move_batch(self, row: FileRow, batch: dict[str, FileCheckout], moved: Moved) -> None:
        try:
            unchanged = self._commit(row, batch)
        except _Different:
            if len(batch) > 1:
                for checkout_id, checkout in batch.items():
                    self._move_batch(row, {checkout_id: checkout}, moved)
                return
            _add(moved, Obstacle.DIFFERENT, 1)
            return
        events = sum(len(each.moving) for each in unchanged.values())
        moved.checkouts += len(unchanged)
        moved.events += events
        if len(unchanged) < len(batch):
            _add(moved, Obstacle.CHANGED, len(batch) - len(unchanged))
        self._progress(events)

    def _commit(self, row: FileRow, batch: dict[str, FileCheckout]) -> dict[str, FileCheckout]:
        """Delete and record a batch in one transaction. Return what was moved. Raises _Different."""
        with self._connection.transaction():
            versions = {
                checkout_id: (first, last)
                for checkout_id, first, last in self._connection.execute(
                    _VERSIONS, (list(batch),)
                ).fetchall()
            }
            unchanged = {
                checkout_id: each
                for checkout_id, each in batch.items()
                if versions.get(checkout_id) == (each.events[0].version, each.events[-1].version)
            }
            copies = [event for each in unchanged.values() for event in each.moving]
            if not copies:
                return {}
            columns = [list(column) for column in zip(*copies, strict=True)]
            deleted = self._connection.execute(_DELETE, columns).rowcount
            if deleted != len(copies):
                raise _Different
            self._connection.execute(_DELETE_SNAPSHOTS, (list(unchanged),))
            with self._connection.cursor() as cursor:
                cursor.executemany(
                    _RECORD,
                    [
                        (
                            checkout_id,
                            each.moving[0].version,
                            each.moving[-1].version,
                            row.id,
                            each.row_groups,
                            digest_of(each.moving),
                        )
                        for checkout_id, each in unchanged.items()
                    ],
                )
            self._connection.execute(_RISE, (row.id,))
        return unchanged


def _batches(
    checkouts: dict[str, FileCheckout], most_events: int
) -> Iterator[dict[str, FileCheckout]]:
    batch: dict[str, FileCheckout] = {}
    count = 0
    for checkout_id, each in checkouts.items():
        batch[checkout_id] = each
        count += len(each.events)
        if count >= most_events:
            yield batch
            batch, count = {}, 0
    if batch:
        yield batch


def _add(moved: Moved, obstacle: Obstacle, count: int) -> None:
    moved.obstacles[obstacle] = moved.obstacles.get(obstacle, 0) + count
