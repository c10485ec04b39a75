"""`tillroll projection`: the lag of the audit log, and its rebuild."""

import asyncio
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from application.ports.audit_log import AuditLogStatus
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.exit_codes import DIFFERS, UNAVAILABLE, exit_on
from interfaces.cli.terminal.formats import As, AsJson, wants_json
from interfaces.cli.terminal.output import BAD, FAINT, GOOD, Output, count_of, progress_bar
from interfaces.runtime.clock_and_ids import now

Processes = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=32,
        show_default="one less than the machine has cores, at most 8",
        help="Processes that compute the rows beside each other.",
    ),
]

projection = typer.Typer(
    name="projection", help="The audit trail as a projection of the events.", no_args_is_help=True
)


@projection.command()
def status(
    form: As = None, as_json: AsJson = False, database_url: DatabaseUrl = None, data: Data = VAR
) -> None:
    """Print how far the audit log is behind the events."""
    as_json = wants_json(form, as_json)
    from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog

    async def read_status(url: str) -> AuditLogStatus:
        async with PostgresAuditLog(url, clock=now, projects=False, readers=1) as trail:
            return await trail.status()

    with recorded_database(database_url, data) as url:
        found = asyncio.run(read_status(url))
    output = Output()
    if as_json:
        output.json(asdict(found))
        return
    behind = found.newest - found.position
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_row(Text("position", FAINT), f"{found.position} of {found.newest}")
    lag = f"{count_of(behind, 'position')}, {found.behind_seconds:.1f} s" if behind else "nothing"
    grid.add_row(Text("behind", FAINT), Text(lag, BAD if behind else GOOD))
    if found.lacks_assigned_ids:
        lacks = "order, purchase and payment ids of older events; `tillroll projection rebuild` adds them"
        grid.add_row(Text("lacks", FAINT), Text(lacks, BAD))
    output.say(grid)


@projection.command()
def rebuild(
    database_url: DatabaseUrl = None, data: Data = VAR, processes: Processes = None
) -> None:
    """Make the audit trail anew from all events, compare it with the one in use, and put it in its place.

    Everybody may go on writing and reading meanwhile. Exit status: 0 both were the same, 1 they differed, or an event
    cannot be read and the old one stays.
    """
    from interfaces.storage.postgres.audit.computation.processes import processes_of_the_machine
    from interfaces.storage.postgres.audit.rebuild import RebuildUnderWay
    from interfaces.storage.postgres.audit.rebuild import rebuild as rebuild_audit_log
    from interfaces.storage.postgres.events.codec import UnreadableEvent

    with (
        recorded_database(database_url, data, owner=True) as url,
        exit_on(RebuildUnderWay, status=UNAVAILABLE),
        exit_on(UnreadableEvent, status=DIFFERS),
        progress_bar("positions") as progress,
    ):
        result = rebuild_audit_log(url, progress, processes or processes_of_the_machine())
    Output().say(
        f"The audit log is rebuilt up to position {result.position}; of "
        f"{count_of(result.compared, 'row')} {result.differing or 'none'} differed from the one before."
    )
    if result.differing:
        raise typer.Exit(DIFFERS)
