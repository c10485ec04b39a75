"""`tillroll refusals`: refused commands across all checkouts."""

import asyncio
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from application.history.refusal_search import RefusalSearch
from application.ports.refusal_log import LoggedRefusal, RefusalFilter
from interfaces.cli.commands.search import audit_options as option
from interfaces.cli.commands.show import AsJson
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.history_reader import ShowPersons, log_access
from interfaces.cli.master_keys import readable_master_keys
from interfaces.cli.terminal.output import BAD, FAINT, NAME, WHEN, WHO, Output, table, time_of
from interfaces.cli.terminal.safe_text import line

_Reason = Annotated[
    str | None, typer.Option(help="Reasons, as in JSON, separated by commas: Locked,StaleVersion.")
]
_Command = Annotated[str | None, typer.Option(help="The refused command: UpdateFees.")]
_Dialect = Annotated[str | None, typer.Option(help="The API that refused it: walley, shopper.")]
_Limit = Annotated[int, typer.Option(min=1, max=10_000, help="How many, the newest first.")]


def refusals(
    reason: _Reason = None,
    command: _Command = None,
    dialect: _Dialect = None,
    operation: option.Operation = None,
    merchant: option.Merchant = None,
    actor: option.Actor = None,
    request_id: option.RequestId = None,
    checkout: option.Checkout = None,
    since: option.Since = None,
    until: option.Until = None,
    limit: _Limit = 100,
    as_json: AsJson = False,
    persons: ShowPersons = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Find refused commands across all checkouts, the newest first; every condition that is named has to hold."""
    from interfaces.storage.postgres.storage import PostgresStorage

    wanted = RefusalFilter(
        merchants=None,
        merchant=merchant,
        checkout_id=checkout,
        reasons=tuple(reason.split(",")) if reason else (),
        command=command,
        dialect=dialect,
        operation=operation,
        actor=actor,
        request_id=request_id,
        since=since,
        until=until,
    )

    async def find(url: str) -> list[LoggedRefusal]:
        keys = readable_master_keys(database_url, data)
        async with PostgresStorage(url, readers=1, master_keys=keys) as storage:
            await log_access(storage.reads, "refusals", checkout)
            search = RefusalSearch(storage.refusals, storage.persons)
            return await search.page(wanted, limit=limit, sees_persons=persons)

    with recorded_database(database_url, data) as url:
        found = asyncio.run(find(url))
    output = Output()
    if as_json:
        from interfaces.api.history import translate

        for shape in translate.refusals([each.refusal for each in found]).refusals:
            output.json(shape)
        return
    output.say_rows(_as_table(found))


def _as_table(found: list[LoggedRefusal]) -> Table:
    grid = table(
        "time",
        "checkout",
        "version",
        "command",
        "reason",
        "actor",
        "request",
        "position",
        right=["version", "position"],
    )
    for each in found:
        refusal = each.refusal
        by = refusal.provenance
        grid.add_row(
            Text(time_of(refusal.at), WHEN),
            line((refusal.checkout_id, NAME)),
            str(refusal.version),
            line((refusal.operation, "bold")),
            line((refusal.reason, BAD)),
            line((by.actor, WHO)),
            line((f"{by.dialect}: {by.operation}", FAINT)),
            str(each.position),
        )
    return grid
