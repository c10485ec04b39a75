"""Answer the tools from a database. The access log records each call before it is answered."""

from dataclasses import dataclass

from mcp.server.mcpserver.exceptions import ToolError

from application.evidence.request import DisputeReason, EvidenceRequest
from application.evidence.unavailable import (
    HistoryTooLong,
    LedgerBroken,
    NotYetProven,
    PurchaseErased,
    PurchaseNotAgreed,
)
from application.history.as_of import AsOf, AsOfInstant
from application.history.inquiries import BlameReport, Difference, Inquiries, StateAt, Subject
from application.history.windows.field_history import FieldHistory
from application.history.windows.timeline_window import TimelineWindow
from application.history.windows.version_range import AfterVersion, LastVersions, WindowRequest
from application.history.windows.window_inquiries import WindowInquiries
from interfaces.api.history import translate
from interfaces.api.history.evidence.summary import EvidenceSummaryShape, summarise
from interfaces.api.history.finding.shapes import LookupShape, lookup
from interfaces.api.history.windows.window_documents import field_document, timeline_document
from interfaces.api.history.wire import BlameShape, DifferenceShape, StateShape
from interfaces.api.readers.auth import EVIDENCE_SCOPE
from interfaces.cli.evidence_maker import evidence_service, unavailable_text
from interfaces.cli.history_tools.reader import ToolReader
from interfaces.cli.history_tools.source import FieldValues, TimelineAnswer
from interfaces.cli.history_tools.unanswered import NO_LEDGER, NO_NAME, no_field_text
from interfaces.cli.terminal.output import time_of


@dataclass(frozen=True)
class DatabaseSource:
    """Answers from one open database."""

    reader: ToolReader

    async def find(self, name: str) -> LookupShape:
        """Return the checkouts that have a name."""
        match = await self.reader.find(name)
        if match is None:
            raise ToolError(NO_NAME)
        return lookup(match)

    async def state(self, checkout: str, as_of: AsOf | None) -> StateShape:
        """Return the state now, at a version or at an instant."""

        async def inquire(inquiries: Inquiries, subject: Subject) -> StateAt:
            return await inquiries.state(subject, as_of)

        return translate.state(
            await self.reader.ask("state", checkout, {"at": _text(as_of)}, inquire)
        )

    async def difference(self, checkout: str, before: AsOf, after: AsOf) -> DifferenceShape:
        """Return what changed between two versions or instants."""

        async def inquire(inquiries: Inquiries, subject: Subject) -> Difference:
            return await inquiries.difference(subject, before, after)

        given = {"before": _text(before), "after": _text(after)}
        found = await self.reader.ask("diff", checkout, given, inquire)
        return translate.difference(checkout, found)

    async def blame(self, checkout: str, as_of: AsOf | None) -> BlameShape:
        """Return the event that set each field."""

        async def inquire(inquiries: Inquiries, subject: Subject) -> BlameReport:
            return await inquiries.blame(subject, as_of)

        report = await self.reader.ask("blame", checkout, {"at": _text(as_of)}, inquire)
        return translate.blame(checkout, report)

    async def values(
        self, checkout: str, field: str, as_of: AsOf | None, limit: int
    ) -> FieldValues:
        """Return the newest values of a field."""

        async def inquire(inquiries: Inquiries, subject: Subject) -> FieldHistory:
            windows = WindowInquiries(inquiries)
            return await windows.field_history(subject, field, as_of, limit=limit)

        given = {"field": field, "at": _text(as_of)}
        found = await self.reader.ask("blame", checkout, given, inquire)
        if found.field is None:
            raise ToolError(no_field_text(found.version, field))
        shape = field_document(checkout, found, found.field.pointer)
        return FieldValues(shape, found.path, found.currency)

    async def timeline(
        self, checkout: str, anchor: LastVersions | AfterVersion, limit: int
    ) -> TimelineAnswer:
        """Return the requests of a window of versions."""

        async def inquire(inquiries: Inquiries, subject: Subject) -> TimelineWindow:
            windows = WindowInquiries(inquiries)
            return await windows.timeline(subject, WindowRequest(anchor=anchor, limit=limit))

        after = anchor.version if isinstance(anchor, AfterVersion) else None
        given = {"limit": limit, "after_version": after}
        found = await self.reader.ask("timeline", checkout, given, inquire)
        return TimelineAnswer(timeline_document(checkout, found), found.currency)

    async def evidence(self, checkout: str, reason: DisputeReason | None) -> EvidenceSummaryShape:
        """Return what a pack of evidence would say and hold. The pack is made in a temporary file and discarded."""
        if not self.reader.has_ledger:
            raise ToolError(NO_LEDGER)

        async def inquire(_: Inquiries, subject: Subject) -> EvidenceSummaryShape:
            service = evidence_service(self.reader.storage, self.reader.configuration)
            request = EvidenceRequest(checkout_id=subject.checkout_id, reason=reason)
            return await summarise(service, request, subject)

        given = {"reason": None if reason is None else reason.value}
        try:
            return await self.reader.ask("evidence", checkout, given, inquire, scope=EVIDENCE_SCOPE)
        except (
            PurchaseNotAgreed,
            PurchaseErased,
            NotYetProven,
            LedgerBroken,
            HistoryTooLong,
        ) as unavailable:
            raise ToolError(unavailable_text(unavailable)) from None


def _text(as_of: AsOf | None) -> str | None:
    """Return a version or an instant for the access log."""
    if as_of is None:
        return None
    return time_of(as_of.at) if isinstance(as_of, AsOfInstant) else str(as_of.version)
