"""Writes the parts of a pack that are claims of the operator: timeline, refused commands, calls, and what was shown.

Rows are written while they are read. Of each list, the first and the last ones are kept for the PDF.
"""

import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Protocol, TypeVar

from application.evidence.case import FirstAndLast, ShownEvidence
from application.evidence.record.budget import RowBudget
from application.evidence.record.gathering import DisputedCommitment, RecordGatherer
from application.evidence.record.rows import CallRow, RefusedCommandRow, TimelineRow, call_rows
from application.evidence.request import Audience
from application.history.inquiries import Subject
from application.ledger.pack_writer import PackWriter
from domain.checkout import Checkout

T = TypeVar("T", TimelineRow, RefusedCommandRow, CallRow)


class ShownSource(Protocol):
    """What the customer was shown, and what the API of the shop answered."""

    async def display(self, subject: Subject, version: int) -> ShownEvidence:
        """Return what was shown at a version. Raises StoreUnavailable."""

    def answer(self, state: Checkout) -> tuple[str, bytes] | None:
        """Return the name of the dialect and the body that a read of the state is answered with; None for none."""


@dataclass(frozen=True, kw_only=True)
class RecordFiles:
    """The claims about one checkout, as its audience gets them. `subject` does not see personal data."""

    writer: PackWriter
    records: RecordGatherer
    source: ShownSource
    subject: Subject
    newest: Checkout
    audience: Audience

    async def add_timeline(self) -> FirstAndLast[TimelineRow]:
        """Add every event in words."""
        rows = self.records.timeline(self.subject, self.newest, self.audience)
        return await self._add("timeline.json", rows)

    async def add_refusals(self) -> FirstAndLast[RefusedCommandRow]:
        """Add every refused command."""
        rows = self.records.attempts(self.subject, self.newest, self.audience)
        return await self._add("refusals.json", rows)

    async def add_deliveries(self) -> FirstAndLast[CallRow]:
        """Add every attempt to call the shop."""
        found = await self.records.inquiries.deliveries(self.subject)

        async def rows() -> AsyncIterator[Sequence[CallRow]]:
            yield list(call_rows(found))

        return await self._add("callbacks.json", rows())

    async def add_shown(
        self, commitment: DisputedCommitment, versions: Sequence[int]
    ) -> ShownEvidence:
        """Add what the customer was shown, and what the shop was answered. Personal data is there as marks only."""
        if self.audience is not Audience.CUSTOMER:
            await self._add_answers(commitment, versions)
        shown = await self.source.display(self.subject, commitment.event.shown_version)
        self.writer.add(f"states/{shown.version:04}.shown.json", shown.content)
        if shown.html is not None:
            self.writer.add(f"states/{shown.version:04}.shown.html", shown.html)
        return shown

    async def _add_answers(self, commitment: DisputedCommitment, versions: Sequence[int]) -> None:
        view = await self.records.inquiries.view(self.subject)
        states = {each.version: each for each in (self.newest, commitment.agreed, commitment.shown)}
        for version in versions:
            answer = self.source.answer(view.checkout(states[version]))
            if answer is not None:
                self.writer.add(f"states/{version:04}.{answer[0]}.json", answer[1])

    async def _add(self, path: str, parts: AsyncIterator[Sequence[T]]) -> FirstAndLast[T]:
        budget: RowBudget[T] = RowBudget()
        with self.writer.file(path) as write:
            begin = b"[\n"
            async for part in parts:
                begin = _write_rows([budget.add(row) for row in part], write, begin)
            write(b"[]\n" if begin == b"[\n" else b"\n]\n")
        return budget.ends()


def without_persons(subject: Subject) -> Subject:
    """Return the subject for a reader who does not see personal data."""
    return replace(subject, sees_persons=False)


def _write_rows(
    rows: Sequence[TimelineRow | RefusedCommandRow | CallRow],
    write: Callable[[bytes], None],
    begin: bytes,
) -> bytes:
    """Write rows of a JSON array, and return what comes before the next one."""
    for row in rows:
        text = json.dumps(asdict(row), ensure_ascii=False, default=_plain)
        write(begin + text.encode(errors="replace"))
        begin = b",\n"
    return begin


def _plain(value: Any) -> str:
    assert isinstance(value, datetime)
    return value.isoformat().replace("+00:00", "Z")
