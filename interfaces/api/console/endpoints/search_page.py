"""What the pages of all searches do first: lead from fields to an address, and read the conditions in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import Request, Response

from interfaces.api.console.endpoints.searching import canonical_path, conditions_of
from interfaces.api.console.pages import format_for
from interfaces.api.console.policy import see_other
from interfaces.api.console.typed.conditions import Conditions, SearchField, read_conditions
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import Reader

Respond = Callable[[Conditions, int], Response]
"""Renders the page without results, with the faults of the conditions and a status."""


@dataclass(frozen=True, kw_only=True)
class SearchPage:
    """One page of a search. `operation` names an open page in the access log, `others` are its other parameters."""

    path: str
    operation: str
    recorder: AccessRecorder
    clock: Callable[[], datetime]
    fields: Callable[[Reader], Sequence[SearchField]]
    others: tuple[str, ...] = ()

    async def lead(
        self, request: Request, reader: Reader, sent: Mapping[str, str], respond: Respond
    ) -> Response:
        """Lead from the fields that a form sent to the address of the search. Answer 422 for faults."""
        conditions = read_conditions(self.fields(reader), sent, format_for(request), self.clock())
        if not conditions.faults:
            return see_other(conditions.path(self.path))
        async with self.recorder.record(request, reader, self.operation):
            return respond(conditions, 422)

    async def read(
        self, request: Request, reader: Reader, respond: Respond
    ) -> Conditions | Response:
        """Return the conditions in the address, or the answer: the canonical address, or 400 for faults."""
        conditions = conditions_of(request, self.fields(reader), self.clock(), self.others)
        if (canonical := canonical_path(request, conditions, self.path)) is not None:
            return see_other(canonical)
        if not conditions.faults:
            return conditions
        async with self.recorder.record(request, reader, self.operation):
            return respond(conditions, 400)
