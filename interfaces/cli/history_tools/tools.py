"""The tools that an agent calls. A docstring is the description that the agent reads."""

from dataclasses import dataclass
from typing import Annotated, Final

from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult
from pydantic import Field

from application.evidence.request import DisputeReason
from application.history.windows.version_range import LARGEST_WINDOW, AfterVersion, LastVersions
from interfaces.cli.history_tools.answers import tool_answer
from interfaces.cli.history_tools.lines import (
    difference_lines,
    evidence_lines,
    field_lines,
    found_lines,
    origin_lines,
    state_lines,
    timeline_lines,
)
from interfaces.cli.history_tools.reader import point_in_history
from interfaces.cli.history_tools.source import HistorySource

_USUAL_VERSIONS: Final = 50
_MOST_VALUES: Final = 1_000
_Name = Annotated[
    str,
    Field(
        min_length=1,
        max_length=500,
        description="The whole name: a checkout id, order number, reference, order, purchase, payment or request id, "
        "or a person's e-mail address, phone number, national id or name.",
    ),
]
_Checkout = Annotated[
    str,
    Field(
        min_length=1, max_length=200, description="The checkout's id, as the tool find returns it."
    ),
]
_POINT: Final = "A version (7) or an instant with its time zone (2026-01-05T14:03:12Z, RFC 3339)"
_AsOf = Annotated[str | None, Field(max_length=64, description=f"{_POINT}. Without it: now.")]
_Point = Annotated[str, Field(max_length=64, description=f"{_POINT}.")]
_FieldName = Annotated[
    str | None,
    Field(
        max_length=500,
        description="Only this field, with every value it had: a JSON pointer or a dotted name.",
    ),
]
_Limit = Annotated[int, Field(ge=1, le=LARGEST_WINDOW, description="The most versions to list.")]
_After = Annotated[
    int | None,
    Field(ge=0, description="List the versions after this one. Without it: the last ones."),
]
_Reason = Annotated[DisputeReason | None, Field(description="Why the customer disputes, if known.")]


@dataclass(frozen=True)
class HistoryTools:
    """The tools on one source. Each reads, and raises ToolError with a sentence where there is no answer."""

    source: HistorySource

    async def find(self, name: _Name) -> CallToolResult:
        """Find the checkouts that have a name, with their present state. The first kind of name that matches is
        the answer. Begin here if you do not have a checkout's id."""
        match = await self.source.find(name)
        return tool_answer(found_lines(match), match)

    async def state(self, checkout: _Checkout, at: _AsOf = None) -> CallToolResult:
        """Return the whole state of a checkout now, at a version, or at an instant. Amounts are minor units of the
        currency (öre, cents); tax rates are basis points."""
        found = await self.source.state(checkout, point_in_history(at))
        return tool_answer(state_lines(found), found)

    async def diff(self, checkout: _Checkout, before: _Point, after: _Point) -> CallToolResult:
        """Return what changed in a checkout from one version or instant to another: in sentences, and as a JSON Patch
        with the values before."""
        earlier, later = point_in_history(before), point_in_history(after)
        if earlier is None or later is None:
            raise ToolError("Name two versions or instants.")
        found = await self.source.difference(checkout, earlier, later)
        return tool_answer(difference_lines(found), found)

    async def blame(
        self, checkout: _Checkout, field: _FieldName = None, at: _AsOf = None
    ) -> CallToolResult:
        """Return for every field of a checkout the event that set it: the version, the time, who asked, and the value
        before. With a field: every value that it ever had, the newest first."""
        as_of = point_in_history(at)
        if field is None:
            report = await self.source.blame(checkout, as_of)
            return tool_answer(origin_lines(report), report)
        found = await self.source.values(checkout, field, as_of, _MOST_VALUES)
        return tool_answer(field_lines(found), found.shape)

    async def timeline(
        self, checkout: _Checkout, limit: _Limit = _USUAL_VERSIONS, after_version: _After = None
    ) -> CallToolResult:
        """List every request to a checkout in order, with what it changed, the refused ones with the reason, and the
        callbacks to the shop. A long history has pages: ask again with after_version."""
        anchor = LastVersions() if after_version is None else AfterVersion(after_version)
        found = await self.source.timeline(checkout, anchor, limit)
        return tool_answer(timeline_lines(found), found.shape)

    async def evidence(self, checkout: _Checkout, reason: _Reason = None) -> CallToolResult:
        """Say what a pack of evidence about a disputed purchase would hold: what was agreed, when and by whom, how
        strong it is, and each claim with its ground (proven, recorded, claimed, not proven). Nothing is kept:
        `tillroll evidence` writes the pack."""
        found = await self.source.evidence(checkout, reason)
        return tool_answer(evidence_lines(found), found)
