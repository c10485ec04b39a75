"""A connection that is opened on first use and reopened after it broke."""

import asyncio
from collections.abc import Awaitable, Callable

from psycopg import Error

from interfaces.storage.postgres.connections.session import (
    Connection,
    Timeouts,
    connect,
    shut_down_after,
)

Acceptance = Callable[[Connection], Awaitable[None]]
_SHORTEST_PAUSE = 0.05
_LONGEST_PAUSE = 1.0


class ReconnectingConnection:
    """One connection for one task. Failed attempts to connect back off from 0.05 to 1 second."""

    def __init__(
        self, database_url: str, patience: Timeouts, *, accept: Acceptance | None = None
    ) -> None:
        """`accept` looks at each new connection, and raises psycopg.Error for one that is not to be used."""
        self._accept = accept
        self._database_url = database_url
        self._timeouts = patience
        self._connection: Connection | None = None
        self._pause = _SHORTEST_PAUSE
        self._not_before = 0.0

    async def get(self) -> Connection:
        """Return the open connection, connecting first where there is none. Raises psycopg.Error."""
        if self._connection is not None and not self._connection.closed:
            return self._connection
        await self.close()
        clock = asyncio.get_running_loop().time
        await asyncio.sleep(max(0.0, self._not_before - clock()))
        try:
            self._connection = await self._connect()
        except Error:
            self._pause = min(_LONGEST_PAUSE, self._pause * 2)
            raise
        else:
            self._pause = _SHORTEST_PAUSE
        finally:
            self._not_before = clock() + self._pause
        return self._connection

    async def _connect(self) -> Connection:
        connection = await connect(self._database_url, self._timeouts)
        if self._accept is not None:
            try:
                with shut_down_after(connection, self._timeouts.silence):
                    await self._accept(connection)
            except BaseException:
                await connection.close()
                raise
        return connection

    async def close(self) -> None:
        """Close the connection; the next `get` opens another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()
