"""Run an inquiry for a command. The access log records each inquiry before it is answered."""

import asyncio
import getpass
import os
import shlex
import sys
from collections.abc import Awaitable, Callable, Collection
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from application.history.inquiries import Inquiries, Subject
from application.ports.access_log import AccessEntry, AccessLog, AccessOutcome
from domain.provenance import Provenance
from domain.refusals import BeforeOpening, CheckoutNotFound, InTheFuture, NoSuchVersion, Refusal
from interfaces.cli.databases import recorded_database
from interfaces.cli.exit_codes import DIFFERS, NOT_FOUND, USAGE, exit_on, fail
from interfaces.cli.master_keys import readable_master_keys
from interfaces.cli.service.address import named_service
from interfaces.cli.service.questions import Questions
from interfaces.cli.terminal.output import time_of
from interfaces.runtime.clock_and_ids import new_id, now

T = TypeVar("T")
S = TypeVar("S")
_URL_OPTION = "--database-url"
# The access log has no value by which a person is looked for, and no folder that is named for a person.
_LEFT_OUT = (_URL_OPTION, "--email", "--phone", "--name", "--national-id", "--ip", "--to")
ShowPersons = Annotated[
    bool, typer.Option("--persons", help="Show personal data, which is hidden otherwise.")
]


def read_database(
    inquire: Callable[[Inquiries, Subject], Awaitable[T]],
    *,
    operation: str,
    checkout_id: str,
    sees_persons: bool,
    database_url: str | None,
    data: Path,
) -> T:
    """Return the answer to an inquiry about one checkout of any merchant.

    Exits with 3 where the checkout or the point in time does not exist, 2 for an instant in the future, and 1 where an
    event cannot be read.
    """
    from interfaces.cli.inquiries import histories_of, inquiries_of
    from interfaces.storage.postgres.events.codec import UnreadableEvent
    from interfaces.storage.postgres.storage import PostgresStorage

    async def answer(url: str) -> T:
        keys = readable_master_keys(database_url, data)
        async with PostgresStorage(url, readers=1, master_keys=keys) as storage:
            inquiries = inquiries_of(storage, histories_of(storage))
            outcome = AccessOutcome.FAILED
            try:
                subject = Subject(
                    checkout_id=checkout_id, merchants=None, sees_persons=sees_persons
                )
                found = await inquire(inquiries, subject)
                outcome = AccessOutcome.FOUND
            except Refusal:
                outcome = AccessOutcome.NOT_FOUND
                raise
            finally:
                await log_access(storage.reads, operation, checkout_id, outcome)
            return found

    with (
        recorded_database(database_url, data) as url,
        exit_on(UnreadableEvent, status=DIFFERS),
    ):
        try:
            return asyncio.run(answer(url))
        except Refusal as refusal:
            fail(refusal_text(refusal), USAGE if isinstance(refusal, InTheFuture) else NOT_FOUND)


def read_answer(
    inquire: Callable[[Inquiries, Subject], Awaitable[T]],
    document: Callable[[T], S],
    ask: Callable[[Questions], S],
    *,
    operation: str,
    checkout_id: str,
    sees_persons: bool,
    database_url: str | None,
    data: Path,
) -> S:
    """Return the document of an answer about one checkout: of the service that the command names, or of a database.

    A service is asked with `ask`, and decides by its key what of persons is shown. In a database the answer to
    `inquire` is converted with `document`. Exits as `read_database` does.
    """
    address = named_service()
    if address is not None:
        from interfaces.cli.service.client import ServiceClient

        with ServiceClient(address) as service:
            return ask(service)
    answer = read_database(
        inquire,
        operation=operation,
        checkout_id=checkout_id,
        sees_persons=sees_persons,
        database_url=database_url,
        data=data,
    )
    return document(answer)


async def log_access(
    access_log: AccessLog,
    operation: str,
    checkout_id: str | None,
    outcome: AccessOutcome = AccessOutcome.FOUND,
    *,
    command: str | None = None,
    left_out: Collection[str] = (),
) -> None:
    """Record in the access log which user of this machine reads, and with which command. Raises StoreUnavailable.

    `command` stands in for a command line that has personal data. The arguments `left_out` are personal values.
    """
    provenance = Provenance(
        actor=f"user:{local_user()}", dialect="tillroll", operation=operation, request_id=new_id()
    )
    if command is None:
        arguments = ["..." if each in left_out else each for each in sys.argv[1:]]
        command = shlex.join(["tillroll", *_without_secrets(arguments)])
    await access_log.keep(
        AccessEntry(
            at=now(),
            checkout_id=checkout_id,
            target=command,
            provenance=provenance,
            outcome=outcome,
        )
    )


def _without_secrets(arguments: list[str]) -> list[str]:
    """Return the arguments without the URL of the database, which may have a password, and without personal values."""
    shown: list[str] = []
    for previous, argument in zip(["", *arguments], arguments, strict=False):
        option = argument.partition("=")[0]
        if previous in _LEFT_OUT:
            argument = "..."
        elif option in _LEFT_OUT and "=" in argument:
            argument = f"{option}=..."
        shown.append(argument)
    return shown


def local_user() -> str:
    """Return the name of the user of this machine, or the number of one without a name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def refusal_text(refusal: Refusal) -> str:
    """Return why there is no answer to an inquiry, as a sentence."""
    match refusal:
        case CheckoutNotFound(checkout_id=checkout_id):
            return f"There is no checkout {checkout_id}."
        case NoSuchVersion(version=version, newest=newest):
            return f"There is no version {version}; there are 1 to {newest}."
        case BeforeOpening(at=at, opened_at=opened_at):
            return f"The checkout was not there yet at {time_of(at)}; it was opened at {time_of(opened_at)}."
        case InTheFuture(at=at, now=current):
            return f"{time_of(at)} is in the future; it is {time_of(current)}."
        case _:
            return f"{refusal.NAME}: {refusal.facts()}"
