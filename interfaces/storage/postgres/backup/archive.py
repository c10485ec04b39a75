"""The files of the archive in a backup: named always, copied where it is asked for, and put back."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
import psycopg

from interfaces.storage.archive.failures import ArchiveAltered, ArchiveUnavailable
from interfaces.storage.archive.folders import ArchiveFolder
from interfaces.storage.postgres.archive.files import FileRow, all_files, require_unaltered
from interfaces.storage.postgres.backup.failure import BackupFailed
from interfaces.storage.postgres.connections.single import primary_connection

COPIES: Final = "archive"
"""The folder of a backup that has the copies. Names of files have a part of their SHA-256, so all are in one."""
_HAS_ARCHIVE: Final = "SELECT to_regclass('tillroll.archive_files') IS NOT NULL"
_FOLDERS: Final = "SELECT id FROM tillroll.archive_folders ORDER BY id"
_MOVE: Final = "UPDATE tillroll.archive_folders SET place = %s WHERE id = %s"


class BackupArchiveFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of the archive: its place and name, its size in bytes and its SHA-256 in hexadecimal digits."""

    place: str
    name: str
    bytes: int
    sha256: str


def named_files(session: psycopg.Connection[tuple[Any, ...]]) -> tuple[BackupArchiveFile, ...]:
    """Return the files that the database reads, in one order; none in a schema without an archive."""
    return tuple(
        BackupArchiveFile(each.place, each.name, each.size, each.sha256.hex())
        for each in _read_files(session)
    )


def copy_files(session: psycopg.Connection[tuple[Any, ...]], folder: Path) -> Sequence[str]:
    """Copy the files into the folder of a backup, and return their names there. Raises BackupFailed."""
    target = ArchiveFolder(str(folder / COPIES))
    names = set()
    for row in _read_files(session):
        try:
            require_unaltered(row)
            with ArchiveFolder(row.place).open_file(row.name) as opened:
                # `put` takes a local file, and a bucket has none.
                temporary = folder / ".file-of-the-archive"
                with temporary.open("wb") as out:
                    shutil.copyfileobj(opened, out)
            target.put(row.name, temporary)
            temporary.unlink()
        except (ArchiveAltered, ArchiveUnavailable) as error:
            raise BackupFailed(str(error)) from error
        names.add(f"{COPIES}/{row.name}")
    return sorted(names)


def put_files_back(folder: Path, copies: Sequence[str], url: str, place: str | None) -> list[str]:
    """Copy the files of a backup to where the restored database reads them, and compare every one with its SHA-256.

    Files that are there already stay. `place` is where they are or go from now on. Returns a sentence for each file
    that is missing or altered.
    """
    faults = []
    with primary_connection(url, autocommit=True) as session:
        if place is not None:
            _move_folders(session, place)
        for row in _read_files(session):
            fault = _fault_of(row)
            if fault is not None and f"{COPIES}/{row.name}" in copies:
                fault = _put_back(folder / COPIES / row.name, row)
            if fault is not None:
                faults.append(fault)
    return faults


def _read_files(session: psycopg.Connection[tuple[Any, ...]]) -> Sequence[FileRow]:
    if session.execute(_HAS_ARCHIVE).fetchone() != (True,):
        return ()
    return [each for each in all_files(session) if each.state != "restored"]


def _move_folders(session: psycopg.Connection[tuple[Any, ...]], place: str) -> None:
    """Record another place. Several folders become folders of it, named by their numbers."""
    if session.execute(_HAS_ARCHIVE).fetchone() != (True,):
        return
    numbers = [number for (number,) in session.execute(_FOLDERS).fetchall()]
    with session.transaction():
        for number in numbers:
            one = place if len(numbers) == 1 else f"{place.rstrip('/')}/{number}"
            session.execute(_MOVE, (one, number))


def _put_back(copy: Path, row: FileRow) -> str | None:
    try:
        ArchiveFolder(row.place).put(row.name, copy)
    except ArchiveUnavailable as error:
        return str(error)
    return _fault_of(row)


def _fault_of(row: FileRow) -> str | None:
    try:
        require_unaltered(row)
    except (ArchiveAltered, ArchiveUnavailable) as error:
        return str(error)
    return None
