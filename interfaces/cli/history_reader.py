"""What a command reads histories with. Each reading is kept in the reading log before it is answered."""

import asyncio
import getpass
import os
import shlex
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from application.history.inquiries import Inquiries, Subject
from application.ports.access_log import AccessEntry, AccessLog
from domain.provenance import Provenance
from domain.refusals import BeforeOpening, CheckoutNotFound, InTheFuture, NoSuchVersion, Refusal
from interfaces.cli.databases import recorded_database
from interfaces.cli.exit_codes import DIFFERS, NOT_FOUND, USAGE, fail, reported
from interfaces.cli.terminal.output import time_of
from interfaces.runtime.clock_and_ids import new_id, now

T = TypeVar("T")
_HIDDEN = "--database-url"


def read_from(
    inquire: Callable[[Inquiries, Subject], Awaitable[T]],
    *,
    operation: str,
    checkout_id: str,
    database_url: str | None,
    data: Path,
) -> T:
    """The answer to an inquiry about one checkout, whosever it is; that it was asked is kept first.

    Exits with 3 where there is no such checkout or moment, 1 where an event cannot be read.
    """
    from interfaces.storage.postgres.events.codec import UnreadableEvent
    from interfaces.storage.postgres.storage import PostgresStorage

    async def ask(url: str) -> T:
        async with PostgresStorage(url, readers=1) as storage:
            await keep_reading(storage.reads, operation, checkout_id)
            histories = CheckoutRepository(storage.events, CheckoutCache(1), storage.snapshots)
            inquiries = Inquiries(
                histories=histories,
                store=storage.events,
                refusals=storage.refusals,
                clock=now,
                deliveries=storage.deliveries,
            )
            return await inquire(inquiries, Subject(checkout_id=checkout_id, merchants=None))

    with (
        recorded_database(database_url, data) as url,
        reported(UnreadableEvent, status=DIFFERS),
    ):
        try:
            return asyncio.run(ask(url))
        except Refusal as refusal:
            fail(_said(refusal), USAGE if isinstance(refusal, InTheFuture) else NOT_FOUND)


async def keep_reading(readings: AccessLog, operation: str, checkout_id: str | None) -> None:
    """Keeps that somebody at this machine reads, and with which command. Raises StoreUnavailable."""
    by = Provenance(
        actor=f"user:{_user()}", dialect="tillroll", operation=operation, request_id=new_id()
    )
    asked = shlex.join(["tillroll", *_without_secrets(sys.argv[1:])])
    await readings.keep(AccessEntry(at=now(), checkout_id=checkout_id, asked=asked, provenance=by))


def _without_secrets(arguments: list[str]) -> list[str]:
    """The arguments as given, but for the URL of the database, which may have a password in it."""
    shown: list[str] = []
    for before, argument in zip(["", *arguments], arguments, strict=False):
        if before == _HIDDEN:
            argument = "..."
        elif argument.startswith(f"{_HIDDEN}="):
            argument = f"{_HIDDEN}=..."
        shown.append(argument)
    return shown


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def _said(refusal: Refusal) -> str:
    match refusal:
        case CheckoutNotFound(checkout_id=checkout_id):
            return f"There is no checkout {checkout_id}."
        case NoSuchVersion(version=version, newest=newest):
            return f"There is no version {version}; there are 1 to {newest}."
        case BeforeOpening(at=at, opened_at=opened_at):
            return f"The checkout was not there yet at {time_of(at)}; it was opened at {time_of(opened_at)}."
        case InTheFuture(at=at, now=present):
            return f"{time_of(at)} is in the future; it is {time_of(present)}."
        case _:
            return f"{type(refusal).__name__}: {refusal.facts()}"
