"""Connections for what need not wait in line with the appends, shared by all requests of a process."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, LiteralString

import psycopg
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from application.ports.event_store import StoreUnavailable
from interfaces.storage.postgres.connections.session import (
    Connection,
    Timeouts,
    connection_arguments,
    hanging_up_after,
    prepare_session,
)

_AWAY_SECONDS = 1.0
# The pool tries again after one second and after two, and then anew when somebody asks. Left to itself it would wait
# longer each time, and be away for as long again as the database was.
_RECONNECTING_SECONDS = 2.0


class _Broken(Exception):
    """The connection did not survive the statement."""


class StatementPool:
    """Runs single statements. Each one is prepared once on a connection and answered in binary."""

    def __init__(
        self,
        database_url: str,
        *,
        size: int,
        patience: Timeouts,
        prepare: Callable[[Connection, Timeouts], Awaitable[None]] = prepare_session,
    ) -> None:
        self._patience = patience
        self._is_away = False

        async def configure(connection: Connection) -> None:
            await prepare(connection, patience)

        self._pool: AsyncConnectionPool[Connection] = AsyncConnectionPool(
            database_url,
            kwargs=connection_arguments(patience),
            min_size=1,
            max_size=size,
            configure=configure,
            timeout=patience.connect,
            reconnect_timeout=_RECONNECTING_SECONDS,
            open=False,
        )

    async def open(self) -> None:
        """Waits for the first connection. Raises StoreUnavailable."""
        try:
            await self._pool.open(wait=True, timeout=self._patience.connect)
        except psycopg.Error as error:
            await self._pool.close()
            raise StoreUnavailable(str(error)) from error

    async def close(self) -> None:
        """Closes all connections."""
        await self._pool.close()

    async def rows(
        self, statement: LiteralString, parameters: Sequence[object]
    ) -> list[tuple[Any, ...]]:
        """What the statement answers. Raises StoreUnavailable.

        The statement may run twice, and has to be one that does no harm then: that connections
        broke while they lay idle is noticed only when they are used.
        """
        clock = asyncio.get_running_loop().time
        until = clock() + self._patience.answer
        while True:
            try:
                return await self._attempt(statement, parameters, until - clock())
            except _Broken as broken:
                if clock() >= until:
                    raise StoreUnavailable(str(broken)) from broken
            except psycopg.Error as error:
                raise StoreUnavailable(str(error)) from error

    async def _attempt(
        self, statement: LiteralString, parameters: Sequence[object], seconds: float
    ) -> list[tuple[Any, ...]]:
        # The first to find no connection waits for one; while there is none, all others hear so soon.
        wait = _AWAY_SECONDS if self._is_away else self._patience.connect
        try:
            async with self._pool.connection(min(seconds, wait)) as connection:
                self._is_away = False
                return await self._answer(connection, statement, parameters, seconds)
        except PoolTimeout:
            self._is_away = True
            raise

    async def _answer(
        self,
        connection: Connection,
        statement: LiteralString,
        parameters: Sequence[object],
        seconds: float,
    ) -> list[tuple[Any, ...]]:
        try:
            with hanging_up_after(connection, min(seconds, self._patience.silence)):
                cursor = await connection.execute(statement, parameters, prepare=True, binary=True)
                return await cursor.fetchall() if cursor.description else []
        except psycopg.Error as error:
            if connection.closed:
                raise _Broken(str(error)) from error
            raise
