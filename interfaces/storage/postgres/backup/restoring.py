"""Restore a backup into an empty database, or into a new folder of the embedded PostgreSQL."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import psycopg

from interfaces.storage.postgres.backup.archive import put_files_back
from interfaces.storage.postgres.backup.contents import first_difference, read_contents
from interfaces.storage.postgres.backup.failure import BackupDiffers, BackupRefused
from interfaces.storage.postgres.backup.manifest import DUMP, Manifest
from interfaces.storage.postgres.backup.programs import run_on_database
from interfaces.storage.postgres.connections.session import PRIMARY
from interfaces.storage.postgres.embedded.server import embedded_postgres
from interfaces.storage.postgres.schema.migrations import BASELINE, known_migrations
from interfaces.storage.postgres.schema.server_role import prepare_for_server

_LOCK_FILES: Final = (".gate", ".users")
_FOREIGN: Final = """
SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
LIMIT 1
"""
_HAS_SCHEMA: Final = "SELECT to_regnamespace('tillroll') IS NOT NULL"


def refuse_later_backup(manifest: Manifest) -> None:
    """Raise BackupRefused if the backup has steps of the schema that this tillroll does not know."""
    known = {step.number for step in known_migrations()}
    later = sorted(int(each) for each in manifest.contents.steps if int(each) > BASELINE)
    if unknown := [each for each in later if each not in known]:
        raise BackupRefused(
            f"The backup was made by tillroll {manifest.versions.tillroll}, whose schema has steps that are unknown "
            f"here: {', '.join(map(str, unknown))}. Restore it with that release or a later one."
        )


def restore_database(
    folder: Path, manifest: Manifest, url: str, archive: str | None = None
) -> Sequence[str]:
    """Restore into an empty database, in one transaction, and compare it with the manifest.

    Copies of the archive go where they were, or to `archive`. Returns a sentence for each file of the archive that is
    missing or altered.

    Raises BackupRefused for a database that has anything, BackupFailed, BackupDiffers and psycopg.Error.
    """
    refuse_later_backup(manifest)
    _refuse_used_database(url)
    _restore(folder, manifest, url)
    return put_files_back(folder, manifest.copies, url, archive)


def restore_embedded(
    folder: Path, manifest: Manifest, target: Path, archive: str | None = None
) -> Sequence[str]:
    """Restore into `target`, the folder of an embedded PostgreSQL, which appears whole or not at all.

    The schema is brought up to date, and the role of the server gets its rights. The archive is treated, and its
    faults are returned, as by `restore_database`. Raises BackupRefused for a folder that
    has data, BackupFailed, BackupDiffers, EmbeddedPostgresFailed, SchemaRefused and psycopg.Error.
    """
    refuse_later_backup(manifest)
    target = target.expanduser().absolute()
    if target.exists() and any(target.iterdir()):
        raise BackupRefused(
            f"{target} has a database already. Move it away, or name another folder."
        )
    unfinished = target.with_name(f"{target.name}.restoring")
    _remove(unfinished)
    try:
        with embedded_postgres(unfinished) as url:
            _restore(folder, manifest, url)
            prepare_for_server(url)
            faults = put_files_back(folder, manifest.copies, url, archive)
        if target.exists():
            target.rmdir()
        unfinished.rename(target)
        return faults
    finally:
        _remove(unfinished)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for suffix in _LOCK_FILES:
        folder.with_name(folder.name + suffix).unlink(missing_ok=True)


def _refuse_used_database(url: str) -> None:
    with psycopg.connect(url, connect_timeout=10, **PRIMARY) as session:
        if session.execute(_HAS_SCHEMA).fetchone() == (True,):
            raise BackupRefused("The database has a schema of tillroll already. Name an empty one.")
        if found := session.execute(_FOREIGN).fetchone():
            raise BackupRefused(f"The database is not empty: it has {found[0]}. Name an empty one.")


def _restore(folder: Path, manifest: Manifest, url: str) -> None:
    run_on_database(
        "pg_restore",
        "--exit-on-error",
        "--single-transaction",
        "--no-owner",
        "--no-privileges",
        f"--dbname={_name_of(url)}",
        str(folder.absolute() / DUMP),
        url=url,
    )
    with psycopg.connect(url, connect_timeout=10, **PRIMARY) as session:
        difference = first_difference(manifest.contents, read_contents(session))
        session.execute("ANALYZE")
    if difference is not None:
        raise BackupDiffers(f"The restored database differs from the backup: {difference}.")


def _name_of(url: str) -> str:
    """Return the name of the database, for pg_restore, which prints a script where it has none."""
    with psycopg.connect(url, connect_timeout=10, **PRIMARY) as session:
        return session.info.dbname
