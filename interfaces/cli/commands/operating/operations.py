"""`tillroll erasures` and `tillroll system`: what operators look at."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TypeVar

from rich.table import Table
from rich.text import Text

from application.history.operations.reports import ErasureReport, Operations, RecentReader
from application.ports.erasures.schedule import DueErasures
from application.ports.operations.checks import CheckOutcome
from application.ports.operations.installation import InstallationVersions
from application.ports.webhooks.webhook_log import DeliveryCount, DeliveryState
from interfaces.cli.commands.show import AsJson
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.history_reader import log_access
from interfaces.cli.terminal.output import BAD, FAINT, GOOD, NAME, WHEN, Output, count_of, time_of
from interfaces.cli.terminal.safe_text import line
from interfaces.runtime.printable import printable

T = TypeVar("T")


def erasures(as_json: AsJson = False, database_url: DatabaseUrl = None, data: Data = VAR) -> None:
    """List what is erased within seven days, what is overdue, and the erasures that were requested."""

    async def read(operations: Operations) -> ErasureReport:
        return await operations.erasures(None)

    report = _read(read, "list erasures", database_url, data)
    output = Output()
    if as_json:
        from interfaces.api.history.operations.shapes import erasures_shape

        output.json(erasures_shape(report))
        return
    _show_due(output, "Due within seven days", report.due)
    _show_due(output, "Overdue", report.overdue)
    if report.overdue.count:
        output.say(line(("A running server erases it. Look for errors of tillroll.erasure.", BAD)))
    output.say(f"{count_of(len(report.requested), 'requested erasure')}:")
    for each in report.requested:
        outcome = (f"{each.left} left", BAD) if each.left else ("complete", GOOD)
        keys = count_of(each.keys, "key")
        output.say(
            line(
                "  ",
                (each.id, NAME),
                "  ",
                (time_of(each.requested_at), WHEN),
                f"  {keys}, ",
                outcome,
            )
        )


def system(as_json: AsJson = False, database_url: DatabaseUrl = None, data: Data = VAR) -> None:
    """Print versions, callbacks that are not delivered, the last check, and who has read in the last day."""

    async def read(
        operations: Operations,
    ) -> tuple[
        InstallationVersions,
        Sequence[DeliveryCount],
        Sequence[CheckOutcome],
        Sequence[RecentReader],
    ]:
        return (
            await operations.versions(),
            await operations.delivery_counts(None),
            await operations.checks(1),
            await operations.recent_readers(),
        )

    versions, counts, checks, readers = _read(read, "read system", database_url, data)
    output = Output()
    if as_json:
        from interfaces.api.history.operations.shapes import (
            checks_shape,
            delivery_counts_shape,
            readers_shape,
        )

        output.json(
            {
                "tillroll": versions.tillroll,
                "python": versions.python,
                "postgresql": versions.postgresql,
                "schema": versions.schema,
                "deliveries": delivery_counts_shape(counts).counts,
                "checks": checks_shape(checks).checks,
                "readers": readers_shape(readers).readers,
            }
        )
        return
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_row(Text("tillroll", FAINT), versions.tillroll)
    grid.add_row(Text("schema", FAINT), versions.schema)
    grid.add_row(Text("Python", FAINT), versions.python)
    grid.add_row(Text("PostgreSQL", FAINT), versions.postgresql)
    grid.add_row(Text("last check", FAINT), _last_check(checks))
    for count in counts:
        is_parked = count.state is DeliveryState.PARKED
        callbacks = f"{count_of(count.count, 'callback')} {count.state.value}"
        grid.add_row(
            Text(printable(count.receiver), FAINT), Text(callbacks, BAD if is_parked else "")
        )
    for reader in readers:
        sessions = f", {count_of(len(reader.sessions), 'session')}" if reader.sessions else ""
        grid.add_row(
            Text(printable(reader.reader), FAINT), f"{count_of(reader.looks, 'look')}{sessions}"
        )
    output.say(grid)


def _last_check(checks: Sequence[CheckOutcome]) -> Text:
    if not checks:
        return Text("never: run `tillroll check`", BAD)
    last = checks[0]
    if last.differences:
        return Text(f"{time_of(last.at)}, {count_of(last.differences, 'difference')}", BAD)
    return Text(f"{time_of(last.at)}, all the same", GOOD)


def _show_due(output: Output, heading: str, found: DueErasures) -> None:
    least = "at least " if found.is_cut else ""
    output.say(f"{heading}: {least}{count_of(found.count, 'key')}")
    for each in found.first:
        output.say(
            line(
                *("  ", (time_of(each.due), WHEN), "  ", (each.checkout_id, NAME)),
                f"  {each.merchant}, {each.data_class}",
            )
        )


def _read(
    read: Callable[[Operations], Awaitable[T]], operation: str, database_url: str | None, data: Path
) -> T:
    """Return what `read` finds. The access is logged first."""
    from interfaces.composition.services import build_operations
    from interfaces.storage.postgres.storage import PostgresStorage

    async def run(url: str) -> T:
        async with PostgresStorage(url, readers=1) as storage:
            await log_access(storage.reads, operation, None)
            return await read(build_operations(storage))

    with recorded_database(database_url, data) as url:
        return asyncio.run(run(url))
