"""`tillroll refusals`: refused commands across all checkouts."""

import asyncio
from collections.abc import Sequence
from typing import Annotated, Final

import typer
from rich.table import Table
from rich.text import Text

from application.history.refusal_search import RefusalSearch
from application.ports.refusal_log import LoggedRefusal, RefusalFilter
from interfaces.api.history.wire import RefusalShape, RefusalsShape
from interfaces.cli.commands.search import audit_options as option
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.following.feed import FeedPrinter, Follow, until_interrupted
from interfaces.cli.following.lines import refusal_line
from interfaces.cli.history_reader import ShowPersons, log_access
from interfaces.cli.master_keys import readable_master_keys
from interfaces.cli.service.address import ServiceAddress, named_service
from interfaces.cli.terminal.formats import As, AsJson, Format, chosen, print_answer
from interfaces.cli.terminal.output import BAD, FAINT, NAME, WHEN, WHO, Output, table, time_of
from interfaces.cli.terminal.safe_text import line

_Reason = Annotated[
    str | None, typer.Option(help="Reasons, as in JSON, separated by commas: Locked,StaleVersion.")
]
_Command = Annotated[str | None, typer.Option(help="The refused command: UpdateFees.")]
_Dialect = Annotated[str | None, typer.Option(help="The API that refused it: walley, shopper.")]
_Limit = Annotated[int, typer.Option(min=1, max=10_000, help="How many, the newest first.")]
_PAGE: Final = 1_000


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
    follow: Follow = False,
    output: As = None,
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

    def read() -> list[RefusalShape]:
        from interfaces.api.history import translate

        with recorded_database(database_url, data) as url:
            found = asyncio.run(find(url))
        return translate.refusals([each.refusal for each in found]).refusals

    found = chosen(output, as_json)
    address = named_service()
    if follow:
        feed = FeedPrinter(found, RefusalShape, refusal_line)
        with until_interrupted():
            if address is not None:
                _follow_service(address, wanted, feed)
                return
            from interfaces.cli.following.database import follow_refusals

            keys = readable_master_keys(database_url, data)
            with recorded_database(database_url, data) as url:
                asyncio.run(follow_refusals(url, keys, wanted, feed.put, sees_persons=persons))
        return
    answer = read() if address is None else _ask(address, wanted, limit)
    if found is Format.JSON:
        for each in answer:
            Output().json(each)
        return
    print_answer(
        answer,
        found,
        lambda shown, rows: shown.say_rows(_as_table(rows)),
        rows=lambda each: each,
        row=RefusalShape,
    )


def _follow_service(
    address: ServiceAddress, wanted: RefusalFilter, feed: FeedPrinter[RefusalShape]
) -> None:
    from interfaces.cli.following.refusals import service_refusals
    from interfaces.cli.service.client import ServiceClient

    with ServiceClient(address) as service:
        for each in service_refusals(service, _parameters(wanted)):
            feed.put(each)


def _ask(address: ServiceAddress, wanted: RefusalFilter, limit: int) -> list[RefusalShape]:
    """Ask a service, page by page."""
    from interfaces.cli.service.client import ServiceClient

    parameters = {**_parameters(wanted), "limit": min(limit, _PAGE)}
    found: list[RefusalShape] = []
    with ServiceClient(address) as service:
        for page in service.pages("/history/refusals", RefusalsShape, parameters):
            found += page.refusals
            if len(found) >= limit:
                break
    return found[:limit]


def _parameters(wanted: RefusalFilter) -> dict[str, str | int | None]:
    """Return the parameters of the history API for these conditions."""
    return {
        "reason": ",".join(wanted.reasons) or None,
        "command": wanted.command,
        "dialect": wanted.dialect,
        "operation": wanted.operation,
        "merchant": wanted.merchant,
        "actor": wanted.actor,
        "request_id": wanted.request_id,
        "checkout": wanted.checkout_id,
        "since": None if wanted.since is None else time_of(wanted.since),
        "until": None if wanted.until is None else time_of(wanted.until),
    }


def _as_table(found: Sequence[RefusalShape]) -> Table:
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
        by = each.provenance
        grid.add_row(
            Text(time_of(each.time), WHEN),
            line((each.checkout, NAME)),
            str(each.version),
            line((each.command, "bold")),
            line((each.reason, BAD)),
            line((by.actor, WHO)),
            line((f"{by.dialect}: {by.operation}", FAINT)),
            str(each.position),
        )
    return grid
