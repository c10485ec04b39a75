"""`tillroll erase`: erase the personal data of one person, and show what an erasure has erased."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer

from application.persons.requests import ErasableBook, ErasableCheckout, PersonErasures
from application.persons.subjects import PersonSubject, SubjectKind
from application.ports.access_log import AccessLog, AccessOutcome
from application.ports.erasures.plans import Certificate, ErasureCause, ErasureRequest
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.exit_codes import DIFFERS, MISCONFIGURED, NOT_FOUND, USAGE, exit_on, fail
from interfaces.cli.history_reader import local_user, log_access
from interfaces.cli.master_keys import readable_master_keys
from interfaces.cli.terminal.erasures import (
    book_lines,
    certificate_lines,
    found_summary,
    found_table,
)
from interfaces.cli.terminal.formats import As, AsJson, wants_json
from interfaces.cli.terminal.output import Output, progress_bar
from interfaces.configuration.key_settings import KeySettings
from interfaces.runtime.clock_and_ids import new_id, now
from interfaces.storage.codecs.wrapping import KeyWrapping, NoMasterKeys

_OPERATION = "erase person"
# The access log must not say who was erased.
_LOGGED = "tillroll erase person ..."
_Confirm = Callable[[Sequence[ErasableCheckout], Sequence[ErasableBook]], None]
Config = Annotated[
    Path | None,
    typer.Option(
        envvar="TILLROLL_CONFIG",
        exists=True,
        dir_okay=False,
        readable=True,
        help="The server's configuration, which names the file of destroyed keys.",
    ),
]

erase = typer.Typer(name="erase", help="Erase personal data for good.", no_args_is_help=True)


@erase.callback()
def _erase() -> None:
    """Erase personal data for good."""


@erase.command()
def person(
    text: Annotated[
        str,
        typer.Argument(
            metavar="PERSON",
            help="An e-mail address, phone number, national id, name or checkout id.",
        ),
    ],
    kind: Annotated[
        SubjectKind | None, typer.Option("--as", help="What PERSON is; by default any of them.")
    ] = None,
    only_ended: Annotated[
        bool, typer.Option("--only-ended", help="Leave checkouts that have not ended.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Erase without a question.")] = False,
    form: As = None,
    as_json: AsJson = False,
    config: Config = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """List the checkouts and address books with data of a person, and erase the data after a confirmation.

    Nothing brings the data back. Data that is given later is not part of the erasure. An erasure that is broken off is
    completed by the server, or by the next `tillroll erase person`. Exit status: 0 erased, 1 not confirmed or not
    complete, 2 --yes is missing, 3 no such data, 69 no database available, 78 configuration refused.
    """
    as_json = wants_json(form, as_json)
    subject = PersonSubject(text=text, kinds=tuple(SubjectKind) if kind is None else (kind,))
    output = Output()

    def confirm(found: Sequence[ErasableCheckout], books: Sequence[ErasableBook]) -> None:
        _list(output, found, books, as_json=as_json and not yes)
        if yes:
            return
        if not output.is_interactive:
            fail("Nothing is erased. Repeat the command with --yes to erase this data.", USAGE)
        typer.confirm("Erase this data for good?", abort=True, err=True)

    keys = _key_settings(config)
    with recorded_database(database_url, data) as url:
        master_keys = readable_master_keys(database_url, data, config)
        certificate = asyncio.run(
            _find_and_erase(url, master_keys, keys, subject, only_ended, confirm)
        )
    _show(output, certificate, as_json=as_json)
    if not certificate.is_complete:
        fail("The server completes the erasure, or the next `tillroll erase person`.", DIFFERS)


@erase.command()
def certificate(
    erasure: Annotated[str, typer.Argument(metavar="ID", help="The id of an erasure.")],
    form: As = None,
    as_json: AsJson = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Show what an erasure has erased, when, and who requested it. Exits with 3 where there is no such erasure."""
    as_json = wants_json(form, as_json)
    with recorded_database(database_url, data) as url:
        found = asyncio.run(_find_certificate(url, erasure))
    if found is None:
        fail(f"There is no erasure {erasure}.", NOT_FOUND)
    _show(Output(), found, as_json=as_json)


def _key_settings(config: Path | None) -> KeySettings:
    from interfaces.configuration.loading import load_configuration
    from interfaces.configuration.refusal import ConfigurationRefused
    from interfaces.serving.environment import is_production

    with exit_on(ConfigurationRefused, status=MISCONFIGURED):
        production = is_production(os.environ.get("TILLROLL_ENV", ""))
        return load_configuration(config, production=production).keys


async def _find_and_erase(
    url: str,
    master_keys: KeyWrapping,
    keys: KeySettings,
    subject: PersonSubject,
    only_ended: bool,
    confirm: _Confirm,
) -> Certificate:
    """Find the data, let the user confirm, and erase. Exits with 3 where there is none."""
    async with _services(url, master_keys, keys) as (erasures, access_log):
        found = await erasures.find(subject, only_ended=only_ended)
        books = await erasures.find_books(subject)
        outcome = AccessOutcome.FOUND if found or books else AccessOutcome.NOT_FOUND
        await log_access(access_log, _OPERATION, None, outcome, command=_LOGGED)
        if not (found or books):
            fail("No checkout has data of this person that can be erased.", NOT_FOUND)
        confirm(found, books)
        request = ErasureRequest(
            id=new_id(),
            cause=ErasureCause.REQUESTED,
            requested_by=f"user:{local_user()}",
            dialect="tillroll",
            operation=_OPERATION,
            request_id=new_id(),
            at=now(),
        )
        await erasures.plan(request, found, books)
        with progress_bar("keys") as progress:
            certificate = await erasures.carry_out(request, progress=progress)
        await erasures.resume()
        if certificate is None:
            fail("The data was erased by another request in the meantime.", NOT_FOUND)
        return certificate


async def _find_certificate(url: str, erasure_id: str) -> Certificate | None:
    async with _services(url, NoMasterKeys(), KeySettings()) as (erasures, access_log):
        found = await erasures.certificate(erasure_id)
        outcome = AccessOutcome.NOT_FOUND if found is None else AccessOutcome.FOUND
        await log_access(access_log, "show certificate", None, outcome)
        return found


@asynccontextmanager
async def _services(
    url: str, master_keys: KeyWrapping, keys: KeySettings
) -> AsyncIterator[tuple[PersonErasures, AccessLog]]:
    from application.ports.purchase_validation import NoValidation
    from interfaces.composition.erasures import destroyed_key_list
    from interfaces.composition.services import build_services
    from interfaces.configuration.settings import CheckoutSettings
    from interfaces.storage.postgres.storage import PostgresStorage

    async with PostgresStorage(url, readers=1, master_keys=master_keys) as storage:
        services = build_services(
            CheckoutSettings(), storage, NoValidation(), destroyed_key_list(keys)
        )
        yield services.erasures.on_request, storage.reads


def _list(
    output: Output,
    found: Sequence[ErasableCheckout],
    books: Sequence[ErasableBook],
    *,
    as_json: bool,
) -> None:
    if as_json:
        from interfaces.api.history.persons.shapes import found_checkouts

        output.json(found_checkouts(found, books))
        return
    if found or not books:
        output.say_rows(found_table(found))
        output.say(found_summary(found))
    if books:
        output.say(*book_lines(books))


def _show(output: Output, found: Certificate, *, as_json: bool) -> None:
    if as_json:
        from interfaces.api.history.persons.shapes import certificate_of

        output.json(certificate_of(found))
        return
    output.say(*certificate_lines(found))
