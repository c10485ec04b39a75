"""The tools that an agent calls. A docstring is the description that the agent reads."""

from dataclasses import dataclass
from typing import Annotated, Final

from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult
from pydantic import Field

from application.evidence.request import DisputeReason
from application.evidence.unavailable import (
    HistoryTooLong,
    LedgerBroken,
    NotYetProven,
    PurchaseErased,
    PurchaseNotAgreed,
)
from application.history.inquiries import BlameReport, Difference, Inquiries, StateAt, Subject
from application.history.windows.field_history import FieldHistory, dotted_path
from application.history.windows.timeline_window import TimelineWindow
from application.history.windows.version_range import (
    LARGEST_WINDOW,
    AfterVersion,
    LastVersions,
    WindowRequest,
)
from application.history.windows.window_inquiries import WindowInquiries
from interfaces.api.history import translate
from interfaces.api.history.finding.shapes import lookup
from interfaces.api.history.windows.window_documents import field_document, timeline_document
from interfaces.cli.evidence_maker import evidence_service, unavailable_text
from interfaces.cli.history_tools.answers import tool_answer
from interfaces.cli.history_tools.evidence_summary import EvidenceSummary, summarise
from interfaces.cli.history_tools.lines import (
    difference_lines,
    field_lines,
    found_lines,
    origin_lines,
    state_lines,
)
from interfaces.cli.history_tools.reader import ToolReader, point_in_history
from interfaces.cli.terminal.timeline.request_lines import entry_lines

_USUAL_VERSIONS: Final = 50
_MOST_VALUES: Final = 1_000
_Name = Annotated[
    str,
    Field(
        min_length=1,
        description="The whole name: a checkout id, order number, reference, order, purchase, payment or request id, "
        "or a person's e-mail address, phone number, national id or name.",
    ),
]
_Checkout = Annotated[
    str, Field(min_length=1, description="The checkout's id, as the tool find returns it.")
]
_POINT: Final = "A version (7) or an instant with its time zone (2026-01-05T14:03:12Z, RFC 3339)"
_AsOf = Annotated[str | None, Field(description=f"{_POINT}. Without it: now.")]
_Point = Annotated[str, Field(description=f"{_POINT}.")]
_FieldName = Annotated[
    str | None,
    Field(description="Only this field, with every value it had: a JSON pointer or a dotted name."),
]
_Limit = Annotated[int, Field(ge=1, le=LARGEST_WINDOW, description="The most versions to list.")]
_After = Annotated[
    int | None,
    Field(ge=0, description="List the versions after this one. Without it: the last ones."),
]
_Reason = Annotated[DisputeReason | None, Field(description="Why the customer disputes, if known.")]


@dataclass(frozen=True)
class HistoryTools:
    """The tools on one open database. Each reads, and raises ToolError with a sentence where there is no answer."""

    reader: ToolReader

    async def find(self, name: _Name) -> CallToolResult:
        """Find the checkouts that have a name, with their present state. The first kind of name that matches is
        the answer. Begin here if you do not have a checkout's id."""
        match = await self.reader.find(name)
        if match is None:
            raise ToolError("No checkout has this name. Names match as a whole only.")
        return tool_answer(found_lines(match), lookup(match))

    async def state(self, checkout: _Checkout, at: _AsOf = None) -> CallToolResult:
        """Return the whole state of a checkout now, at a version, or at an instant. Amounts are minor units of the
        currency (öre, cents); tax rates are basis points."""
        as_of = point_in_history(at)

        async def inquire(inquiries: Inquiries, subject: Subject) -> StateAt:
            return await inquiries.state(subject, as_of)

        found = await self.reader.ask("state", checkout, {"at": at}, inquire)
        return tool_answer(state_lines(found), translate.state(found))

    async def diff(self, checkout: _Checkout, before: _Point, after: _Point) -> CallToolResult:
        """Return what changed in a checkout from one version or instant to another: in sentences, and as a JSON Patch
        with the values before."""
        earlier, later = point_in_history(before), point_in_history(after)
        if earlier is None or later is None:
            raise ToolError("Name two versions or instants.")

        async def inquire(inquiries: Inquiries, subject: Subject) -> Difference:
            return await inquiries.difference(subject, earlier, later)

        found = await self.reader.ask("diff", checkout, {"before": before, "after": after}, inquire)
        return tool_answer(difference_lines(found), translate.difference(checkout, found))

    async def blame(
        self, checkout: _Checkout, field: _FieldName = None, at: _AsOf = None
    ) -> CallToolResult:
        """Return for every field of a checkout the event that set it: the version, the time, who asked, and the value
        before. With a field: every value that it ever had, the newest first."""
        as_of = point_in_history(at)
        given = {"field": field, "at": at}
        if field is None:

            async def inquire(inquiries: Inquiries, subject: Subject) -> BlameReport:
                return await inquiries.blame(subject, as_of)

            report = await self.reader.ask("blame", checkout, given, inquire)
            return tool_answer(origin_lines(report), translate.blame(checkout, report))

        async def values(inquiries: Inquiries, subject: Subject) -> FieldHistory:
            windows = WindowInquiries(inquiries)
            return await windows.field_history(subject, field, as_of, limit=_MOST_VALUES)

        found = await self.reader.ask("blame", checkout, given, values)
        if found.field is None:
            raise ToolError(
                f"Version {found.version} has no field {field}. Without a field, this tool lists all of them."
            )
        name = dotted_path(found.path)
        shown = field_document(checkout, found, found.field.pointer)
        return tool_answer(field_lines(found, name), shown)

    async def timeline(
        self, checkout: _Checkout, limit: _Limit = _USUAL_VERSIONS, after_version: _After = None
    ) -> CallToolResult:
        """List every request to a checkout in order, with what it changed, the refused ones with the reason, and the
        callbacks to the shop. A long history has pages: ask again with after_version."""
        anchor = LastVersions() if after_version is None else AfterVersion(after_version)

        async def inquire(inquiries: Inquiries, subject: Subject) -> TimelineWindow:
            windows = WindowInquiries(inquiries)
            return await windows.timeline(subject, WindowRequest(anchor=anchor, limit=limit))

        given = {"limit": limit, "after_version": after_version}
        found = await self.reader.ask("timeline", checkout, given, inquire)
        versions = found.versions
        title = f"Versions {versions.first} to {versions.last} of {versions.newest}."
        document = timeline_document(checkout, found)
        rows = (
            each.plain for entry in document.requests for each in entry_lines(entry, found.currency)
        )
        return tool_answer([title, *rows], document)

    async def evidence(self, checkout: _Checkout, reason: _Reason = None) -> CallToolResult:
        """Say what a pack of evidence about a disputed purchase would hold: what was agreed, when and by whom, how
        strong it is, and each claim with its ground (proven, recorded, claimed, not proven). Nothing is kept:
        `tillroll evidence` writes the pack."""
        if not self.reader.has_ledger:
            raise ToolError(
                "There is no ledger, so nothing can be proven: the configuration has no [ledger]."
            )

        async def inquire(_: Inquiries, subject: Subject) -> EvidenceSummary:
            service = evidence_service(self.reader.storage, self.reader.configuration)
            return await summarise(service, subject, reason)

        given = {"reason": None if reason is None else reason.value}
        try:
            found = await self.reader.ask("evidence", checkout, given, inquire)
        except (
            PurchaseNotAgreed,
            PurchaseErased,
            NotYetProven,
            LedgerBroken,
            HistoryTooLong,
        ) as unavailable:
            raise ToolError(unavailable_text(unavailable)) from None
        return tool_answer(found.lines(), found.document())
