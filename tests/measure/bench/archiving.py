"""What the archive frees, how long it takes to move events, and how long an archived history is read.

Half of the finished checkouts have a deadline, so they stay, and both kinds are read in turns out of one database.
"""

import asyncio
import contextlib
import tempfile
import time
from collections.abc import Iterable, Sequence
from datetime import date

import psycopg

from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.archive.archiving import Archived, Archiver
from interfaces.storage.postgres.archive.files import archive_connection
from interfaces.storage.postgres.audit.rebuild import rebuild
from interfaces.storage.postgres.schema.migrations import migrate
from interfaces.storage.postgres.storage import PostgresStorage
from tests.master_key import MASTER_KEYS
from tests.measure.bench.figures import Row, ratios, spread
from tests.measure.bench.plan import Plan
from tests.measure.bench.recorded_histories import EVENTS_PER_CHECKOUT, history, insert_events
from tests.measure.bench.services import fresh_database

_CHECKOUTS = 8_000
_NEXT_MONTH = date(2026, 2, 1)
_READS = 60
# A process keeps eight row groups, of about 200 checkouts each: in these steps every read finds another one.
_STEP = 200
_FOLLOWED = """
INSERT INTO tillroll.deliveries_tracking SELECT 'events', max(notification_id) FROM tillroll.checkout_events
"""
_WAITING = "INSERT INTO tillroll.deadlines SELECT unnest(%s::text[]), now()"
_SIZES = """
SELECT pg_total_relation_size('tillroll.checkout_events'),
    pg_total_relation_size('tillroll.archived_checkouts') + pg_total_relation_size('tillroll.archive_files')
"""


def rows(server_url: str, plan: Plan) -> Iterable[Row]:
    """Bytes and seconds of archiving, and the time to read one history of ten events."""
    with contextlib.ExitStack() as stack:
        url = stack.enter_context(fresh_database(server_url))
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="tillroll-bench-"))
        migrate(url)
        ids = _fill(url)
        before, _ = _sizes(url)
        started = time.perf_counter()
        done = _archive(url, folder)
        seconds = time.perf_counter() - started
        after, catalogue = _sizes(url)
        yield Row(
            what="bytes that the table of events and its indexes lose for an archived event",
            values=[(before - after) / done.events],
            detail=f"{before:,} to {after:,} after VACUUM FULL, over {done.events:,} events; the files have"
            f" {done.size / done.events:.0f} bytes an event, tables of the archive {catalogue / done.events:.0f}",
        )
        yield Row(
            what="seconds to archive 10,000 events",
            values=[seconds / done.events * 10_000],
            detail=f"{seconds:.1f} s for {done.events:,} events of {done.checkouts:,} checkouts in {done.files} file",
        )
        yield from asyncio.run(_read(url, ids, plan.rounds))


def _fill(url: str) -> Sequence[str]:
    """Insert finished checkouts of one merchant, and return their ids. Those at odd places have a deadline."""
    histories = [list(history(number * 20)) for number in range(_CHECKOUTS)]
    ids = [str(each[0].originator_id) for each in histories]
    insert_events(url, (event for each in histories for event in each))
    rebuild(url, lambda done, total: None)
    with psycopg.connect(url) as connection:
        connection.execute(_FOLLOWED)
        connection.execute(_WAITING, (ids[1::2],))
    return ids


def _archive(url: str, folder: str) -> Archived:
    with archive_connection(url) as connection:
        archiver = Archiver(connection, folder, {}, clock=now, progress=lambda done, total: None)
        return archiver.run(_NEXT_MONTH)


def _sizes(url: str) -> tuple[int, int]:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM (FULL, ANALYZE) tillroll.checkout_events")
        [(events, catalogue)] = connection.execute(_SIZES).fetchall()
    return events, catalogue


async def _read(url: str, ids: Sequence[str], rounds: int) -> Iterable[Row]:
    async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
        live, cold, warm = [], [], []
        for number in range(rounds):
            places = range(2 * number, len(ids), 2 * _STEP)
            away = [ids[place] for place in places]
            live.append(await _seconds(storage, [ids[place + 1] for place in places]))
            cold.append(await _seconds(storage, away))
            warm.append(await _seconds(storage, away[:1]))
    absolute = f"{spread([each * 1e6 for each in live], ' µs')} in the database"
    return [
        Row(
            what=f"time to read an archived history of {EVENTS_PER_CHECKOUT} events ÷ one in the database",
            values=ratios(cold, live),
            detail=f"{spread([each * 1e6 for each in cold], ' µs')} out of a file ÷ {absolute}",
        ),
        Row(
            what="the same, where the process has read that row group lately",
            values=ratios(warm, live),
            detail=f"{spread([each * 1e6 for each in warm], ' µs')} ÷ {absolute}",
        ),
    ]


async def _seconds(storage: PostgresStorage, ids: Sequence[str]) -> float:
    """The mean time of one history, over reads of these checkouts one after another, again and again."""
    reads = 0
    started = time.perf_counter()
    while reads < _READS:
        for each in ids:
            events = await storage.events.events(each)
            assert len(events) == EVENTS_PER_CHECKOUT
        reads += len(ids)
    return (time.perf_counter() - started) / reads
