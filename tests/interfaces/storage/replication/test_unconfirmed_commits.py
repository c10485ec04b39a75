"""A change is acknowledged when the standby has it, and not where PostgreSQL gave up waiting for that."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from application.ports.event_store import Append, StoreUnavailable
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.connections.session import Timeouts
from interfaces.storage.postgres.connections.single import primary_connection
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.examples import ID, changes
from tests.interfaces.storage.replication.servers import Pair, Server, running_pair

PATIENCE = Timeouts(lock=1.0, statement=1.5, connect=2, silence=2.0, answer=4.0)
_CANCEL = """
SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'
"""
_WRITE = "INSERT INTO tillroll.deadlines (checkout_id, due) VALUES (%s, now())"


@pytest.fixture(scope="module")
def servers() -> Iterator[Pair]:
    # Another run of pytest closes the folder above `tmp_path` to the account of the servers.
    with tempfile.TemporaryDirectory() as folder, running_pair(Path(folder)) as pair:
        yield pair


@pytest.fixture
def pair(servers: Pair) -> Iterator[Pair]:
    """The servers with an empty database, whose standby was stopped while commits have to wait for it."""
    servers.primary.execute("TRUNCATE tillroll.checkout_events, tillroll.deadlines")
    servers.primary.set("synchronous_standby_names", "*")
    servers.standby.stop()
    yield servers
    if not (servers.standby.folder / "postmaster.pid").exists():
        servers.standby.start()
    servers.primary.set("synchronous_standby_names", "")


async def test_a_commit_that_no_standby_confirmed_is_not_acknowledged(pair: Pair) -> None:
    """PostgreSQL reports success where the wait for the standby was cancelled. The caller gets StoreUnavailable."""
    async with PostgresStorage(pair.url, patience=PATIENCE) as storage:
        append = asyncio.create_task(storage.events.append(Append(changes(ID, 1, 1))))
        deadline = asyncio.create_task(storage.deadlines.settle("other", now()))
        await asyncio.to_thread(_cancel_waits, pair.primary, append)
        with pytest.raises(StoreUnavailable):
            await append
        with pytest.raises(StoreUnavailable):
            await deadline
    assert _recorded(pair.primary) == 1


async def test_a_commit_is_acknowledged_once_the_standby_has_it(pair: Pair) -> None:
    """After a cancelled wait the append is looked up, and answered when the standby has all that is before."""
    async with PostgresStorage(pair.url, patience=PATIENCE) as storage:
        append = asyncio.create_task(storage.events.append(Append(changes(ID, 1, 1))))
        await asyncio.to_thread(_cancel_wait, pair.primary)
        await asyncio.to_thread(pair.standby.start)
        await append
    assert _recorded(pair.standby) == 1


async def test_a_command_fails_whose_commit_no_standby_confirmed(pair: Pair) -> None:
    """The connection of a command raises OperationalError after the commit, which is on the primary only."""
    writing = asyncio.create_task(asyncio.to_thread(_write, pair.url))
    await asyncio.to_thread(_cancel_waits, pair.primary, writing)
    with pytest.raises(psycopg.OperationalError, match="confirmation"):
        await writing


async def test_a_projection_waits_for_the_standby_before_a_head_is_signed(pair: Pair) -> None:
    """What a follower of events reads may be on one machine only, so it asks for the standby's confirmation."""
    with closing(ProjectionDatastore(pair.url, schema="tillroll")) as datastore:
        confirming = asyncio.create_task(asyncio.to_thread(datastore.confirm))
        await asyncio.to_thread(_cancel_waits, pair.primary, confirming)
        with pytest.raises(StoreUnavailable):
            await confirming
        await asyncio.to_thread(pair.standby.start)
        await asyncio.to_thread(datastore.confirm)


def _write(url: str) -> None:
    with primary_connection(url) as connection:
        connection.execute(_WRITE, ("command",))


def _cancel_wait(server: Server) -> None:
    """Cancel the wait of a commit for the standby, as soon as there is one."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        while not connection.execute(_CANCEL).fetchall():
            time.sleep(0.02)  # the server announces no wait


def _cancel_waits(server: Server, task: "asyncio.Task[Any]") -> None:
    """Cancel all such waits until the task ends."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        while not task.done():
            connection.execute(_CANCEL)
            time.sleep(0.02)  # the server announces no wait


def _recorded(server: Server) -> int:
    with psycopg.connect(server.url) as connection:
        row = connection.execute("SELECT count(*) FROM tillroll.checkout_events").fetchone()
    return 0 if row is None else int(row[0])
