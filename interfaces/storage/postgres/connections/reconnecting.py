"""A connection that is made when it is needed, and made anew after it broke."""

import asyncio

from psycopg import Error

from interfaces.storage.postgres.connections.session import Connection, Timeouts, connect

_SHORTEST_PAUSE = 0.05
_LONGEST_PAUSE = 1.0


class ReconnectingConnection:
    """One connection at a time, for one task. Attempts that fail come further and further apart."""

    def __init__(self, database_url: str, patience: Timeouts) -> None:
        self._database_url = database_url
        self._patience = patience
        self._connection: Connection | None = None
        self._pause = _SHORTEST_PAUSE
        self._not_before = 0.0

    async def get(self) -> Connection:
        """The connection. Raises psycopg.Error where there is none to be had at the moment."""
        if self._connection is not None and not self._connection.closed:
            return self._connection
        await self.close()
        clock = asyncio.get_running_loop().time
        await asyncio.sleep(max(0.0, self._not_before - clock()))
        try:
            self._connection = await connect(self._database_url, self._patience)
        except Error:
            self._pause = min(_LONGEST_PAUSE, self._pause * 2)
            raise
        else:
            self._pause = _SHORTEST_PAUSE
        finally:
            self._not_before = clock() + self._pause
        return self._connection

    async def close(self) -> None:
        """Closes the connection; the next `get` makes another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()
