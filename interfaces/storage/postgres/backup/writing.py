"""Write a backup: a dump of one instant, and the manifest of the same instant."""

import os
import platform
import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import msgspec
import psycopg

from interfaces.storage.postgres.backup.archive import copy_files, named_files
from interfaces.storage.postgres.backup.contents import read_contents
from interfaces.storage.postgres.backup.failure import BackupFailed, BackupRefused
from interfaces.storage.postgres.backup.manifest import (
    DUMP,
    MANIFEST,
    BackupVersions,
    Manifest,
    describe_file,
)
from interfaces.storage.postgres.backup.programs import run_on_database
from interfaces.storage.postgres.connections.session import PRIMARY
from interfaces.storage.postgres.operations.installation import own_version
from interfaces.storage.postgres.wrapped_keys.counts import count_keys

_ONE_INSTANT: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"


def write_backup(url: str, folder: Path, at: datetime, *, with_archive: bool) -> Manifest:
    """Back up the database into `folder`, which appears whole or not at all. Servers may run.

    `with_archive` copies the files of the archive too. Without it, the manifest only names them.

    Raises BackupRefused for a folder that is not empty, BackupFailed, and psycopg.Error.
    """
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupRefused(f"{folder} exists and is not empty.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.unfinished-"))
    except OSError as error:
        raise BackupFailed(f"{folder.parent} cannot be written: {error.strerror}.") from error
    try:
        manifest = _fill(url, unfinished, at, with_archive=with_archive)
        _make_durable(unfinished)
        unfinished.rename(folder)
        _make_durable(folder.parent)
    except OSError as error:
        raise BackupFailed(f"{folder} cannot be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return manifest


def _fill(url: str, folder: Path, at: datetime, *, with_archive: bool) -> Manifest:
    """Write the files. Manifest and dump read the same snapshot of the database."""
    dump = folder / DUMP
    with psycopg.connect(url, autocommit=True, connect_timeout=10, **PRIMARY) as session:
        session.execute(_ONE_INSTANT)
        [(snapshot,)] = session.execute("SELECT pg_export_snapshot()").fetchall()
        _dump(url, dump, snapshot)
        copies = copy_files(session, folder) if with_archive else ()
        manifest = Manifest(
            format="tillroll-backup-1",
            time=at,
            versions=_versions(session),
            contents=read_contents(session),
            master_keys=tuple(sorted(count_keys(session).ids)),
            files=tuple(describe_file(folder, name) for name in (DUMP, *copies)),
            archive=named_files(session),
        )
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
    _write(folder / MANIFEST, text)
    return manifest


def _dump(url: str, dump: Path, snapshot: str) -> None:
    # Made first, so that it never has another mode.
    _write(dump, b"")
    run_on_database(
        "pg_dump",
        "--format=custom",
        "--schema=tillroll",
        "--no-owner",
        "--no-privileges",
        f"--snapshot={snapshot}",
        f"--file={dump}",
        url=url,
    )
    with dump.open("rb") as written:
        os.fsync(written.fileno())


def _versions(session: psycopg.Connection[tuple[Any, ...]]) -> BackupVersions:
    [(postgresql,)] = session.execute("SELECT current_setting('server_version')").fetchall()
    return BackupVersions(
        tillroll=own_version(), python=platform.python_version(), postgresql=postgresql
    )


def _write(file: Path, content: bytes) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def _make_durable(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
