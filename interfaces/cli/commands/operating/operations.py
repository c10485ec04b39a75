"""`tillroll erasures` and `tillroll system`: what operators look at."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TypeVar

from rich.table import Table
from rich.text import Text

from application.history.operations.reports import Operations
from interfaces.api.history.operations.shapes import (
    CheckShape,
    ChecksShape,
    DeliveryCountShape,
    DeliveryCountsShape,
    DueErasuresShape,
    ErasuresShape,
    RecentReaderShape,
    RecentReadersShape,
    SystemShape,
    checks_shape,
    delivery_counts_shape,
    erasures_shape,
    readers_shape,
)
from interfaces.api.history.wire import Shape
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.history_reader import log_access
from interfaces.cli.service.address import named_service
from interfaces.cli.service.questions import Questions
from interfaces.cli.terminal.formats import As, AsJson, chosen, print_answer, without_csv
from interfaces.cli.terminal.output import BAD, FAINT, GOOD, NAME, WHEN, Output, count_of, time_of
from interfaces.cli.terminal.safe_text import line
from interfaces.runtime.printable import printable

T = TypeVar("T")


def erasures(
    output: As = None,
    as_json: AsJson = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """List what is erased within seven days, what is overdue, and the erasures that were requested."""
    found = without_csv(chosen(output, as_json))

    async def read(operations: Operations) -> ErasuresShape:
        return erasures_shape(await operations.erasures(None))

    def ask(service: Questions) -> ErasuresShape:
        return service.get("/history/erasures", ErasuresShape)

    report = _read(read, ask, "list erasures", database_url, data)
    print_answer(report, found, _show_erasures)


def _show_erasures(output: Output, report: ErasuresShape) -> None:
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
                (each.erasure, NAME),
                "  ",
                (time_of(each.requested), WHEN),
                f"  {keys}, ",
                outcome,
            )
        )


class InstallationShape(Shape, frozen=True, kw_only=True):
    """What `tillroll system` prints."""

    tillroll: str
    python: str
    postgresql: str
    schema: str
    deliveries: list[DeliveryCountShape]
    checks: list[CheckShape]
    readers: list[RecentReaderShape]


def system(
    output: As = None,
    as_json: AsJson = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Print versions, callbacks that are not delivered, the last check, and who has read in the last day."""
    found = without_csv(chosen(output, as_json))

    async def read(operations: Operations) -> InstallationShape:
        versions = await operations.versions()
        return InstallationShape(
            tillroll=versions.tillroll,
            python=versions.python,
            postgresql=versions.postgresql,
            schema=versions.schema,
            deliveries=delivery_counts_shape(await operations.delivery_counts(None)).counts,
            checks=checks_shape(await operations.checks(1)).checks,
            readers=readers_shape(await operations.recent_readers()).readers,
        )

    installation = _read(read, _ask_for_system, "read system", database_url, data)
    print_answer(installation, found, _show_system)


def _ask_for_system(service: Questions) -> InstallationShape:
    versions = service.get("/history/system", SystemShape)
    return InstallationShape(
        tillroll=versions.tillroll,
        python=versions.python,
        postgresql=versions.postgresql,
        schema=versions.schema,
        deliveries=service.get("/history/deliveries/counts", DeliveryCountsShape).counts,
        checks=service.get("/history/checks", ChecksShape).checks[:1],
        readers=service.get("/history/readers", RecentReadersShape).readers,
    )


def _show_system(output: Output, installation: InstallationShape) -> None:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_row(Text("tillroll", FAINT), printable(installation.tillroll))
    grid.add_row(Text("schema", FAINT), printable(installation.schema))
    grid.add_row(Text("Python", FAINT), printable(installation.python))
    grid.add_row(Text("PostgreSQL", FAINT), printable(installation.postgresql))
    grid.add_row(Text("last check", FAINT), _last_check(installation.checks))
    for count in installation.deliveries:
        callbacks = f"{count_of(count.count, 'callback')} {count.state}"
        style = BAD if count.state == "parked" else ""
        grid.add_row(Text(printable(count.receiver), FAINT), Text(callbacks, style))
    for reader in installation.readers:
        sessions = f", {count_of(len(reader.sessions), 'session')}" if reader.sessions else ""
        grid.add_row(
            Text(printable(reader.reader), FAINT), f"{count_of(reader.looks, 'look')}{sessions}"
        )
    output.say(grid)


def _last_check(checks: Sequence[CheckShape]) -> Text:
    if not checks:
        return Text("never: run `tillroll check`", BAD)
    last = checks[0]
    if last.differences:
        return Text(f"{time_of(last.time)}, {count_of(last.differences, 'difference')}", BAD)
    return Text(f"{time_of(last.time)}, all the same", GOOD)


def _show_due(output: Output, heading: str, found: DueErasuresShape) -> None:
    least = "at least " if found.at_least else ""
    output.say(f"{heading}: {least}{count_of(found.count, 'key')}")
    for each in found.first:
        output.say(
            line(
                *("  ", (time_of(each.due), WHEN), "  ", (each.checkout, NAME)),
                f"  {each.merchant}, {each.data_class}",
            )
        )


def _read(
    read: Callable[[Operations], Awaitable[T]],
    ask: Callable[[Questions], T],
    operation: str,
    database_url: str | None,
    data: Path,
) -> T:
    """Return what a service answers, or what `read` finds in a database, whose access log has it first."""
    address = named_service()
    if address is not None:
        from interfaces.cli.service.client import ServiceClient

        with ServiceClient(address) as service:
            return ask(service)
    from interfaces.composition.services import build_operations
    from interfaces.storage.postgres.storage import PostgresStorage

    async def run(url: str) -> T:
        async with PostgresStorage(url, readers=1) as storage:
            await log_access(storage.reads, operation, None)
            return await read(build_operations(storage))

    with recorded_database(database_url, data) as url:
        return asyncio.run(run(url))
