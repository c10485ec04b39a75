"""The trail as a Parquet file, written row group by row group while it is sent."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from typing import Any

from application.ports.audit_log import AuditEntry
from interfaces.api.history.exports.lines import Batches

PARQUET = "application/vnd.apache.parquet"
ROW_GROUP = 10_000


async def as_parquet(batches: Batches) -> AsyncGenerator[bytes, None]:
    """Row groups of `ROW_GROUP` events, then the footer.

    The columns are those of the CSV, with types: whole numbers of 64 bits and instants in UTC. Compression is done
    beside the event loop.
    """
    sink = _Sink()
    writer, schema = await asyncio.to_thread(_writer, sink)
    rows: list[AuditEntry] = []
    async for entries in batches:
        rows += entries
        while len(rows) >= ROW_GROUP:
            await asyncio.to_thread(_write, writer, schema, rows[:ROW_GROUP])
            del rows[:ROW_GROUP]
            yield sink.taken()
    if rows:
        await asyncio.to_thread(_write, writer, schema, rows)
    await asyncio.to_thread(writer.close)
    yield sink.taken()


class _Sink:
    """A file that is only ever written at its end, and gives up what was written."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._written = 0
        self.closed = False

    def write(self, data: Any) -> int:
        part = bytes(data)
        self._parts.append(part)
        self._written += len(part)
        return len(part)

    def tell(self) -> int:
        return self._written

    def flush(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True

    def taken(self) -> bytes:
        """All that was written since the last time."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


def _writer(sink: _Sink) -> tuple[Any, Any]:
    # Loading it takes a while and much memory, which a process that exports nothing is spared.
    import pyarrow as pa
    from pyarrow import parquet

    name = pa.dictionary(pa.int32(), pa.string())
    schema = pa.schema(
        [
            pa.field("position", pa.int64(), nullable=False),
            pa.field("checkout", pa.string(), nullable=False),
            pa.field("version", pa.int64(), nullable=False),
            pa.field("type", name, nullable=False),
            pa.field("time", pa.timestamp("us", tz="UTC"), nullable=False),
            pa.field("merchant", name, nullable=False),
            pa.field("actor", name, nullable=False),
            pa.field("dialect", name, nullable=False),
            pa.field("operation", name, nullable=False),
            pa.field("request_id", pa.string(), nullable=False),
            pa.field("address", pa.string(), nullable=False),
            pa.field("user_agent", name, nullable=False),
            pa.field("idempotency_key", pa.string(), nullable=False),
            pa.field("reference", pa.string()),
            pa.field("stage", name, nullable=False),
            pa.field("total", pa.int64(), nullable=False),
            pa.field("currency", name, nullable=False),
            pa.field("changes", pa.string(), nullable=False),
        ]
    )
    return parquet.ParquetWriter(sink, schema, compression="zstd"), schema


def _write(writer: Any, schema: Any, entries: Sequence[AuditEntry]) -> None:
    import pyarrow as pa

    columns = zip(*(_row(entry) for entry in entries), strict=True)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    writer.write_batch(pa.record_batch(arrays, schema=schema))


def _row(entry: AuditEntry) -> Sequence[object]:
    by = entry.provenance
    return (
        entry.position,
        entry.checkout_id,
        entry.version,
        entry.topic,
        entry.at,
        entry.merchant,
        by.actor,
        by.dialect,
        by.operation,
        by.request_id,
        by.address,
        by.user_agent,
        by.idempotency_key,
        entry.reference,
        entry.stage,
        entry.total,
        entry.currency,
        entry.changes,
    )
