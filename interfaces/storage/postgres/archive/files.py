"""The rows of archive files, and the lock of those who move events."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, LiteralString

from psycopg import Connection
from psycopg.rows import TupleRow

from interfaces.storage.archive.failures import ArchiveAltered
from interfaces.storage.archive.folders import ArchiveFolder
from interfaces.storage.archive.reading import ArchiveFile
from interfaces.storage.postgres.connections.single import primary_connection

_LOCK: Final = 8388354994312250779
_COLUMNS: Final[LiteralString] = """
SELECT
    file.id, folder.place, file.name, file.month, file.merchant, file.bytes, file.sha256, file.checkouts,
    file.events, file.made_at, file.state
FROM tillroll.archive_files AS file JOIN tillroll.archive_folders AS folder ON folder.id = file.folder_id
"""
_ORDER: Final[LiteralString] = " ORDER BY file.month, file.merchant, file.id"
_ALL: Final[LiteralString] = _COLUMNS + _ORDER
_UNFINISHED: Final[LiteralString] = _COLUMNS + "WHERE file.state = 'written'" + _ORDER
_OF_MONTH: Final[LiteralString] = (
    _COLUMNS + "WHERE file.month = %s AND file.state <> 'restored'" + _ORDER
)
_FOLDER: Final[LiteralString] = """
INSERT INTO tillroll.archive_folders (place) VALUES (%s) ON CONFLICT (place) DO NOTHING
"""
# A file of the same name has the same content: it is of a run that ended before it was recorded, or was restored.
_NEW: Final[LiteralString] = """
INSERT INTO tillroll.archive_files AS file (
    folder_id, name, month, merchant, bytes, sha256, checkouts, events, first_position, last_position,
    made_at, state
)
SELECT id, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 'written' FROM tillroll.archive_folders WHERE place = %s
ON CONFLICT (folder_id, name) DO UPDATE
SET state = 'written', made_at = excluded.made_at, revision = file.revision + 1
RETURNING id
"""


class ArchiveInUse(Exception):
    """Another process moves events into the archive or back."""


@dataclass(frozen=True, kw_only=True)
class NewFile:
    """A file that was written, with its size in bytes. The positions are those of its first and last event."""

    name: str
    month: date
    merchant: str
    size: int
    sha256: bytes
    checkouts: int
    events: int
    first_position: int
    last_position: int
    made_at: datetime


@dataclass(frozen=True)
class FileRow:
    """A file of the archive. `size` is in bytes. `state` is `written`, `moved` or `restored`."""

    id: int
    place: str
    name: str
    month: date
    merchant: str
    size: int
    sha256: bytes
    checkouts: int
    events: int
    made_at: datetime
    state: str

    @property
    def path(self) -> str:
        """How a message names the file."""
        return ArchiveFolder(self.place).path_of(self.name)

    @property
    def file(self) -> ArchiveFile:
        """Where its content is."""
        return ArchiveFile(self.place, self.name)


@contextmanager
def archive_connection(database_url: str) -> Iterator[Connection[TupleRow]]:
    """Connect as the owner of the tables, and exclude other archivers.

    Raises ArchiveInUse, and psycopg.Error.
    """
    with primary_connection(database_url, autocommit=True) as connection:
        connection.execute("SET statement_timeout = 0")
        locked = connection.execute("SELECT pg_try_advisory_lock(%s)", (_LOCK,)).fetchone()
        if locked != (True,):
            raise ArchiveInUse("Another process moves events into the archive, or back.")
        yield connection


def record_file(connection: Connection[TupleRow], place: str, new: NewFile) -> None:
    """Record a file that is in its folder. Its events are moved later."""
    connection.execute(_FOLDER, (place,))
    connection.execute(
        _NEW,
        (
            new.name,
            new.month,
            new.merchant,
            new.size,
            new.sha256,
            new.checkouts,
            new.events,
            new.first_position,
            new.last_position,
            new.made_at,
            place,
        ),
    )


def all_files(connection: Connection[TupleRow]) -> Sequence[FileRow]:
    """Return all files, those of the oldest month first."""
    return _files(connection, _ALL, ())


def unfinished_files(connection: Connection[TupleRow]) -> Sequence[FileRow]:
    """Return the files whose events are not all moved: those of a run that was interrupted."""
    return _files(connection, _UNFINISHED, ())


def files_of_month(connection: Connection[TupleRow], month: date) -> Sequence[FileRow]:
    """Return the files of a month that are not restored."""
    return _files(connection, _OF_MONTH, (month,))


def _files(
    connection: Connection[TupleRow], statement: LiteralString, parameters: Sequence[Any]
) -> Sequence[FileRow]:
    return [FileRow(*row) for row in connection.execute(statement, parameters).fetchall()]


def require_unaltered(row: FileRow) -> None:
    """Compare the bytes of a file with what was written. Raises ArchiveUnavailable and ArchiveAltered."""
    folder = ArchiveFolder(row.place)
    if folder.digest(row.name) != (row.size, row.sha256):
        raise ArchiveAltered(
            f"The file {folder.path_of(row.name)} of the archive was altered: its size or its SHA-256 is not "
            "the one that was recorded."
        )
