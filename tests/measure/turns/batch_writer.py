"""One connection that appends batches of a fixed size, in a tree of its own.

`python batch_writer.py URL` migrates the database, and answers each line with a size and a number of batches by µs of
CPU of the server's process for a batch, µs of CPU of this process, and bytes of the write-ahead log. It uses nothing
but what earlier versions have too.
"""

import asyncio
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psycopg
import uvloop

from application.ports.event_store import Append
from domain.events import ReferenceChanged
from domain.provenance import Provenance
from interfaces.runtime.gc_tuning import collect_rarely
from interfaces.storage.postgres.connections.session import Timeouts, connect
from interfaces.storage.postgres.events.append import AppendItem, AppendStatement
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.schema.migrations import migrate

_PATIENCE = Timeouts(lock=20, statement=20, silence=25, answer=30)
_BY = Provenance(
    actor="shop:demo-client", dialect="walley", operation="replace", request_id="0b4e2a4c"
)


def _batches(size: int, count: int) -> list[list[AppendItem]]:
    codec = EventCodec()
    ids = [str(uuid4()) for _ in range(size)]
    return [
        [AppendItem(Append([_event(each, version)]), codec) for each in ids]
        for version in range(1, count + 1)
    ]


def _event(checkout_id: str, version: int) -> ReferenceChanged:
    return ReferenceChanged(
        originator_id=checkout_id,
        originator_version=version,
        timestamp=datetime.now(UTC),
        provenance=_BY,
        reference=f"reference-{version}",
    )


def _log_position(url: str) -> int:
    with psycopg.connect(url) as session:
        row = session.execute("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn").fetchone()
    assert row is not None
    return int(row[0])


async def _append(url: str) -> None:
    connection = await connect(url, _PATIENCE)
    statement = AppendStatement()
    server = Path(f"/proc/{connection.info.backend_pid}/schedstat")

    def read() -> tuple[float, float, float]:
        running = float(server.read_text().split()[0]) / 1000
        return running, time.process_time() * 1_000_000, _log_position(url)

    lines = asyncio.get_running_loop()
    while line := await lines.run_in_executor(None, sys.stdin.readline):
        size, count = map(int, line.split())
        # Rows are made before.
        batches = _batches(size, count)
        before = read()
        for batch in batches:
            await statement.write(connection, batch, again=False)
        taken = [(new - old) / count for old, new in zip(before, read(), strict=True)]
        sys.stdout.write(" ".join(map(str, taken)) + "\n")
        sys.stdout.flush()
    await connection.close()


if __name__ == "__main__":
    migrate(sys.argv[1])
    collect_rarely()
    uvloop.run(_append(sys.argv[1]))
