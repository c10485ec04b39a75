"""`tillroll check`: compare a replay of every history with what is recorded, and keep the outcome."""

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from application.ports.operations.checks import CheckOutcome
from interfaces.api.history.operations.shapes import CheckShape, ChecksShape, checks_shape
from interfaces.cli.commands.operating.display_check import check_displays
from interfaces.cli.databases import VAR, Data, DatabaseUrl, any_database, recorded_database
from interfaces.cli.exit_codes import DIFFERS, NOT_FOUND, fail
from interfaces.cli.history_reader import log_access
from interfaces.cli.service.address import named_service, refuse_service, service_url
from interfaces.cli.terminal.formats import As, AsJson, wants_json
from interfaces.cli.terminal.output import (
    BAD,
    FAINT,
    GOOD,
    NAME,
    WHEN,
    Output,
    count_of,
    progress_bar,
    time_of,
)
from interfaces.cli.terminal.safe_text import line
from interfaces.runtime.clock_and_ids import now

_MOST_SHOWN = 20


def check(
    last: Annotated[
        bool, typer.Option("--last", help="Show the outcomes of earlier checks instead.")
    ] = False,
    form: As = None,
    as_json: AsJson = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Replay every history with this code and compare it with all that is recorded. Run it before a release.

    Compared are agreed totals, payments, the amounts of lines and fees, snapshots, the rows of the audit trail,
    and the digests of what customers were shown.
    Events with personal data in the clear are counted, which is no difference.
    Only the outcome is written, and the database may have an older schema, which keeps none. Exit status: 0 all the
    same, 1 something differs, 3 with --last, where no check was kept.
    """
    as_json = wants_json(form, as_json)
    if last:
        _show_last(database_url, data, as_json=as_json)
        return
    if service_url() is not None:
        refuse_service("check")
    if as_json:
        raise typer.BadParameter("Only with --last.", param_hint="--json")
    with any_database(database_url, data) as url:
        outcome = _run(url, database_url, data)
    if outcome.differences:
        raise typer.Exit(DIFFERS)


def _run(url: str, database_url: str | None, data: Path) -> CheckOutcome:
    """Check the database, print what is found, and keep the outcome."""
    from interfaces.dialects.registry import ARITHMETIC, SETTINGS_MAPS
    from interfaces.storage.postgres.consistency.check import ConsistencyCheck
    from interfaces.storage.postgres.operations.check_log import OutcomeNotKept, keep_outcome
    from interfaces.storage.postgres.operations.installation import own_version

    output, differing, start = Output(), 0, time.monotonic_ns()
    broken: set[str] = set()
    with progress_bar("events") as progress:
        running = ConsistencyCheck(url, ARITHMETIC, SETTINGS_MAPS)
        for finding in running.findings(progress):
            differing += 1
            broken.add(finding.checkout_id)
            output.say(
                line((finding.checkout_id, NAME), f" v{finding.version}: ", (finding.what, BAD))
            )
    diverging, displays = check_displays(url, database_url, data, broken)
    for each in diverging:
        differing += 1
        output.say(line((each.checkout_id, NAME), f" v{each.version}: ", (each.what, BAD)))
    tally = running.tally
    outcome = CheckOutcome(
        at=now(),
        milliseconds=(time.monotonic_ns() - start) // 1_000_000,
        tillroll=own_version(),
        checkouts=tally.checkouts,
        events=tally.events,
        snapshots=tally.snapshots,
        trail_rows=tally.rows,
        clear_events=tally.clear,
        differences=differing,
    )
    if tally.clear:
        held = f"{count_of(tally.clear, 'event')} {'holds' if tally.clear == 1 else 'hold'}"
        output.say(f"{held} personal data in the clear: `tillroll seal-history` seals it.")
    if displays:
        output.say(displays)
    output.say(line("Replayed ", *_summary(outcome), "."))
    try:
        keep_outcome(url, outcome)
    except OutcomeNotKept as error:
        typer.echo(f"tillroll: the outcome is not kept in the database: {error}", err=True)
    return outcome


def _summary(outcome: CheckOutcome | CheckShape) -> tuple[str | tuple[str, str], ...]:
    """Return what was replayed and compared, and whether it was the same."""
    found = (count_of(outcome.differences, "difference"), BAD)
    compared = (
        f"{count_of(outcome.events, 'event')} of {count_of(outcome.checkouts, 'checkout')} and "
        f"compared them with {count_of(outcome.snapshots, 'snapshot')} and "
        f"{count_of(outcome.trail_rows, 'row')} of the trail: "
    )
    return compared, found if outcome.differences else ("all the same", GOOD)


def _show_last(database_url: str | None, data: Path, *, as_json: bool) -> None:
    found = _last_checks(database_url, data)
    outcomes, output = found.checks, Output()
    if as_json:
        output.json(found)
        return
    if not outcomes:
        fail("No check was kept. Run `tillroll check`.", NOT_FOUND)
    table = Table(box=None, pad_edge=False, header_style=FAINT)
    for heading in ("ended", "took", "tillroll", "checkouts", "events", "outcome"):
        table.add_column(heading)
    for each in outcomes:
        table.add_row(
            line((time_of(each.time), WHEN)),
            f"{each.milliseconds} ms",
            each.tillroll,
            str(each.checkouts),
            str(each.events),
            line(_summary(each)[-1]),
        )
    output.say_rows(table)


def _last_checks(database_url: str | None, data: Path) -> ChecksShape:
    """Return the kept outcomes, of the service that the command names, or of a database."""
    address = named_service()
    if address is not None:
        from interfaces.cli.service.client import ServiceClient

        with ServiceClient(address) as service:
            found = service.get("/history/checks", ChecksShape)
        return ChecksShape(checks=found.checks[:_MOST_SHOWN])
    with recorded_database(database_url, data) as url:
        return checks_shape(asyncio.run(_read(url)))


async def _read(url: str) -> Sequence[CheckOutcome]:
    from interfaces.composition.services import build_operations
    from interfaces.storage.postgres.storage import PostgresStorage

    async with PostgresStorage(url, readers=1) as storage:
        await log_access(storage.reads, "list checks", None)
        return await build_operations(storage).checks(_MOST_SHOWN)
