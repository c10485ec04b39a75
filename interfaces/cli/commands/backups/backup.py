"""`tillroll backup`: back up the database into a folder."""

from pathlib import Path
from typing import Annotated

import typer

from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.exit_codes import UNAVAILABLE, USAGE, exit_on
from interfaces.cli.terminal.output import count_of


def backup(
    folder: Annotated[Path, typer.Argument(file_okay=False, help="The new folder of the backup.")],
    archive: Annotated[
        bool, typer.Option("--archive", help="Copy the files of the archive too.")
    ] = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Back up the database into a new folder, which appears whole or not at all. Servers go on meanwhile.

    The folder has a dump of one instant and a manifest: versions, schema, rows, heads of the ledgers, size and SHA-256.
    It names each file of the archive; --archive copies them. Master keys, keys of ledgers, ledger-heads and the list of
    destroyed keys are not in it. Exit status: 0 made, 2 the folder is not empty, 69 no database, or it or a file of the
    archive cannot be read.
    """
    from interfaces.runtime.clock_and_ids import now
    from interfaces.storage.postgres.backup.failure import BackupFailed, BackupRefused
    from interfaces.storage.postgres.backup.writing import write_backup

    with (
        exit_on(BackupRefused, status=USAGE),
        exit_on(BackupFailed, status=UNAVAILABLE),
        recorded_database(database_url, data, owner=True) as url,
    ):
        manifest = write_backup(url, folder, now(), with_archive=archive)
    contents, dump = manifest.contents, manifest.files[0]
    events = count_of(contents.rows["checkout_events"], "event")
    typer.echo(
        f"Backed up {events} into {folder}, {dump.bytes} bytes, schema {contents.last_step}."
    )
    for name, ledger in contents.ledgers.items():
        if ledger.head is not None:
            typer.echo(f"The ledger of {name} has a head of {ledger.head.size}: {ledger.head.root}")
    if manifest.master_keys:
        keys = ", ".join(manifest.master_keys)
        typer.echo(f"Its personal data opens with the master key {keys}, which is not in it.")
    if manifest.archive:
        files, size = len(manifest.archive), sum(each.bytes for each in manifest.archive)
        what = f"{count_of(files, 'file')} of the archive, {size} bytes,"
        if archive:
            typer.echo(f"It has {what} too.")
        else:
            places = ", ".join(sorted({each.place for each in manifest.archive}))
            typer.echo(f"Not in it: {what} in {places}. Back them up too, or give --archive.")
