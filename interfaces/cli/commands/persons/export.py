"""`tillroll export person`: everything about one person, as a document and as a page."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from application.history.inquiries import Inquiries
from application.persons.export import CheckoutRecord, ExportQuery, PersonCheckout, PersonExports
from application.persons.search import PersonQuery
from application.ports.access_log import AccessLog, AccessOutcome
from interfaces.cli.commands.search import audit_options as option
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.exit_codes import DIFFERS, NOT_FOUND, exit_on, fail
from interfaces.cli.history_reader import log_access
from interfaces.cli.master_keys import readable_master_keys
from interfaces.cli.terminal.output import Output, count_of
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.codecs.wrapping import KeyWrapping

_OPERATION = "export person"
export = typer.Typer(
    name="export", help="Everything about one person, to hand out.", no_args_is_help=True
)
_Email = Annotated[
    str | None, typer.Argument(metavar="EMAIL", help="The customer's e-mail address, whole.")
]
_Folder = Annotated[Path, typer.Option(file_okay=False, help="Folder of the two files.")]


@export.callback()
def group() -> None:
    """Everything about one person, to hand out."""


@export.command()
def person(
    to: _Folder,
    email: _Email = None,
    phone: option.Phone = None,
    name: option.Name = None,
    national_id: option.NationalId = None,
    checkout: option.Checkout = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Write everything about one person to person.json and person.html, before an erasure for example.

    Checkouts that match all values that are named. Personal data is in clear; only you may read the files. Each
    checkout is recorded in the access log. Exits with 3 where nothing is found.
    """
    query = ExportQuery(
        person=PersonQuery(email=email, phone=phone, name=name, national_id=national_id),
        checkout_id=checkout,
    )
    if query.is_empty:
        raise typer.BadParameter("Name the person: an e-mail address, or an option.")
    from interfaces.cli.person_page.files import DOCUMENT, PAGE
    from interfaces.storage.codecs.sealing import TamperedText
    from interfaces.storage.postgres.events.codec import UnreadableEvent

    with (
        recorded_database(database_url, data) as url,
        exit_on(UnreadableEvent, TamperedText, OSError, status=DIFFERS),
    ):
        keys = readable_master_keys(database_url, data)
        count, books = asyncio.run(_export(url, keys, query, to))
    if not (count or books):
        fail("No checkout of this person is found.", NOT_FOUND)
    also = f" and {count_of(books, 'address book')}" if books else ""
    Output().say(f"{count_of(count, 'checkout')}{also}: {to / DOCUMENT} and {to / PAGE}")


async def _export(
    url: str, master_keys: KeyWrapping, query: ExportQuery, folder: Path
) -> tuple[int, int]:
    """Write the files and return the numbers of checkouts and of address books in them."""
    from interfaces.cli.person_page.files import write_files
    from interfaces.storage.postgres.storage import PostgresStorage

    async with PostgresStorage(url, readers=1, master_keys=master_keys) as storage:
        exports = PersonExports(
            inquiries=Inquiries(
                histories=CheckoutRepository(storage.events, CheckoutCache(1), storage.snapshots),
                store=storage.events,
                refusals=storage.refusals,
                persons=storage.persons,
                clock=now,
                deliveries=storage.deliveries,
            ),
            persons=storage.persons,
            address_book=storage.address_book,
            vault=storage.vault,
            lifetimes=storage.key_lifetimes,
            reads=storage.reads,
        )
        found = await exports.find(query, None)
        books = await exports.find_books(query, None)
        if not (found or books):
            await _log(storage.reads, query, query.checkout_id, AccessOutcome.NOT_FOUND)
            return 0, 0
        for each in books:
            await _log(storage.reads, query, each.book.id, AccessOutcome.FOUND)
        records = _logged_records(exports, found, query, storage.reads)
        await write_files(folder, query, now(), found, books, records)
        return len(found), len(books)


async def _logged_records(
    exports: PersonExports, found: Sequence[PersonCheckout], query: ExportQuery, reads: AccessLog
) -> AsyncIterator[CheckoutRecord]:
    """Yield each record after its entry in the access log is stored."""
    async for record in exports.records(found):
        await _log(reads, query, record.state.checkout.id, AccessOutcome.FOUND)
        yield record


async def _log(
    reads: AccessLog, query: ExportQuery, checkout_id: str | None, outcome: AccessOutcome
) -> None:
    email = query.person.email
    left_out = () if email is None else (email,)
    await log_access(reads, _OPERATION, checkout_id, outcome, left_out=left_out)
