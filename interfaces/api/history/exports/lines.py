"""The trail as a file: CSV (RFC 4180) or a CloudEvent in each line, a bounded number of events at a time.

Each batch is written beside the event loop, so that one export holds nobody else up.
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
# What spreadsheets take for the beginning of a formula, full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

Batches = AsyncIterator[Sequence[AuditEntry]]


async def as_csv(batches: Batches) -> AsyncGenerator[bytes, None]:
    """A header and a line for each event.

    Text that a spreadsheet would run as a formula gets an apostrophe in front, which spreadsheets take for "text".
    Amounts are minor units; an empty cell means no reference.
    """
    yield _lines([COLUMNS])
    async for entries in batches:
        if entries:
            yield await asyncio.to_thread(_csv_lines, entries)


async def as_ndjson(batches: Batches) -> AsyncGenerator[bytes, None]:
    """A CloudEvent in each line."""
    async for entries in batches:
        if entries:
            yield await asyncio.to_thread(_json_lines, entries)


def _json_lines(entries: Sequence[AuditEntry]) -> bytes:
    return b"".join(wire.encoded(cloud_event(entry)) + b"\n" for entry in entries)


def _csv_lines(entries: Sequence[AuditEntry]) -> bytes:
    return _lines([_row(entry) for entry in entries])


def _lines(rows: Sequence[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def _row(entry: AuditEntry) -> Sequence[object]:
    by = entry.provenance
    return (
        entry.position,
        _harmless(entry.checkout_id),
        entry.version,
        entry.topic,
        rfc_3339(entry.at),
        _harmless(entry.merchant),
        _harmless(by.actor),
        _harmless(by.dialect),
        _harmless(by.operation),
        _harmless(by.request_id),
        _harmless(by.address),
        _harmless(by.user_agent),
        _harmless(by.idempotency_key),
        _harmless(entry.reference or ""),
        entry.stage,
        entry.total,
        _harmless(entry.currency),
        _harmless(entry.changes),
    )


def _harmless(text: str) -> str:
    """Also without what no CSV reader takes: a NUL."""
    text = text.replace("\0", "\ufffd")
    return f"'{text}" if text.startswith(_FORMULA) else text
