"""`tillroll audit`: events across all checkouts."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

import typer
from rich.text import Text

from application.persons.search import PersonQuery, narrow_to_person, with_sealed_addresses
from application.persons.views import view_entries
from application.ports.audit_log import AuditEntry, AuditFilter, AuditLog
from application.ports.person_vault import PersonVault
from interfaces.cli.commands.search import audit_options as option
from interfaces.cli.commands.show import AsJson
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.history_reader import ShowPersons, log_access
from interfaces.cli.master_keys import readable_master_keys
from interfaces.cli.terminal.audit_table import as_table
from interfaces.cli.terminal.output import FAINT, Output, errors
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.codecs.wrapping import KeyWrapping, MasterKeyMissing

_SHOWN = 100
_LOOKS, _PAUSE_SECONDS = 100, 0.05
_BEYOND_ALL = 2**63 - 1
_Batches = AsyncIterator[Sequence[AuditEntry]]
_Write = Callable[[_Batches], Awaitable[None]]


def audit(
    types: option.Types = None,
    checkout: option.Checkout = None,
    actor: option.Actor = None,
    merchant: option.Merchant = None,
    dialect: option.Dialect = None,
    operation: option.Operation = None,
    reference: option.Reference = None,
    request_id: option.RequestId = None,
    ip: option.Ip = None,
    email: option.Email = None,
    phone: option.Phone = None,
    name: option.Name = None,
    national_id: option.NationalId = None,
    since: option.Since = None,
    until: option.Until = None,
    min_total: option.MinTotal = None,
    max_total: option.MaxTotal = None,
    status: option.Status = None,
    q: option.Text = None,
    limit: option.Limit = None,
    as_json: AsJson = False,
    as_csv: option.AsCsv = False,
    persons: ShowPersons = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Find events across all checkouts; every condition that is named has to hold.

    In the order in which they were recorded: as a table of the last ones, or all of them as JSON, one event a line, or
    CSV as the history API exports it.
    """
    if as_json and as_csv:
        raise typer.BadParameter("Ask for JSON or CSV, not both.", param_hint="--csv")
    wanted = AuditFilter(
        merchants=None,
        checkout_id=checkout,
        types=tuple(",".join(types).split(",")) if types else (),
        actor=actor,
        merchant=merchant,
        dialect=dialect,
        operation=operation,
        reference=reference,
        request_id=request_id,
        addresses=() if ip is None else (ip,),
        since=since,
        until=until,
        min_total=min_total,
        max_total=max_total,
        stage=status,
        text=q,
    )
    person = PersonQuery(email=email, phone=phone, name=name, national_id=national_id)
    if not (as_json or as_csv):
        limit = limit or _SHOWN
    write = _as_csv if as_csv else _as_json if as_json else _as_table
    with recorded_database(database_url, data) as url:
        keys = readable_master_keys(database_url, data)
        search = asyncio.run(_find(url, keys, wanted, person, limit, write, sees_persons=persons))
    if limit == _SHOWN == search and not (as_json or as_csv):
        errors().print(Text("These are the last 100; --limit shows more.", FAINT))


async def _find(
    url: str,
    master_keys: KeyWrapping,
    wanted: AuditFilter,
    person: PersonQuery,
    limit: int | None,
    write: _Write,
    *,
    sees_persons: bool,
) -> int:
    """Write the matching entries as they arrive and return their number. The access is logged first."""
    from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
    from interfaces.storage.postgres.storage import PostgresStorage

    count = 0

    async def search(
        trail: AuditLog, vault: PersonVault, wanted: AuditFilter
    ) -> AsyncIterator[Sequence[AuditEntry]]:
        nonlocal count
        if limit is not None:
            last = await _last_entries(trail, wanted, limit)
            count = len(last)
            yield await view_entries(last, vault, in_clear=sees_persons)
            return
        async for chunk in trail.all(wanted):
            count += len(chunk)
            yield await view_entries(chunk, vault, in_clear=sees_persons)

    async with (
        PostgresStorage(url, readers=1, master_keys=master_keys) as storage,
        PostgresAuditLog(url, clock=now, readers=1) as trail,
    ):
        await log_access(storage.reads, "audit", wanted.checkout_id)
        await _catch_up(trail)
        vault = storage.persons
        wanted = await narrow_to_person(wanted, vault, person)
        try:
            wanted = await with_sealed_addresses(wanted, vault)
        except MasterKeyMissing:
            note = (
                "Addresses of customers are sealed, and no master key is configured to search them."
            )
            errors().print(Text(note, FAINT))
        await write(search(trail, vault, wanted))
    return count


async def _last_entries(trail: AuditLog, wanted: AuditFilter, limit: int) -> list[AuditEntry]:
    """Return the last `limit` entries. A page of them ends early where its entries are large."""
    last: list[AuditEntry] = []
    before = _BEYOND_ALL
    while len(last) < limit:
        page = await trail.page(wanted, after=None, before=before, limit=limit - len(last))
        last = [*page.entries, *last]
        if not page.is_cut:
            break
        before = last[0].position
    return last


async def _catch_up(trail: AuditLog) -> None:
    """Wait up to 5 seconds until the audit log has all current events; otherwise print its lag."""
    newest, behind = (await trail.status()).newest, 0
    for _ in range(_LOOKS):
        behind = newest - (await trail.status()).position
        if behind <= 0:
            return
        await asyncio.sleep(_PAUSE_SECONDS)
    errors().print(Text(f"The audit log is {behind} positions behind the events.", FAINT))


async def _as_csv(batches: _Batches) -> None:
    from interfaces.api.history.exports.lines import as_csv

    async for lines in as_csv(batches):
        sys.stdout.write(lines.decode())


async def _as_json(batches: _Batches) -> None:
    from interfaces.api.history.translate import audit_event

    output = Output()
    async for entries in batches:
        for entry in entries:
            output.json(audit_event(entry))


async def _as_table(batches: _Batches) -> None:
    output = Output()
    async for entries in batches:
        output.say_rows(as_table(entries))
