"""One process that appends: a number of callers, each of which waits for its append before the next one.

It runs in a tree of its own: `python writer.py URL CALLERS` migrates the database, waits for a line with the number of
seconds, appends for so long, prints the number of appends a second, and waits for the next line. It uses nothing but
what earlier versions have too.
"""

import asyncio
import importlib.util
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import uvloop

from application.ports.event_store import Append
from domain.events import ReferenceChanged
from domain.provenance import Provenance
from interfaces.runtime.gc_tuning import collect_rarely
from interfaces.storage.postgres.batching.batch_writer import BatchLimits, BatchWriter
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.connections.reconnecting import ReconnectingConnection
from interfaces.storage.postgres.connections.session import Timeouts
from interfaces.storage.postgres.events.append import AppendItem, AppendStatement
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.schema.migrations import migrate

_PATIENCE = Timeouts(lock=20, statement=20, silence=25, answer=30)
_BY = Provenance(
    actor="shop:demo-client", dialect="walley", operation="replace", request_id="0b4e2a4c"
)
_HISTORY = 200


async def _append(url: str, callers: int) -> None:
    pool = StatementPool(url, size=1, patience=_PATIENCE)
    await pool.open()
    writer = BatchWriter(
        AppendStatement(),
        ReconnectingConnection(url, _PATIENCE),
        limits=BatchLimits(),
        patience=_PATIENCE,
        on_written=_announcing(pool),
    )
    writer.open()
    codec = EventCodec()

    def ready(count: int) -> list[AppendItem]:
        items: list[AppendItem] = []
        while len(items) < count:
            checkout_id = str(uuid4())
            items += [
                AppendItem(Append([_event(checkout_id, version)]), codec)
                for version in range(1, _HISTORY + 1)
            ]
        return items

    async def submit_until(end: float, items: list[AppendItem]) -> int:
        done = 0
        for done, item in enumerate(items, 1):
            await writer.submit(item)
            if time.perf_counter() > end:
                return done
        return done

    pace = 2000.0
    lines = asyncio.get_running_loop()
    while line := await lines.run_in_executor(None, sys.stdin.readline):
        seconds, pace = map(float, line.split())
        # Rows are made before the time begins.
        histories = [ready(round(seconds * pace / callers) + _HISTORY) for _ in range(callers)]
        _say("ready")
        await lines.run_in_executor(None, sys.stdin.readline)
        beginning = time.perf_counter()
        done = sum(
            await asyncio.gather(*(submit_until(beginning + seconds, each) for each in histories))
        )
        _say(str(done / (time.perf_counter() - beginning)))
    await writer.close()
    await pool.close()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _announcing(pool: StatementPool) -> Callable[[int, int, float], None]:
    """Announce events as the version does: earlier ones do it in the statement of the appends."""
    if importlib.util.find_spec("interfaces.storage.postgres.events.announcing") is None:
        return lambda appends, refused, seconds: None
    from interfaces.storage.postgres.events.announcing import Announcements

    announcements = Announcements(pool)
    return lambda appends, refused, seconds: announcements.announce()


def _event(checkout_id: str, version: int) -> ReferenceChanged:
    return ReferenceChanged(
        originator_id=checkout_id,
        originator_version=version,
        timestamp=datetime.now(UTC),
        provenance=_BY,
        reference=f"reference-{version}",
    )


if __name__ == "__main__":
    migrate(sys.argv[1])
    collect_rarely()
    uvloop.run(_append(sys.argv[1], int(sys.argv[2])))
