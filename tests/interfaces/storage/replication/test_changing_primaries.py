"""Changes go to the primary, whichever server that is, and are acknowledged when the standby has them."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from application.ports.event_store import Append, StoreUnavailable
from interfaces.storage.postgres.connections.session import Timeouts
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.examples import ID, changes
from tests.interfaces.storage.replication.servers import Pair, Server, running_pair

PATIENCE = Timeouts(lock=1.0, statement=1.5, connect=2, silence=2.0, answer=6.0)
_CANCEL = """
SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'
"""


@pytest.fixture
def pair() -> Iterator[Pair]:
    # Another run of pytest closes the folder above `tmp_path` to the account of the servers.
    with tempfile.TemporaryDirectory() as folder, running_pair(Path(folder)) as pair:
        yield pair


async def test_of_several_hosts_the_primary_takes_changes(pair: Pair) -> None:
    """A URL that names the standby first, and says nothing of what is wanted, leads to the primary."""
    async with PostgresStorage(pair.url, patience=PATIENCE) as storage:
        await storage.events.append(Append(changes(ID, 1, 1)))
        await storage.deadlines.settle(ID, None)
    assert _recorded(pair.primary) == 1


async def test_a_server_that_only_reads_is_left(pair: Pair) -> None:
    """A primary that is demoted without its connections being cut refuses changes; the next one gets them."""
    async with PostgresStorage(pair.url, patience=PATIENCE) as storage:
        await storage.events.append(Append(changes(ID, 1, 1)))
        await asyncio.to_thread(_wait_until_replayed, pair)
        pair.primary.set("default_transaction_read_only", "on")
        with pytest.raises(StoreUnavailable):
            await storage.events.append(Append(changes(ID, 2, 2)))
        pair.standby.promote()
        await storage.events.append(Append(changes(ID, 2, 2)))
        await storage.deadlines.settle(ID, None)
    assert (_recorded(pair.primary), _recorded(pair.standby)) == (1, 2)


async def test_a_commit_that_no_standby_confirmed_is_not_acknowledged(pair: Pair) -> None:
    """PostgreSQL reports success where the wait for the standby was cancelled. The caller gets StoreUnavailable."""
    async with PostgresStorage(pair.url, patience=PATIENCE) as storage:
        await storage.events.append(Append(changes("warm", 1, 1)))
        pair.primary.set("synchronous_standby_names", "*")
        pair.standby.stop()
        append = asyncio.create_task(storage.events.append(Append(changes(ID, 1, 1))))
        await asyncio.to_thread(_cancel_wait, pair.primary)
        with pytest.raises(StoreUnavailable):
            await append
    assert _recorded(pair.primary) == 2


async def test_a_commit_is_acknowledged_once_the_standby_has_it(pair: Pair) -> None:
    """After a cancelled wait the append is looked up, and answered when the standby has all that is before."""
    async with PostgresStorage(pair.url, patience=PATIENCE) as storage:
        await storage.events.append(Append(changes("warm", 1, 1)))
        pair.primary.set("synchronous_standby_names", "*")
        pair.standby.stop()
        append = asyncio.create_task(storage.events.append(Append(changes(ID, 1, 1))))
        await asyncio.to_thread(_cancel_wait, pair.primary)
        await asyncio.to_thread(pair.standby.start)
        await append
    assert _recorded(pair.standby) == 2


def _cancel_wait(server: Server) -> None:
    """Cancel the wait of a commit for the standby, as soon as there is one."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        while not connection.execute(_CANCEL).fetchall():
            time.sleep(0.02)  # the server announces no wait


def _wait_until_replayed(pair: Pair) -> None:
    while _recorded(pair.standby) < _recorded(pair.primary):
        time.sleep(0.02)  # the standby announces no replay


def _recorded(server: Server) -> int:
    with psycopg.connect(server.url) as connection:
        row = connection.execute("SELECT count(*) FROM tillroll.checkout_events").fetchone()
    return 0 if row is None else int(row[0])
