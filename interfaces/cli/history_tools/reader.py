"""Answer the questions of an agent. The access log records each before it is answered."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import typer
from mcp.server.mcpserver.exceptions import ToolError

from application.history.as_of import AsOf
from application.history.finding.name_lookup import NameLookup, NameMatch
from application.history.inquiries import Inquiries, Subject
from application.ports.access_log import AccessEntry, AccessOutcome
from application.ports.event_store import StoreUnavailable
from domain.refusals import CheckoutNotFound, Refusal
from interfaces.api.readers.auth import READ_SCOPE
from interfaces.cli.as_of import parse_as_of
from interfaces.cli.history_reader import refusal_text
from interfaces.cli.history_tools.asker import Asker
from interfaces.cli.history_tools.unanswered import USE_FIND
from interfaces.cli.inquiries import histories_of, inquiries_of
from interfaces.cli.master_keys import readable_master_keys
from interfaces.configuration.settings import Configuration
from interfaces.http.errors.request_errors import AccessDenied
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.events.codec import UnreadableEvent
from interfaces.storage.postgres.storage import PostgresStorage

T = TypeVar("T")
_NO_DATABASE: Final = "The database does not answer now. Ask again."


@dataclass(frozen=True, kw_only=True)
class ToolReader:
    """Reads the history for the tools. `asker` returns who asks now, and so what is shown.

    Its methods raise ToolError, whose text is a sentence for the agent.
    """

    storage: PostgresStorage
    audit_log: PostgresAuditLog
    configuration: Configuration
    has_ledger: bool
    asker: Callable[[], Asker]

    async def ask(
        self,
        tool: str,
        checkout_id: str,
        arguments: Mapping[str, object],
        inquire: Callable[[Inquiries, Subject], Awaitable[T]],
        *,
        scope: str = READ_SCOPE,
    ) -> T:
        """Return the answer to a question about one checkout of a merchant that the asker reaches."""
        rights = self.asker().rights
        inquiries = inquiries_of(self.storage, histories_of(self.storage))
        subject = Subject(
            checkout_id=checkout_id, merchants=rights.merchants, sees_persons=rights.sees_persons
        )
        given = {name: each for name, each in arguments.items() if each is not None}
        outcome = AccessOutcome.FAILED
        try:
            try:
                rights.require_scope(scope)
                found = await inquire(inquiries, subject)
                outcome = AccessOutcome.FOUND
            except AccessDenied:
                outcome = AccessOutcome.DENIED
                raise
            except Refusal:
                outcome = AccessOutcome.NOT_FOUND
                raise
            finally:
                await self._log(tool, checkout_id, outcome, {"checkout": checkout_id, **given})
        except AccessDenied as denied:
            raise ToolError(denied.reason) from None
        except CheckoutNotFound as refusal:
            raise ToolError(f"{refusal_text(refusal)} {USE_FIND}") from None
        except Refusal as refusal:
            raise ToolError(refusal_text(refusal)) from None
        except UnreadableEvent as unreadable:
            raise ToolError(str(unreadable)) from None
        except StoreUnavailable:
            raise ToolError(_NO_DATABASE) from None
        return found

    async def find(self, name: str) -> NameMatch | None:
        """Return what has the name; None for nothing. The log has no name that is or may be personal."""
        names = NameLookup(
            histories=histories_of(self.storage),
            store=self.storage.events,
            audit_log=self.audit_log,
            persons=self.storage.persons,
            refusals=self.storage.refusals,
        )
        asker = self.asker()
        match, outcome = None, AccessOutcome.FAILED
        try:
            try:
                asker.rights.require_scope()
                match = await names.find(
                    name, asker.rights.merchants, looks_for_persons=asker.finds_persons
                )
                outcome = AccessOutcome.NOT_FOUND if match is None else AccessOutcome.FOUND
            except AccessDenied:
                outcome = AccessOutcome.DENIED
                raise
            finally:
                is_public = match is not None and not match.kind.is_personal
                await self._log("find", None, outcome, {"name": name if is_public else "..."})
        except AccessDenied as denied:
            raise ToolError(denied.reason) from None
        except StoreUnavailable:
            raise ToolError(_NO_DATABASE) from None
        return match

    async def _log(
        self,
        tool: str,
        checkout_id: str | None,
        outcome: AccessOutcome,
        arguments: Mapping[str, object],
    ) -> None:
        asker = self.asker()
        await self.storage.reads.keep(
            AccessEntry(
                at=now(),
                checkout_id=checkout_id,
                target=asker.target(tool, arguments),
                provenance=asker.provenance_of(tool),
                outcome=outcome,
            )
        )


@asynccontextmanager
async def open_reader(
    url: str,
    *,
    configuration: Configuration,
    ledger_origin: str | None,
    asker: Callable[[], Asker],
    database_url: str | None,
    data: Path,
    config: Path | None,
) -> AsyncIterator[ToolReader]:
    """Open the database at `url` for the tools. `ledger_origin` is None without a ledger."""
    keys = readable_master_keys(database_url, data, config)
    async with (
        PostgresStorage(url, readers=2, master_keys=keys, ledger_origin=ledger_origin) as storage,
        PostgresAuditLog(url, clock=now, projects=False, readers=1) as audit_log,
    ):
        yield ToolReader(
            storage=storage,
            audit_log=audit_log,
            configuration=configuration,
            has_ledger=ledger_origin is not None,
            asker=asker,
        )


def point_in_history(text: str | None) -> AsOf | None:
    """Parse a version or an instant; None for now. Raises ToolError."""
    if text is None:
        return None
    try:
        return parse_as_of(text)
    except typer.BadParameter as refused:
        raise ToolError(refused.message) from None
