"""Export the audit log as a Parquet file, row group by row group while it is sent."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from typing import Any

from application.ports.audit_log import AuditEntry
from interfaces.api.history.exports.lines import Batches

PARQUET = "application/vnd.apache.parquet"
ROW_GROUP = 10_000
ROW_GROUP_BYTES = 8_000_000


async def as_parquet(batches: Batches) -> AsyncGenerator[bytes, None]:
    """Yield row groups of `ROW_GROUP` events, or fewer of ROW_GROUP_BYTES, then the footer.

    The columns are those of the CSV with types: 64-bit integers and instants in UTC. A thread compresses them.
    """
    sink = _Sink()
    writer, schema = await asyncio.to_thread(_open_writer, sink)
    rows: list[AuditEntry] = []
    size = 0
    async for entries in batches:
        rows += entries
        size += sum(len(entry.changes) for entry in entries)
        while len(rows) >= ROW_GROUP or size >= ROW_GROUP_BYTES:
            await asyncio.to_thread(_write, writer, schema, rows[:ROW_GROUP])
            del rows[:ROW_GROUP]
            size = sum(len(entry.changes) for entry in rows)
            yield sink.take()
    if rows:
        await asyncio.to_thread(_write, writer, schema, rows)
    await asyncio.to_thread(writer.close)
    yield sink.take()


class _Sink:
    """An append-only file whose written bytes can be taken out."""

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

    def take(self) -> bytes:
        """Return the bytes written since the last call."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


def _open_writer(sink: _Sink) -> tuple[Any, Any]:
    # Imported here because pyarrow is slow to load and needs much memory.
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
    provenance = entry.provenance
    return (
        entry.position,
        entry.checkout_id,
        entry.version,
        entry.topic,
        entry.at,
        entry.merchant,
        provenance.actor,
        provenance.dialect,
        provenance.operation,
        provenance.request_id,
        provenance.address,
        provenance.user_agent,
        provenance.idempotency_key,
        entry.reference,
        entry.stage,
        entry.total,
        entry.currency,
        entry.changes,
    )
