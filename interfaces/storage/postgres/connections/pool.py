"""A connection pool for single statements, shared by all requests of a process."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, LiteralString
from weakref import WeakKeyDictionary

import psycopg
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from application.ports.event_store import StoreUnavailable
from interfaces.storage.postgres.connections.primary import (
    is_ending,
    refuses_changes,
    require_primary,
)
from interfaces.storage.postgres.connections.session import (
    STANDBY,
    Connection,
    Timeouts,
    connection_arguments,
    prepare_session,
    shut_down_after,
)
from interfaces.storage.postgres.connections.standbys import CommitWarnings, UnconfirmedCommit

_OUTAGE_WAIT_SECONDS = 1.0
# The pool reconnects after one second and after two, and then again at the next request. By default its backoff grows,
# so that the pool would recover long after the database did.
_RECONNECT_SECONDS = 2.0


class _ConnectionBroken(Exception):
    """The connection broke during the statement."""


class StatementPool:
    """Runs single statements, reads and writes alike. Each one is prepared once per connection; results are binary.

    A statement runs a second time where its connection broke before the result arrived: an idle connection shows that
    it is broken only when it is used, and the pool cannot know whether the server committed. It also does where the
    server only reads, or no standby confirmed a commit that had to wait for one. So every statement must be safe to
    repeat:

    - reads;
    - writes that set a row to given values: keys of the vault and the installation, products, known addresses,
      deadlines, sessions of readers, results of deliveries (guarded by the number of the claim), idempotent answers
      (guarded by their key);
    - writes whose repetition is harmless: a claim of deliveries (the first one expires), a log of a purchase
      validation (logged twice), the number of requests that the demo payment provider received (counted twice), a
      notification of new events (sent twice).

    Appends of events are not safe to repeat. They run through the module `batch_writer`, which finds out what was
    committed.
    """

    def __init__(
        self,
        database_url: str,
        *,
        size: int,
        patience: Timeouts,
        prepare: Callable[[Connection, Timeouts], Awaitable[None]] = prepare_session,
        only_reads: bool = False,
    ) -> None:
        """With `only_reads` it connects to a standby, if there is one, and every statement has to be a read."""
        self._only_reads = only_reads
        self._timeouts = patience
        self._is_unavailable = False
        self._warnings: WeakKeyDictionary[Connection, CommitWarnings] = WeakKeyDictionary()

        async def configure(connection: Connection) -> None:
            await prepare(connection, patience)

        self._pool: AsyncConnectionPool[Connection] = AsyncConnectionPool(
            database_url,
            kwargs=connection_arguments(patience) | (STANDBY if only_reads else {}),
            min_size=1,
            max_size=size,
            configure=configure,
            timeout=patience.connect,
            reconnect_timeout=_RECONNECT_SECONDS,
            open=False,
        )

    async def open(self) -> None:
        """Open the pool and wait for the first connection. Raises StoreUnavailable.

        A cancelled opening closes the pool: its tasks do not end otherwise, nor does the loop that runs them.
        """
        try:
            await self._pool.open(wait=True, timeout=self._timeouts.connect)
        except psycopg.Error as error:
            await self._pool.close()
            raise StoreUnavailable(str(error)) from error
        except asyncio.CancelledError:
            await self._pool.close()
            raise

    async def open_later(self) -> None:
        """Open the pool, and connect in the background: a statement waits for a connection."""
        await self._pool.open(wait=False)

    async def close(self) -> None:
        """Close all connections of the pool."""
        await self._pool.close()

    async def rows(
        self, statement: LiteralString, parameters: Sequence[object]
    ) -> list[tuple[Any, ...]]:
        """Run the statement and return its rows, empty for a statement without a result. Raises StoreUnavailable.

        The statement may run twice; see the class.
        """
        clock = asyncio.get_running_loop().time
        deadline = clock() + self._timeouts.answer
        again = False
        while True:
            try:
                return await self._attempt(statement, parameters, deadline - clock(), again=again)
            except _ConnectionBroken as broken:
                again = True
                if clock() >= deadline:
                    raise StoreUnavailable(str(broken)) from broken
            except psycopg.Error as error:
                raise StoreUnavailable(str(error)) from error

    async def _attempt(
        self,
        statement: LiteralString,
        parameters: Sequence[object],
        seconds: float,
        *,
        again: bool,
    ) -> list[tuple[Any, ...]]:
        # The first request without a connection waits for the full timeout. Requests after it fail early until one
        # gets a connection.
        wait = _OUTAGE_WAIT_SECONDS if self._is_unavailable else self._timeouts.connect
        try:
            async with self._pool.connection(min(seconds, wait)) as connection:
                self._is_unavailable = False
                return await self._execute(connection, statement, parameters, seconds, again=again)
        except PoolTimeout:
            self._is_unavailable = True
            raise

    async def _execute(
        self,
        connection: Connection,
        statement: LiteralString,
        parameters: Sequence[object],
        seconds: float,
        *,
        again: bool,
    ) -> list[tuple[Any, ...]]:
        warnings = self._warnings.setdefault(connection, CommitWarnings())
        try:
            with shut_down_after(connection, min(seconds, self._timeouts.silence)):
                warnings.watch(connection)
                if again and not self._only_reads:
                    # What the repeated statement finds to be done may be on one machine only.
                    await warnings.confirm_earlier(connection)
                cursor = await connection.execute(statement, parameters, prepare=True, binary=True)
                if not self._only_reads:
                    require_primary(connection)
                result = cursor.pgresult
                has_rows = result is not None and result.nfields
                rows = await cursor.fetchall() if has_rows else []
                if warnings.has_any and not self._only_reads:
                    await warnings.confirm_earlier(connection)
                return rows
        except psycopg.Error as error:
            if refuses_changes(error) or is_ending(error) or isinstance(error, UnconfirmedCommit):
                # Another server is the primary now, or will be. The pool opens a new connection, to that one.
                await connection.close()
            if connection.closed:
                raise _ConnectionBroken(str(error)) from error
            raise
