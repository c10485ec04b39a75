"""Answer the tools from a running service, with a history key. The service checks the key and logs each read."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn, TypeVar

import msgspec
from mcp.server.mcpserver.exceptions import ToolError

from application.evidence.request import DisputeReason
from application.history.as_of import AsOf
from application.history.windows.field_history import find_field
from application.history.windows.version_range import AfterVersion, LastVersions
from interfaces.api.history.evidence.summary import EvidenceSummaryShape
from interfaces.api.history.finding.shapes import LookupShape
from interfaces.api.history.windows.field_wire import FieldHistoryShape
from interfaces.api.history.wire import BlameShape, DifferenceShape, StateShape, TimelineShape
from interfaces.cli.history_tools.source import FieldValues, TimelineAnswer
from interfaces.cli.history_tools.unanswered import no_field_text
from interfaces.cli.service.address import ServiceAddress
from interfaces.cli.service.client import ServiceClient
from interfaces.cli.service.paths import as_of_parameters, checkout_path, point_text
from interfaces.cli.service.questions import Parameters

T = TypeVar("T")


def fail_tool(text: str, _status: int) -> NoReturn:
    """Raise ToolError with the sentence of a failure."""
    raise ToolError(text)


@dataclass(frozen=True)
class ServiceSource:
    """Answers from a service. `address` returns its URL with the key of who asks now; questions run in threads."""

    address: Callable[[], ServiceAddress]

    async def find(self, name: str) -> LookupShape:
        """Return the checkouts that have a name, which goes in a body because it may be personal."""
        return await self._ask(
            lambda service: service.post("/history/lookup", LookupShape, {"q": name})
        )

    async def state(self, checkout: str, as_of: AsOf | None) -> StateShape:
        """Return the state now, at a version or at an instant."""
        path, parameters = checkout_path(checkout), as_of_parameters(as_of)
        return await self._ask(lambda service: service.get(path, StateShape, parameters))

    async def difference(self, checkout: str, before: AsOf, after: AsOf) -> DifferenceShape:
        """Return what changed between two versions or instants."""
        path = checkout_path(checkout, "diff")
        points = {"from": point_text(before), "to": point_text(after)}
        return await self._ask(lambda service: service.get(path, DifferenceShape, points))

    async def blame(self, checkout: str, as_of: AsOf | None) -> BlameShape:
        """Return the event that set each field."""
        path, parameters = checkout_path(checkout, "blame"), as_of_parameters(as_of)
        return await self._ask(lambda service: service.get(path, BlameShape, parameters))

    async def values(
        self, checkout: str, field: str, as_of: AsOf | None, limit: int
    ) -> FieldValues:
        """Return the newest values of a field. The state, which is asked for first, has its pointer."""

        def ask(service: ServiceClient) -> FieldValues:
            state = service.get(checkout_path(checkout), StateShape, as_of_parameters(as_of))
            named = find_field(state.state, field)
            if named is None:
                raise ToolError(no_field_text(state.version, field))
            path, place = named
            parameters: Parameters = {"version": state.version, "field": place.pointer}
            shape = _values(service, checkout, parameters, limit)
            return FieldValues(shape, path, str(state.state.get("currency") or ""))

        return await self._ask(ask)

    async def timeline(
        self, checkout: str, anchor: LastVersions | AfterVersion, limit: int
    ) -> TimelineAnswer:
        """Return the requests of a window of versions. The state, which is asked for first, has the currency."""

        def ask(service: ServiceClient) -> TimelineAnswer:
            state = service.get(checkout_path(checkout), StateShape)
            parameters = {"limit": limit}
            if isinstance(anchor, AfterVersion):
                parameters["after"] = anchor.version
            else:
                parameters["before"] = state.version + 1
            path = checkout_path(checkout, "timeline")
            shape = service.get(path, TimelineShape, parameters)
            return TimelineAnswer(shape, str(state.state.get("currency") or ""))

        return await self._ask(ask)

    async def evidence(self, checkout: str, reason: DisputeReason | None) -> EvidenceSummaryShape:
        """Return what a pack of evidence would say and hold."""
        path = checkout_path(checkout, "evidence", "summary")
        body = {"reason": None if reason is None else reason.value}
        return await self._ask(lambda service: service.post(path, EvidenceSummaryShape, body))

    async def _ask(self, question: Callable[[ServiceClient], T]) -> T:
        address = self.address()

        def ask() -> T:
            with ServiceClient(address, fail=fail_tool) as service:
                return question(service)

        return await asyncio.to_thread(ask)


def _values(
    service: ServiceClient, checkout: str, parameters: Parameters, limit: int
) -> FieldHistoryShape:
    """Return the newest values of a field, of as many pages as they take."""
    pages = service.pages(checkout_path(checkout, "blame"), FieldHistoryShape, parameters)
    first = next(pages)
    values = list(first.values)
    while len(values) < limit and (page := next(pages, None)) is not None:
        values += page.values
    return msgspec.structs.replace(first, values=values[:limit])
