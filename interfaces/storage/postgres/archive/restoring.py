"""Moves the events of a file back into the database, at the positions that they had."""

from collections.abc import Callable, Sequence
from typing import Final, LiteralString

from psycopg import Connection
from psycopg.rows import TupleRow

from interfaces.storage.archive.reading import ArchiveReader
from interfaces.storage.postgres.archive.catalogue import ArchivedRange, ranges_of, read_ranges
from interfaces.storage.postgres.archive.files import FileRow, require_unaltered

_EVENTS_OF_A_BATCH: Final = 2000
_MOST_GROUPS: Final = 16
# A later part of the same checkout has to come back with an earlier one: what is archived is always what is before the
# first version in the database.
_PARTS: Final[LiteralString] = """
SELECT
    part.checkout_id, folder.place, file.name, part.row_groups, part.first_version, part.last_version, part.digest
FROM tillroll.archived_checkouts AS part
JOIN tillroll.archive_files AS file ON file.id = part.file_id
JOIN tillroll.archive_folders AS folder ON folder.id = file.folder_id
WHERE EXISTS (
    SELECT FROM tillroll.archived_checkouts AS own
    WHERE own.file_id = %s AND own.checkout_id = part.checkout_id AND own.first_version <= part.first_version
)
ORDER BY part.checkout_id, part.first_version
"""
_INSERT: Final[LiteralString] = """
INSERT INTO tillroll.checkout_events (notification_id, originator_id, originator_version, topic, state)
SELECT * FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[], %s::bytea[])
"""
_FORGET: Final[LiteralString] = """
DELETE FROM tillroll.archived_checkouts AS part
USING unnest(%s::text[], %s::bigint[]) AS gone (checkout_id, first_version)
WHERE part.checkout_id = gone.checkout_id COLLATE "C" AND part.first_version = gone.first_version
"""
_RISE: Final[LiteralString] = (
    "UPDATE tillroll.archive_files SET revision = revision + 1 WHERE id = %s"
)
_FINISH: Final[LiteralString] = "UPDATE tillroll.archive_files SET state = 'restored' WHERE id = %s"


class FileRestorer:
    """Restores through a connection that holds the lock of the archive. Raises psycopg.Error."""

    def __init__(
        self, connection: Connection[TupleRow], progress: Callable[[int, int], None]
    ) -> None:
        """`progress` is called with the numbers of events of a file that are restored and to restore."""
        self._connection = connection
        self._progress = progress

    def restore(self, row: FileRow) -> tuple[int, int]:
        """Restore a file, and return the numbers of checkouts and events. The file itself stays.

        Raises ArchiveUnavailable and ArchiveAltered. What was restored until then stays restored.
        """
        require_unaltered(row)
        reader = ArchiveReader(_MOST_GROUPS)
        parts: dict[str, list[ArchivedRange]] = {}
        for checkout_id, *columns in self._connection.execute(_PARTS, (row.id,)).fetchall():
            parts.setdefault(checkout_id, []).extend(ranges_of(checkout_id, [columns]))
        total = sum(_events_of(ranges) for ranges in parts.values())
        events = 0
        batch: list[ArchivedRange] = []
        for ranges in parts.values():
            batch += ranges
            if _events_of(batch) >= _EVENTS_OF_A_BATCH:
                events += self._commit(row, reader, batch)
                batch = []
                self._progress(events, total)
        if batch:
            events += self._commit(row, reader, batch)
        self._progress(events, total)
        self._connection.execute(_FINISH, (row.id,))
        return len(parts), events

    def _commit(self, row: FileRow, reader: ArchiveReader, batch: Sequence[ArchivedRange]) -> int:
        events = [
            event for each in batch for event in read_ranges(reader, [each], each.first, each.last)
        ]
        columns = [list(column) for column in zip(*events, strict=True)]
        gone = ([each.checkout_id for each in batch], [each.first for each in batch])
        with self._connection.transaction():
            self._connection.execute(_INSERT, columns)
            self._connection.execute(_FORGET, gone)
            self._connection.execute(_RISE, (row.id,))
        return len(events)


def _events_of(ranges: Sequence[ArchivedRange]) -> int:
    return sum(each.last - each.first + 1 for each in ranges)
