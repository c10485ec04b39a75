"""Failure scenarios, and their effect on concurrent changes.

Each scenario runs real processes, causes a failure under load, waits until the service responds again with no more
help than a process manager gives, and compares the recorded events with the acknowledged changes.
"""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg

from tests.interfaces.storage.wire import Fault, Wire
from tests.system.faults.database import Database, own_database
from tests.system.faults.record import lost_changes
from tests.system.faults.shop import Shop
from tests.system.faults.small_disk import small_disk
from tests.system.service.server import running

UNAVAILABLE = 503
_CUT = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
_BREAKS = (Fault.QUESTION_LOST, Fault.ANSWER_LOST, Fault.END_OF_ANSWER_LOST)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The numbers of changes that were sent and acknowledged, and of acknowledged changes that are lost."""

    tried: int
    acknowledged: int
    lost: int


Scenario = Callable[[Path], Coroutine[None, None, Outcome]]


async def server_killed(folder: Path) -> Outcome:
    """The server is killed with SIGKILL under load, and started again."""
    with own_database(folder) as database:
        with running(database.url) as server:
            shop = Shop(server.address)
            await asyncio.to_thread(shop.open)
            async with shop.selling():
                await shop.more()
                server.process.kill()
                server.process.wait()
        with running(database.url) as server:
            shop.address = server.address
            return await _continue_and_count(database, shop)


async def database_killed(folder: Path) -> Outcome:
    """PostgreSQL is killed with SIGKILL, and the server responds with 503 until it is started again."""
    with own_database(folder) as database, running(database.url) as server:
        shop = Shop(server.address)
        await asyncio.to_thread(shop.open)
        async with shop.selling():
            await shop.more()
            await asyncio.to_thread(database.kill)
            await shop.refused(UNAVAILABLE)
            await asyncio.to_thread(database.start)
            await shop.more()
        return await _count(database, shop)


async def connections_cut(folder: Path) -> Outcome:
    """All connections to PostgreSQL are terminated, several times."""
    with own_database(folder) as database, running(database.url) as server:
        shop = Shop(server.address)
        await asyncio.to_thread(shop.open)
        async with shop.selling():
            for _ in range(10):
                await shop.more(10)
                assert await asyncio.to_thread(_cut, database) > 0
            await shop.more()
        return await _count(database, shop)


async def wire_breaks(folder: Path) -> Outcome:
    """The network to PostgreSQL fails before a query, before its result, or before the end of the result."""
    with own_database(folder) as database:
        async with Wire(database.url).listening() as wire, AsyncExitStack() as serving:
            running_server = running(wire.url)
            server = await asyncio.to_thread(running_server.__enter__)
            serving.push_async_callback(
                asyncio.to_thread, running_server.__exit__, None, None, None
            )
            shop = Shop(server.address)
            await asyncio.to_thread(shop.open)
            async with shop.selling():
                for fault in 4 * _BREAKS:
                    broken = asyncio.Event()
                    wire.break_next(fault, partial(_set, broken))
                    await broken.wait()
                    await shop.more(10)
                await shop.more()
            return await _count(database, shop)


async def statement_hangs(folder: Path) -> Outcome:
    """Another session holds a lock that every append needs: clients get 503, and no refused change is recorded."""
    with own_database(folder) as database, running(database.url) as server:
        shop = Shop(server.address)
        await asyncio.to_thread(shop.open)
        async with shop.selling():
            await shop.more()
            async with await psycopg.AsyncConnection.connect(database.url) as holder:
                await holder.execute("LOCK TABLE tillroll.checkout_events IN SHARE MODE")
                await shop.refused(UNAVAILABLE, shop.writers)
            await shop.more()
        return await _count(database, shop)


async def disk_full(folder: Path) -> Outcome:
    """PostgreSQL's disk is full: clients get 503, and the service recovers when there is space again."""
    with (
        small_disk(folder / "disk", megabytes=200) as disk,
        own_database(disk.folder) as database,
        running(database.url) as server,
    ):
        shop = Shop(server.address)
        await asyncio.to_thread(shop.open)
        async with shop.selling():
            await shop.more()
            await asyncio.to_thread(disk.fill)
            await shop.refused(UNAVAILABLE, shop.writers)
            await asyncio.to_thread(disk.make_room)
            # A full write-ahead log stops PostgreSQL, and a process manager would start it again.
            await asyncio.to_thread(database.start)
            await shop.more()
        return await _count(database, shop)


async def sigterm_under_load(folder: Path) -> Outcome:
    """SIGTERM under load: running requests are completed, and the exit status is 0."""
    with own_database(folder) as database:
        with running(database.url) as server:
            shop = Shop(server.address)
            await asyncio.to_thread(shop.open)
            async with shop.selling():
                await shop.more()
                status = await asyncio.to_thread(server.stop, signal.SIGTERM)
                assert status == 0
            assert set(shop.answers) <= {200, 0}
        with running(database.url) as server:
            shop.address = server.address
            return await _continue_and_count(database, shop)


async def _continue_and_count(database: Database, shop: Shop) -> Outcome:
    """Sends more changes, and counts."""
    shop.log_in()
    async with shop.selling():
        await shop.more()
    return await _count(database, shop)


async def _count(database: Database, shop: Shop) -> Outcome:
    lost = await lost_changes(database.url, shop)
    return Outcome(tried=shop.tried, acknowledged=shop.sold, lost=lost)


async def _set(event: asyncio.Event) -> None:
    event.set()


def _cut(database: Database) -> int:
    with psycopg.connect(database.url, autocommit=True) as connection:
        row = connection.execute(_CUT).fetchone()
    return 0 if row is None else int(row[0])


SCENARIOS: dict[str, Scenario] = {
    "the server is killed": server_killed,
    "PostgreSQL is killed": database_killed,
    "connections are cut, ten times": connections_cut,
    "the wire breaks in mid-stream, twelve times": wire_breaks,
    "a lock is held for longer than anybody waits": statement_hangs,
    "PostgreSQL's disk is full": disk_full,
    "SIGTERM under load": sigterm_under_load,
}
