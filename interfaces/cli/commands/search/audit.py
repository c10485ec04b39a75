"""`tillroll audit`: events across all checkouts."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path

import typer
from rich.text import Text

from application.persons.search import PersonQuery, narrow_to_person, with_sealed_addresses
from application.persons.views import view_entries
from application.ports.audit_log import AuditEntry, AuditFilter, AuditLog
from application.ports.person_vault import PersonVault
from interfaces.api.history.wire import EventShape
from interfaces.cli.commands.search import audit_options as option
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.following.feed import FeedPrinter, Follow, until_interrupted
from interfaces.cli.following.lines import event_line
from interfaces.cli.history_reader import ShowPersons, log_access
from interfaces.cli.master_keys import readable_master_keys
from interfaces.cli.service.address import ServiceAddress, named_service
from interfaces.cli.terminal.audit_table import as_table
from interfaces.cli.terminal.formats import As, AsJson, Format, chosen
from interfaces.cli.terminal.output import FAINT, Output, errors, time_of
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
    follow: Follow = False,
    output: As = None,
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
    found = chosen(output, as_json, as_csv)
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
    address = named_service()
    if follow:
        if not person.is_empty:
            raise typer.BadParameter("Persons are not followed.", param_hint="--follow")
        _follow(address, wanted, ip, found, database_url, data, sees_persons=persons)
        return
    if found is Format.TEXT:
        limit = limit or _SHOWN
    if address is None:
        write = {Format.CSV: _as_csv, Format.JSON: _as_json, Format.TEXT: _as_table}[found]
        with recorded_database(database_url, data) as url:
            keys = readable_master_keys(database_url, data)
            count = asyncio.run(
                _find(url, keys, wanted, person, limit, write, sees_persons=persons)
            )
    else:
        count = _ask(address, _parameters(wanted, person, ip), limit, found)
    if limit == _SHOWN == count and found is Format.TEXT:
        errors().print(Text("These are the last 100; --limit shows more.", FAINT))


def _follow(
    address: ServiceAddress | None,
    wanted: AuditFilter,
    ip: str | None,
    found: Format,
    database_url: str | None,
    data: Path,
    *,
    sees_persons: bool,
) -> None:
    """Print the events that match, from now on."""
    feed = FeedPrinter(found, EventShape, event_line)
    with until_interrupted():
        if address is None:
            from interfaces.cli.following.database import follow_events

            keys = readable_master_keys(database_url, data)
            with recorded_database(database_url, data) as url:
                asyncio.run(follow_events(url, keys, wanted, feed.put, sees_persons=sees_persons))
            return
        from interfaces.cli.following.event_source import service_events
        from interfaces.cli.service.client import ServiceClient

        with ServiceClient(address) as service:
            for each in service_events(service, _parameters(wanted, PersonQuery(), ip)):
                if each is not None:
                    feed.put(each)


def _parameters(
    wanted: AuditFilter, person: PersonQuery, ip: str | None
) -> dict[str, str | int | None]:
    """Return the parameters of the history API for these conditions."""
    return {
        "type": ",".join(wanted.types) or None,
        "checkout": wanted.checkout_id,
        "actor": wanted.actor,
        "merchant": wanted.merchant,
        "dialect": wanted.dialect,
        "operation": wanted.operation,
        "reference": wanted.reference,
        "request_id": wanted.request_id,
        "ip": ip,
        "since": None if wanted.since is None else time_of(wanted.since),
        "until": None if wanted.until is None else time_of(wanted.until),
        "min_total": wanted.min_total,
        "max_total": wanted.max_total,
        "status": wanted.stage,
        "q": wanted.text,
        "email": person.email,
        "phone": person.phone,
        "name": person.name,
        "national_id": person.national_id,
    }


def _ask(
    address: ServiceAddress,
    wanted: dict[str, str | int | None],
    limit: int | None,
    found: Format,
) -> int:
    """Print the events that a service finds and return their number; 0 for an export."""
    from interfaces.cli.service.audit_search import (
        all_events,
        last_entries,
        last_events,
        write_csv,
    )
    from interfaces.cli.service.client import ServiceClient

    output = Output()
    with ServiceClient(address) as service:
        if found is Format.TEXT:
            entries = last_entries(service, wanted, limit or _SHOWN)
            output.say_rows(as_table(entries))
            return len(entries)
        if found is Format.JSON:
            events = (
                all_events(service, wanted)
                if limit is None
                else last_events(service, wanted, limit)
            )
            for each in events:
                output.json(each)
        elif limit is None:
            write_csv(service, wanted)
        else:
            from interfaces.api.history.exports.lines import csv_text

            sys.stdout.write(csv_text(last_entries(service, wanted, limit)))
    return 0


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
