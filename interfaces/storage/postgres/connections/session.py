"""How tillroll connects to PostgreSQL, and how long it waits for anything there."""

import asyncio
import os
import socket
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from psycopg import AsyncConnection, AsyncRawCursor
from psycopg.rows import TupleRow

from interfaces.storage.postgres.connections.arrays import register_arrays

Connection = AsyncConnection[TupleRow]


@dataclass(frozen=True, kw_only=True)
class Timeouts:
    """How long to wait for the database, in seconds, from the innermost wait to the outermost."""

    lock: float = 2.0
    """For a lock that somebody else holds."""
    statement: float = 3.0
    """For a statement; after this and after `lock` the server ends it itself."""
    connect: int = 3
    """For a new connection, and for one out of the pool. libpq knows whole seconds only."""
    silence: float = 4.0
    """For any answer at all; after this the server is taken for dead."""
    answer: float = 5.0
    """For a whole append: its waiting in line and all attempts together."""


# Every question goes along an index. Planned once for all, with whatever is known of the tables by then, the newest
# snapshot of a long history would else be looked for among all of them.
_SETTINGS = """
SELECT
    set_config('lock_timeout', $1, false),
    set_config('statement_timeout', $2, false),
    set_config('synchronous_commit', $3, false),
    set_config('jit', 'off', false),
    set_config('plan_cache_mode', 'force_generic_plan', false),
    set_config('enable_seqscan', 'off', false),
    set_config('enable_bitmapscan', 'off', false)
"""
# Marks are searched in an index that has no order.
_SEARCHING = """
SELECT
    set_config('plan_cache_mode', 'force_custom_plan', false),
    set_config('enable_bitmapscan', 'on', false)
"""
# What is stricter than "on" is left as the server has it.
_DURABLE = ("on", "remote_apply")


async def connect(database_url: str, patience: Timeouts) -> Connection:
    """A new connection with tillroll's settings. Raises psycopg.Error."""
    try:
        connection = await AsyncConnection.connect(database_url, **connection_arguments(patience))
    except BaseException as error:
        # psycopg closes the socket when its frames are gone. A cancelled task keeps them in its error for as long as
        # somebody keeps the task, and PostgreSQL then waits for the password for a minute (`authentication_timeout`),
        # during which no DROP DATABASE on that server returns.
        traceback.clear_frames(error.__traceback__)
        raise
    try:
        await prepare_session(connection, patience)
    except BaseException:
        await connection.close()
        raise
    return connection


def connection_arguments(patience: Timeouts) -> dict[str, Any]:
    """What is passed on connecting. Each statement commits by itself, and says `$1` for a parameter."""
    return {
        "autocommit": True,
        "cursor_factory": AsyncRawCursor,
        "client_encoding": "utf8",
        "fallback_application_name": "tillroll",
        "connect_timeout": patience.connect,
        # A peer that vanished without a word is noticed by the kernel in about ten seconds.
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": 10_000,
    }


async def prepare_session(connection: Connection, patience: Timeouts) -> None:
    """Settings of a new connection: timeouts, durable commits, and plans that never read a whole table.

    A plan is made once for a session, and may be made while a table is almost empty.
    """
    cursor = await connection.execute("SHOW synchronous_commit")
    row = await cursor.fetchone()
    standing = "" if row is None else str(row[0])
    durability = standing if standing in _DURABLE else "on"
    await connection.execute(
        _SETTINGS, (_milliseconds(patience.lock), _milliseconds(patience.statement), durability)
    )
    register_arrays(connection)


async def prepare_for_searching(connection: Connection, patience: Timeouts) -> None:
    """As `prepare_session`, but with a plan for each question: which index helps depends on what is asked for."""
    await prepare_session(connection, patience)
    await connection.execute(_SEARCHING)


@contextmanager
def hanging_up_after(connection: Connection, seconds: float) -> Iterator[None]:
    """Breaks the connection where what is done with it lasts longer than this.

    The socket is shut down under psycopg, which then sees a server that went away. To cancel the
    task would take longer: psycopg first asks the same server to stop, and waits for its answer.
    """
    timer = asyncio.get_running_loop().call_later(seconds, _hang_up, connection)
    try:
        yield
    finally:
        timer.cancel()


def _hang_up(connection: Connection) -> None:
    if not connection.closed:
        with socket.socket(fileno=os.dup(connection.fileno())) as line:
            line.shutdown(socket.SHUT_RDWR)


def _milliseconds(seconds: float) -> str:
    return f"{round(seconds * 1000)}ms"
