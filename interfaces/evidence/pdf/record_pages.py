"""The pages about the record: the timeline, what was refused, and the calls to the shop's system."""

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from application.evidence.case import EvidenceCase, FirstAndLast
from application.evidence.record.rows import CallRow, RefusedCommandRow, TimelineRow
from application.evidence.summary import time_text
from interfaces.evidence.pdf.parts import Part, Table, Text
from interfaces.evidence.pdf.purchase_pages import bilingual

T = TypeVar("T", TimelineRow, RefusedCommandRow, CallRow)
_LONGEST = 360
# Marks of personal data, which is on the first page where the audience may see it.
_SEALED = re.compile(r"\(sealed [0-9a-f]{6}\)")


def timeline_pages(case: EvidenceCase, most: int) -> Iterator[Part]:
    """Yield the events in words."""
    yield bilingual(case, "Timeline", "Tidslinje")
    rows, gap = _rows(case.timeline, most)
    yield Table(
        head=("Version", "Time", "By", "What happened"),
        columns=(0, 2, 2, 6),
        rows=[
            (str(row.version), time_text(row.at), row.who, _cut("; ".join(row.words) or row.topic))
            for row in rows
        ],
    )
    yield from _gap(gap, "events", "timeline.json")


def refused_pages(case: EvidenceCase, most: int) -> Iterator[Part]:
    """Yield what was refused."""
    yield bilingual(case, "What was tried and refused", "Vad som försöktes och avvisades")
    if not case.refusals.count:
        yield Text("Nothing was refused.")
        return
    yield Text(f"These attempts changed nothing. {_proof_of_refusals(case)}")
    rows, gap = _rows(case.refusals, most)
    yield Table(
        head=("Version", "Time", "By", "Attempt", "Why it was refused"),
        columns=(0, 2, 2, 2, 4),
        rows=[
            (
                str(row.version),
                time_text(row.at),
                row.who,
                row.operation,
                _cut(row.why or row.reason),
            )
            for row in rows
        ],
    )
    yield from _gap(gap, "attempts", "refusals.json")


def _proof_of_refusals(case: EvidenceCase) -> str:
    if not case.proven_refusals:
        return "No proof here covers them: the shop's system says that they happened."
    if case.proven_refusals >= case.refusals.count:
        return "All of them are proven by the signed ledger of refused attempts."
    return f"{case.proven_refusals} of them are proven by the signed ledger of refused attempts."


def call_pages(case: EvidenceCase, most: int) -> Iterator[Part]:
    """Yield the calls to the shop's system, if there are any."""
    if not case.deliveries.count:
        return
    yield bilingual(case, "Calls to the shop's system", "Anrop till butikens system")
    rows, gap = _rows(case.deliveries, most)
    yield Table(
        head=("Version", "Time", "Call", "Outcome"),
        columns=(0, 2, 3, 2),
        rows=[(str(row.version), time_text(row.at), row.channel, _outcome(row)) for row in rows],
    )
    yield from _gap(gap, "calls", "callbacks.json")


def _outcome(row: CallRow) -> str:
    return row.outcome if row.status is None else f"{row.outcome} ({row.status})"


def _rows(found: FirstAndLast[T], most: int) -> tuple[Sequence[T], int]:
    """Return up to `most` rows, the first and the last ones, and how many are left out."""
    kept: list[T] = list(found.first)
    kept += found.last
    half = most // 2
    rows = kept if len(kept) <= most else kept[:half] + kept[len(kept) - (most - half) :]
    return rows, found.count - len(rows)


def _gap(count: int, what: str, where: str) -> Iterator[Part]:
    if count > 0:
        yield Text(
            f"The table has the first and the last ones. {count:,} {what} between them are left out: see {where} in "
            "the pack."
        )


def _cut(text: str) -> str:
    text = _SEALED.sub("(sealed)", text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} … (cut; the pack has all of it)"
