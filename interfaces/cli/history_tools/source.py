"""What the tools ask: a database or a running service. Both answer with the documents of the history API."""

from dataclasses import dataclass
from typing import Protocol

from application.evidence.request import DisputeReason
from application.history.as_of import AsOf
from application.history.document import Path
from application.history.windows.version_range import AfterVersion, LastVersions
from interfaces.api.history.evidence.summary import EvidenceSummaryShape
from interfaces.api.history.finding.shapes import LookupShape
from interfaces.api.history.windows.field_wire import FieldHistoryShape
from interfaces.api.history.wire import BlameShape, DifferenceShape, StateShape, TimelineShape


@dataclass(frozen=True)
class FieldValues:
    """The values of a field, its path, and the currency of its amounts."""

    shape: FieldHistoryShape
    path: Path
    currency: str


@dataclass(frozen=True)
class TimelineAnswer:
    """Requests of a checkout. `currency` is that of the amounts in refused commands."""

    shape: TimelineShape
    currency: str


class HistorySource(Protocol):
    """Answers the tools. Each method raises ToolError, whose text is a sentence for the agent."""

    async def find(self, name: str) -> LookupShape:
        """Return the checkouts that have a name."""
        ...

    async def state(self, checkout: str, as_of: AsOf | None) -> StateShape:
        """Return the state now, at a version or at an instant."""
        ...

    async def difference(self, checkout: str, before: AsOf, after: AsOf) -> DifferenceShape:
        """Return what changed between two versions or instants."""
        ...

    async def blame(self, checkout: str, as_of: AsOf | None) -> BlameShape:
        """Return the event that set each field."""
        ...

    async def values(
        self, checkout: str, field: str, as_of: AsOf | None, limit: int
    ) -> FieldValues:
        """Return the newest values of a field, which a JSON pointer or a dotted name names."""
        ...

    async def timeline(
        self, checkout: str, anchor: LastVersions | AfterVersion, limit: int
    ) -> TimelineAnswer:
        """Return the requests of a window of versions."""
        ...

    async def evidence(self, checkout: str, reason: DisputeReason | None) -> EvidenceSummaryShape:
        """Return what a pack of evidence would say and hold."""
        ...
