"""`tillroll archive`: move finished checkouts of old months out of the database, list the files, restore a month."""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import psycopg
import typer
from rich.table import Table

from application.archive.eligibility import Obstacle
from application.archive.months import month_from, month_text
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.exit_codes import DIFFERS, NOT_FOUND, UNAVAILABLE, exit_on
from interfaces.cli.ledgers import find_configuration
from interfaces.cli.terminal.formats import AsJson
from interfaces.cli.terminal.output import FAINT, Output, count_of, progress_bar
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.archive.failures import ArchiveAltered, ArchiveUnavailable
from interfaces.storage.archive.folders import archive_place

archive = typer.Typer(
    name="archive",
    help="Move finished checkouts of old months into files, where every question still reads them.",
    invoke_without_command=True,
)


@archive.callback()
def archive_months(
    context: typer.Context,
    before: Annotated[
        str | None, typer.Option(metavar="MONTH", help="The first month that stays, as 2026-01.")
    ] = None,
    to: Annotated[
        str | None, typer.Option(help="A folder, or s3://bucket/prefix, instead of the setting.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be moved.")] = False,
    config: Annotated[
        Path | None, typer.Option(envvar="TILLROLL_CONFIG", help="TOML file of the server.")
    ] = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Move the events of checkouts that ended before a month into files, and read them back before they leave.

    Servers go on meanwhile. A run that was interrupted is continued by the next one. Exit status: 0 well, 1 a checkout
    differs from its file or a file was altered, 2 wrong usage, 69 no database, no folder, or another run.
    """
    if context.invoked_subcommand is not None:
        return
    if before is None:
        raise typer.BadParameter("Name the first month that stays.", param_hint="--before")
    month = _month(before, "--before")
    if month > now().date():
        raise typer.BadParameter("That month has not begun.", param_hint="--before")
    place = _place(to, config, database_url, data)
    from interfaces.dialects.registry import SETTINGS_MAPS
    from interfaces.storage.postgres.archive.archiving import Archiver
    from interfaces.storage.postgres.archive.candidates import Candidates
    from interfaces.storage.postgres.archive.files import ArchiveInUse, archive_connection

    output = Output()
    with (
        exit_on(ArchiveAltered, status=DIFFERS),
        exit_on(ArchiveInUse, ArchiveUnavailable, psycopg.Error, status=UNAVAILABLE),
        recorded_database(database_url, data, owner=True) as url,
        archive_connection(url) as connection,
    ):
        if dry_run:
            candidates = Candidates(connection, month)
            for group in candidates.groups():
                output.say(
                    f"{month_text(group.month)} of {group.merchant}: {count_of(group.checkouts, 'checkout')} with "
                    f"{count_of(group.events, 'event')} would be moved to {place}."
                )
            _say_obstacles(output, candidates.obstacles())
            return
        with progress_bar("events") as progress:
            archiver = Archiver(connection, place, SETTINGS_MAPS, clock=now, progress=progress)
            done = archiver.run(month)
    output.say(
        f"Moved {count_of(done.events, 'event')} of {count_of(done.checkouts, 'checkout')} into "
        f"{count_of(done.files, 'new file')} of {done.size} bytes in {place}."
    )
    _say_obstacles(output, done.obstacles)
    if Obstacle.DIFFERENT in done.obstacles:
        raise typer.Exit(DIFFERS)


@archive.command("list")
def list_files(as_json: AsJson = False, database_url: DatabaseUrl = None, data: Data = VAR) -> None:
    """List the files of the archive by month and merchant. Exit status: 0 listed, 69 no database."""
    from interfaces.storage.postgres.archive.files import all_files
    from interfaces.storage.postgres.connections.single import primary_connection

    with recorded_database(database_url, data) as url, primary_connection(url) as connection:
        files = all_files(connection)
    output = Output()
    if as_json:
        output.json(
            [
                {
                    "month": month_text(each.month),
                    "merchant": each.merchant,
                    "file": each.path,
                    "bytes": each.size,
                    "sha256": each.sha256.hex(),
                    "checkouts": each.checkouts,
                    "events": each.events,
                    "made_at": each.made_at.isoformat(),
                    "state": each.state,
                }
                for each in files
            ]
        )
        return
    if not files:
        output.say("Nothing is archived.")
        return
    table = Table(box=None, pad_edge=False, header_style=FAINT)
    for heading in ("month", "merchant", "checkouts", "events", "bytes", "state", "file"):
        table.add_column(heading)
    for each in files:
        counts = (str(each.checkouts), str(each.events), str(each.size))
        table.add_row(month_text(each.month), each.merchant, *counts, each.state, each.path)
    output.say_rows(table)


@archive.command()
def restore(
    month: Annotated[str, typer.Argument(metavar="MONTH", help="A month, as 2026-01.")],
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Move the events of a month back into the database, after a comparison with what was archived. The files stay.

    Exit status: 0 restored, 1 a file was altered, 3 nothing of the month is archived, 69 no database, a file is
    missing, or another run.
    """
    wanted = _month(month, "MONTH")
    from interfaces.cli.exit_codes import fail
    from interfaces.storage.postgres.archive.files import (
        ArchiveInUse,
        archive_connection,
        files_of_month,
    )
    from interfaces.storage.postgres.archive.restoring import FileRestorer

    output = Output()
    with (
        exit_on(ArchiveAltered, status=DIFFERS),
        exit_on(ArchiveInUse, ArchiveUnavailable, psycopg.Error, status=UNAVAILABLE),
        recorded_database(database_url, data, owner=True) as url,
        archive_connection(url) as connection,
    ):
        files = files_of_month(connection, wanted)
        if not files:
            fail(f"Nothing of {month} is archived.", NOT_FOUND)
        for each in files:
            with progress_bar("events") as progress:
                checkouts, events = FileRestorer(connection, progress).restore(each)
            output.say(
                f"Restored {count_of(events, 'event')} of {count_of(checkouts, 'checkout')} from {each.path}, "
                "which nothing reads any more."
            )


def _month(text: str, hint: str) -> date:
    try:
        return month_from(text)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=hint) from error


def _place(to: str | None, config: Path | None, database_url: str | None, data: Path) -> str:
    """Return the place of new files: the option, the setting, or a folder beside the embedded database."""
    try:
        if to is not None:
            return archive_place(to)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--to") from error
    named = os.environ.get("TILLROLL_CONFIG")
    file = config or (Path(named) if named else None)
    configured = find_configuration(file).archive.place(file)
    if configured is not None:
        return configured
    if database_url is not None:
        raise typer.BadParameter("Name a folder, here or in [archive].", param_hint="--to")
    return archive_place(str(data / "archive"))


def _say_obstacles(output: Output, obstacles: Mapping[Obstacle, int]) -> None:
    for obstacle, count in sorted(obstacles.items()):
        output.say(f"{count_of(count, 'finished checkout')} stayed: {obstacle}.")
