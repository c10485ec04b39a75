"""`tillroll find`: the checkouts that have a name."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from application.history.finding.name_lookup import NameLookup, NameMatch
from application.ports.access_log import AccessOutcome
from interfaces.api.history.finding.shapes import FoundCheckoutShape, LookupShape, lookup
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.exit_codes import NOT_FOUND, fail
from interfaces.cli.history_reader import log_access
from interfaces.cli.master_keys import readable_master_keys
from interfaces.cli.service.address import named_service
from interfaces.cli.terminal.formats import As, AsJson, chosen, print_answer
from interfaces.cli.terminal.found_table import as_table, refused_line
from interfaces.cli.terminal.output import FAINT, Output, errors
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.codecs.wrapping import KeyWrapping

Name = Annotated[
    str,
    typer.Argument(
        help="The whole name: id, order number, reference, order, purchase, payment or request id, or a person's "
        "e-mail address, phone number, national id or name."
    ),
]


def find(
    name: Name,
    output: As = None,
    as_json: AsJson = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Find the checkouts that have a name. The first kind of name that matches is the answer."""
    found = chosen(output, as_json)
    match = _look_up_name(name, database_url, data)
    print_answer(match, found, _show, rows=lambda each: each.checkouts, row=FoundCheckoutShape)


def _look_up_name(name: str, database_url: str | None, data: Path) -> LookupShape:
    address = named_service()
    if address is not None:
        from interfaces.cli.service.client import ServiceClient

        with ServiceClient(address) as service:
            # In a body, because a name may be personal.
            return service.post("/history/lookup", LookupShape, {"q": name})
    with recorded_database(database_url, data) as url:
        match = asyncio.run(_look_up(url, readable_master_keys(database_url, data), name))
    if match is None:
        fail("No checkout has this name.", NOT_FOUND)
    return lookup(match)


def _show(output: Output, match: LookupShape) -> None:
    output.say_rows(as_table(match))
    for each in match.refused or ():
        output.say(refused_line(each))
    if match.more:
        errors().print(Text(f"These are the first {len(match.checkouts)}; there are more.", FAINT))


async def _look_up(url: str, master_keys: KeyWrapping, name: str) -> NameMatch | None:
    """Return what has the name. The access is logged before, without a name that is or may be personal."""
    from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
    from interfaces.storage.postgres.storage import PostgresStorage

    async with (
        PostgresStorage(url, readers=1, master_keys=master_keys) as storage,
        PostgresAuditLog(url, clock=now, projects=False, readers=1) as trail,
    ):
        names = NameLookup(
            histories=CheckoutRepository(storage.events, CheckoutCache(1), storage.snapshots),
            store=storage.events,
            audit_log=trail,
            persons=storage.persons,
            refusals=storage.refusals,
        )
        match, outcome = None, AccessOutcome.FAILED
        try:
            match = await names.find(name, None, looks_for_persons=True)
            outcome = AccessOutcome.NOT_FOUND if match is None else AccessOutcome.FOUND
        finally:
            hidden = () if match is not None and not match.kind.is_personal else (name,)
            await log_access(storage.reads, "find", None, outcome, left_out=hidden)
    return match
