"""Export the audit log as CSV (RFC 4180) or as a CloudEvent in each line, in batches of bounded size.

Each batch is encoded in a thread, so an export does not block other requests.
"""

import asyncio
import csv
import io
from collections.abc import AsyncGenerator, AsyncIterator, Sequence

from application.ports.audit_log import AuditEntry
from interfaces.api.history import wire
from interfaces.api.history.translate import cloud_event
from interfaces.http.request.timestamps import rfc_3339

CSV = "text/csv"
NDJSON = "application/x-ndjson"
COLUMNS = (
    "position",
    "checkout",
    "version",
    "type",
    "time",
    "merchant",
    "actor",
    "dialect",
    "operation",
    "request_id",
    "address",
    "user_agent",
    "idempotency_key",
    "reference",
    "stage",
    "total",
    "currency",
    "changes",
)
# Spreadsheets take these for the start of a formula, also in full-width forms.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

Batches = AsyncIterator[Sequence[AuditEntry]]


async def as_csv(batches: Batches) -> AsyncGenerator[bytes, None]:
    """Yield a header and a line for each event.

    Text that a spreadsheet would run as a formula gets a leading apostrophe, which marks it as text. Amounts are minor
    units. An empty reference means that there is none.
    """
    yield _lines([COLUMNS])
    async for entries in batches:
        if entries:
            yield await asyncio.to_thread(_csv_lines, entries)


def csv_text(entries: Sequence[AuditEntry]) -> str:
    """Return an export of these entries as one text."""
    return (_lines([COLUMNS]) + _csv_lines(entries)).decode()


async def as_ndjson(batches: Batches) -> AsyncGenerator[bytes, None]:
    """Yield a CloudEvent in each line."""
    async for entries in batches:
        if entries:
            yield await asyncio.to_thread(_json_lines, entries)


def _json_lines(entries: Sequence[AuditEntry]) -> bytes:
    return b"".join(wire.encode(cloud_event(entry)) + b"\n" for entry in entries)


def _csv_lines(entries: Sequence[AuditEntry]) -> bytes:
    return _lines([_row(entry) for entry in entries])


def _lines(rows: Sequence[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def _row(entry: AuditEntry) -> Sequence[object]:
    provenance = entry.provenance
    return (
        entry.position,
        escape_formula(entry.checkout_id),
        entry.version,
        entry.topic,
        rfc_3339(entry.at),
        escape_formula(entry.merchant),
        escape_formula(provenance.actor),
        escape_formula(provenance.dialect),
        escape_formula(provenance.operation),
        escape_formula(provenance.request_id),
        escape_formula(provenance.address),
        escape_formula(provenance.user_agent),
        escape_formula(provenance.idempotency_key),
        escape_formula(entry.reference or ""),
        entry.stage,
        entry.total,
        escape_formula(entry.currency),
        escape_formula(entry.changes),
    )


def escape_formula(text: str) -> str:
    """Escape text that a spreadsheet would run as a formula, and replace NUL, which no CSV reader accepts."""
    text = text.replace("\0", "\ufffd")
    return f"'{text}" if text.startswith(_FORMULA) else text
