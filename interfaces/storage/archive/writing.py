"""Writes a Parquet file of archived events, in the order of their positions."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from interfaces.storage.archive.events import ArchivedEvent, LoggedEntry

ROW_GROUP: Final = 2000
"""The number of events of a row group. A checkout is read by reading the row groups that have its events."""


def write_events(
    path: Path,
    events: Sequence[ArchivedEvent],
    entries: Mapping[int, LoggedEntry],
    labels: Mapping[str, str],
) -> Mapping[str, Sequence[int]]:
    """Write events, which are in the order of their positions, and return the row groups of each checkout.

    `entries` are those of the ledger by position. `labels` are the metadata of the file. Equal arguments give equal
    bytes.
    """
    # Imported here because pyarrow is slow to load and needs much memory.
    import pyarrow as pa
    from pyarrow import parquet

    schema = _schema().with_metadata(dict(labels))
    groups: dict[str, list[int]] = {}
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for number, start in enumerate(range(0, len(events), ROW_GROUP)):
            rows = events[start : start + ROW_GROUP]
            logged = [entries.get(each.position) for each in rows]
            columns: Sequence[Sequence[object]] = (
                *zip(*rows, strict=True),
                [None if each is None else each.leaf for each in logged],
                [None if each is None else each.entry for each in logged],
            )
            arrays = [
                pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)
            ]
            writer.write_table(pa.table(arrays, schema=schema), row_group_size=ROW_GROUP)
            for checkout_id in dict.fromkeys(each.checkout_id for each in rows):
                groups.setdefault(checkout_id, []).append(number)
    return groups


def _schema() -> Any:
    import pyarrow as pa

    return pa.schema(
        [
            pa.field("position", pa.int64(), nullable=False),
            pa.field("checkout_id", pa.string(), nullable=False),
            pa.field("version", pa.int64(), nullable=False),
            pa.field("topic", pa.dictionary(pa.int32(), pa.string()), nullable=False),
            pa.field("state", pa.binary(), nullable=False),
            pa.field("ledger_index", pa.int64()),
            pa.field("ledger_entry", pa.binary()),
        ]
    )
