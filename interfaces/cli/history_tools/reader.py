"""Answer the questions of an agent. The access log records each before it is answered."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import msgspec
import typer
from mcp.server.mcpserver.exceptions import ToolError

from application.history.as_of import AsOf
from application.history.finding.name_lookup import NameLookup, NameMatch
from application.history.inquiries import Inquiries, Subject
from application.ports.access_log import AccessOutcome
from application.ports.event_store import StoreUnavailable
from domain.refusals import CheckoutNotFound, Refusal
from interfaces.cli.as_of import parse_as_of
from interfaces.cli.history_reader import log_access, refusal_text
from interfaces.cli.inquiries import histories_of, inquiries_of
from interfaces.cli.master_keys import readable_master_keys
from interfaces.configuration.settings import Configuration
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.events.codec import UnreadableEvent
from interfaces.storage.postgres.storage import PostgresStorage

T = TypeVar("T")
_NO_DATABASE: Final = "The database does not answer now. Ask again."


@dataclass(frozen=True, kw_only=True)
class ToolReader:
    """Reads the history for the tools. `sees_persons`: personal data is shown in clear.

    Its methods raise ToolError, whose text is a sentence for the agent.
    """

    storage: PostgresStorage
    audit_log: PostgresAuditLog
    configuration: Configuration
    has_ledger: bool
    sees_persons: bool

    async def ask(
        self,
        tool: str,
        checkout_id: str,
        arguments: Mapping[str, object],
        inquire: Callable[[Inquiries, Subject], Awaitable[T]],
    ) -> T:
        """Return the answer to a question about one checkout of any merchant."""
        inquiries = inquiries_of(self.storage, histories_of(self.storage))
        subject = Subject(checkout_id=checkout_id, merchants=None, sees_persons=self.sees_persons)
        given = {name: each for name, each in arguments.items() if each is not None}
        outcome = AccessOutcome.FAILED
        try:
            try:
                found = await inquire(inquiries, subject)
                outcome = AccessOutcome.FOUND
            except Refusal:
                outcome = AccessOutcome.NOT_FOUND
                raise
            finally:
                await self._log(tool, checkout_id, outcome, {"checkout": checkout_id, **given})
        except CheckoutNotFound as refusal:
            raise ToolError(
                f"{refusal_text(refusal)} The tool find looks up other names."
            ) from None
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
        match, outcome = None, AccessOutcome.FAILED
        try:
            try:
                match = await names.find(name, None, looks_for_persons=True)
                outcome = AccessOutcome.NOT_FOUND if match is None else AccessOutcome.FOUND
            finally:
                is_public = match is not None and not match.kind.is_personal
                await self._log("find", None, outcome, {"name": name if is_public else "..."})
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
        target = f"tillroll mcp: {tool} {msgspec.json.encode(arguments).decode()}"
        await log_access(self.storage.reads, tool, checkout_id, outcome, command=target)


@asynccontextmanager
async def open_reader(
    url: str,
    *,
    configuration: Configuration,
    ledger_origin: str | None,
    sees_persons: bool,
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
            sees_persons=sees_persons,
        )


def point_in_history(text: str | None) -> AsOf | None:
    """Parse a version or an instant; None for now. Raises ToolError."""
    if text is None:
        return None
    try:
        return parse_as_of(text)
    except typer.BadParameter as refused:
        raise ToolError(refused.message) from None
