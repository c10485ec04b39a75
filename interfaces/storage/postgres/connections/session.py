"""Sessions in PostgreSQL: connection arguments, settings and timeouts."""

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
    """For a lock that another session holds (`lock_timeout`)."""
    statement: float = 3.0
    """For a statement (`statement_timeout`). The server cancels it after this time, as after `lock`."""
    connect: int = 3
    """For a new connection, and for one from the pool. libpq accepts whole seconds only."""
    silence: float = 4.0
    """For any response. After this time the server counts as dead, and the connection is shut down."""
    answer: float = 5.0
    """For a whole append: its time in the queue and all attempts together."""


# Every query is meant to use an index. A plan is made once per session, perhaps while the tables are almost empty;
# without these settings it may scan whole tables later, for example to find the newest snapshot of a long history.
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
# Search terms are in a GIN index, which PostgreSQL reads through bitmap scans only.
_SEARCH_SETTINGS = """
SELECT
    set_config('plan_cache_mode', 'force_custom_plan', false),
    set_config('enable_bitmapscan', 'on', false)
"""
# Values at least as strict as "on" stay as the server has them.
_DURABLE = ("on", "remote_apply")


KEEPALIVE = {
    # The kernel notices a peer that disappeared after about ten seconds.
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""Connection arguments of libpq: seconds, seconds, a number of probes, and milliseconds."""

PRIMARY: dict[str, Any] = {"target_session_attrs": "read-write"}
"""Connection arguments of libpq: of several hosts in a URL, the one that takes changes, and no standby."""


STANDBY: dict[str, Any] = {"target_session_attrs": "prefer-standby"}
"""Connection arguments of libpq: of several hosts in a URL, one that only reads, if there is any."""


async def connect(database_url: str, patience: Timeouts) -> Connection:
    """Open a connection with tillroll's settings. Raises psycopg.Error."""
    try:
        connection = await AsyncConnection.connect(database_url, **connection_arguments(patience))
    except BaseException as error:
        # psycopg closes the socket when its frames are released. A cancelled task holds them in the traceback of its
        # error. PostgreSQL would then wait for the login for a minute (`authentication_timeout`), and DROP DATABASE
        # waits for every session that is logging in.
        traceback.clear_frames(error.__traceback__)
        raise
    try:
        await prepare_session(connection, patience)
    except BaseException:
        await connection.close()
        raise
    return connection


def connection_arguments(patience: Timeouts) -> dict[str, Any]:
    """Return the arguments of `connect`: autocommit, and `$1` for the first parameter of a statement."""
    return {
        "autocommit": True,
        "cursor_factory": AsyncRawCursor,
        "client_encoding": "utf8",
        "fallback_application_name": "tillroll",
        "connect_timeout": patience.connect,
        **PRIMARY,
        **KEEPALIVE,
    }


async def prepare_session(connection: Connection, patience: Timeouts) -> None:
    """Set up a new connection: timeouts, durable commits, array parameters, and plans that never scan a whole table.

    PostgreSQL plans a statement once per session, perhaps while a table is almost empty.
    """
    cursor = await connection.execute("SHOW synchronous_commit")
    row = await cursor.fetchone()
    current = "" if row is None else str(row[0])
    durability = current if current in _DURABLE else "on"
    await connection.execute(
        _SETTINGS, (_milliseconds(patience.lock), _milliseconds(patience.statement), durability)
    )
    register_arrays(connection)


async def prepare_for_searching(connection: Connection, patience: Timeouts) -> None:
    """Set up a connection like `prepare_session`, but plan each execution: the best index depends on the parameters."""
    await prepare_session(connection, patience)
    await connection.execute(_SEARCH_SETTINGS)


@contextmanager
def shut_down_after(connection: Connection, seconds: float) -> Iterator[None]:
    """Shut the connection down where the block takes longer than this.

    psycopg then sees a closed connection. Cancelling the task would take longer: psycopg first asks the same server to
    cancel the statement, and waits for its response.
    """
    timer = asyncio.get_running_loop().call_later(seconds, _shut_down, connection)
    try:
        yield
    finally:
        timer.cancel()


def _shut_down(connection: Connection) -> None:
    if not connection.closed:
        with socket.socket(fileno=os.dup(connection.fileno())) as duplicate:
            duplicate.shutdown(socket.SHUT_RDWR)


def _milliseconds(seconds: float) -> str:
    return f"{round(seconds * 1000)}ms"
