"""`tillroll restore`: put a backup into an empty database."""

from pathlib import Path
from typing import Annotated

import typer

from interfaces.cli.databases import VAR, Data, DatabaseUrl, database_folder, own_master_key
from interfaces.cli.exit_codes import DIFFERS, UNAVAILABLE, USAGE, exit_on, exit_on_signals
from interfaces.cli.terminal.output import count_of, time_of


def restore(
    folder: Annotated[
        Path, typer.Argument(exists=True, file_okay=False, help="The folder of the backup.")
    ],
    archive: Annotated[
        str | None,
        typer.Option(help="Where the files of the archive are or go, instead of where they were."),
    ] = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Restore a backup into an empty database, or into a data folder without one, and compare it with the manifest.

    Every file is compared with its SHA-256 first. A target with data is refused. Put the master key and the key of the
    ledger back from their copies, start a server before other commands, and run `tillroll check`. Files of
    the archive that the backup has are put back, and all are compared. Exit status: 0 restored, 1 the restored database
    differs, or files of the archive are missing or altered, 2 no backup or the target is not empty, 69 no database.
    """
    from psycopg import OperationalError

    from interfaces.storage.archive.folders import archive_place
    from interfaces.storage.postgres.backup.failure import (
        BackupDiffers,
        BackupFailed,
        BackupRefused,
    )
    from interfaces.storage.postgres.backup.manifest import read_backup
    from interfaces.storage.postgres.backup.restoring import restore_database, restore_embedded
    from interfaces.storage.postgres.embedded.server import EmbeddedPostgresFailed
    from interfaces.storage.postgres.schema.migrations import SchemaRefused

    try:
        place = None if archive is None else archive_place(archive)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--archive") from error
    unavailable = (BackupFailed, EmbeddedPostgresFailed, OperationalError, SchemaRefused)
    with (
        exit_on_signals(),
        exit_on(BackupRefused, status=USAGE),
        exit_on(BackupDiffers, status=DIFFERS),
        exit_on(*unavailable, status=UNAVAILABLE),
    ):
        manifest = read_backup(folder)
        if database_url is None:
            faults = restore_embedded(folder, manifest, database_folder(data), place)
        else:
            faults = restore_database(folder, manifest, database_url, place)
    events = count_of(manifest.contents.rows["checkout_events"], "event")
    where = database_folder(data).absolute() if database_url is None else "the database"
    typer.echo(f"Restored {events} of {time_of(manifest.time)} into {where}.")
    if manifest.master_keys:
        keys = ", ".join(manifest.master_keys)
        file = own_master_key(database_url, data)
        place = "where TILLROLL_MASTER_KEY_FILE says" if file is None else f"as {file.absolute()}"
        typer.echo(f"Its personal data opens with the master key {keys}: put a copy of it {place}.")
    typer.echo(
        "Start a server, which destroys again what was erased since. Then run `tillroll check`."
    )
    if manifest.archive:
        whole = len(manifest.archive) - len(faults)
        typer.echo(f"Files of the archive: {whole} of {len(manifest.archive)} are there.")
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        raise typer.Exit(DIFFERS)
