"""What breaks, as a person would break it, and what came of the changes that were under way.

Each scenario runs real processes, breaks something in the middle of load, waits until the service answers again with no
more help than a process manager gives, and holds the record against what the shop was told.
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
_APPEND_LOCK = 8388354993986432108
_CUT = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
_BREAKS = (Fault.QUESTION_LOST, Fault.ANSWER_LOST, Fault.END_OF_ANSWER_LOST)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What was tried and acknowledged while it broke, and how much of that is not recorded."""

    tried: int
    acknowledged: int
    lost: int


Scenario = Callable[[Path], Coroutine[None, None, Outcome]]


async def server_killed(folder: Path) -> Outcome:
    """The server dies of signal 9 in the middle of its work, and is started again."""
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
            return await _gone_on(database, shop)


async def database_killed(folder: Path) -> Outcome:
    """PostgreSQL dies of signal 9, all of it; the server tells its callers so until it is back."""
    with own_database(folder) as database, running(database.url) as server:
        shop = Shop(server.address)
        await asyncio.to_thread(shop.open)
        async with shop.selling():
            await shop.more()
            await asyncio.to_thread(database.kill)
            await shop.refused(UNAVAILABLE)
            await asyncio.to_thread(database.start)
            await shop.more()
        return await _counted(database, shop)


async def connections_cut(folder: Path) -> Outcome:
    """Every connection to PostgreSQL is cut, again and again."""
    with own_database(folder) as database, running(database.url) as server:
        shop = Shop(server.address)
        await asyncio.to_thread(shop.open)
        async with shop.selling():
            for _ in range(10):
                await shop.more(10)
                assert await asyncio.to_thread(_cut, database) > 0
            await shop.more()
        return await _counted(database, shop)


async def wire_breaks(folder: Path) -> Outcome:
    """The wire to PostgreSQL breaks in mid-stream: before a question, before its answer, or before the answer's end."""
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
                    wire.break_next(fault, partial(_note, broken))
                    await broken.wait()
                    await shop.more(10)
                await shop.more()
            return await _counted(database, shop)


async def statement_hangs(folder: Path) -> Outcome:
    """Somebody sits on a lock that every append needs: callers hear so, and nothing that they gave up is recorded."""
    with own_database(folder) as database, running(database.url) as server:
        shop = Shop(server.address)
        await asyncio.to_thread(shop.open)
        async with shop.selling():
            await shop.more()
            async with await psycopg.AsyncConnection.connect(database.url) as holder:
                await holder.execute("SELECT pg_advisory_xact_lock(%s)", (_APPEND_LOCK,))
                await shop.refused(UNAVAILABLE, shop.writers)
            await shop.more()
        return await _counted(database, shop)


async def disk_full(folder: Path) -> Outcome:
    """PostgreSQL has no room left: callers hear so, and once there is room again it goes on."""
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
            # Where the log of changes found no room, PostgreSQL has ended, and is started as by a process manager.
            await asyncio.to_thread(database.start)
            await shop.more()
        return await _counted(database, shop)


async def asked_to_end(folder: Path) -> Outcome:
    """SIGTERM in the middle of load: what is under way is finished, and the exit status is 0."""
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
            return await _gone_on(database, shop)


async def _gone_on(database: Database, shop: Shop) -> Outcome:
    """Sells a little more, and counts."""
    shop.log_in()
    async with shop.selling():
        await shop.more()
    return await _counted(database, shop)


async def _counted(database: Database, shop: Shop) -> Outcome:
    lost = await lost_changes(database.url, shop)
    return Outcome(tried=shop.tried, acknowledged=shop.sold, lost=lost)


async def _note(happened: asyncio.Event) -> None:
    happened.set()


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
    "SIGTERM under load": asked_to_end,
}
