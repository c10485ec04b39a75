"""A TCP proxy between a client and PostgreSQL that can break connections at a chosen message."""

import asyncio
import contextlib
import enum
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from psycopg.conninfo import conninfo_to_dict, make_conninfo

_READY_FOR_QUERY = 6  # the size in bytes of the last message of an answer
Meanwhile = Callable[[], Awaitable[object]]


class Fault(enum.Enum):
    """What happens to the next message that passes the proxy."""

    QUESTION_LOST = enum.auto()
    """The connection breaks before the server receives the client's message."""
    ANSWER_LOST = enum.auto()
    """The connection breaks before the client receives the server's message."""
    END_OF_ANSWER_LOST = enum.auto()
    """The connection breaks before the client receives ReadyForQuery, which confirms the commit."""
    SILENCE = enum.auto()
    """The server's message is never forwarded, and the client waits."""


async def _nothing() -> None: ...


class Wire:
    """Forwards messages in both directions, until a fault is set, which affects one connection."""

    def __init__(self, database_url: str) -> None:
        self._database_url = database_url
        self._fault: Fault | None = None
        self._meanwhile: Meanwhile = _nothing
        self._is_cut = False
        self._clients: set[asyncio.StreamWriter] = set()
        self._serving: set[asyncio.Task[object]] = set()
        self._port = 0

    @property
    def url(self) -> str:
        """The URL for clients to connect to, in place of the database's."""
        return make_conninfo(
            self._database_url,
            host="127.0.0.1",
            port=self._port,
            sslmode="disable",
            gssencmode="disable",
        )

    def break_next(self, fault: Fault, meanwhile: Meanwhile = _nothing) -> None:
        """Apply `fault` to the next message; `meanwhile` runs before the client is affected."""
        self._fault = fault
        self._meanwhile = meanwhile

    def cut(self) -> None:
        """Close all connections, and each new one immediately."""
        self._is_cut = True
        for client in self._clients:
            client.close()

    def restore(self) -> None:
        """Accept connections again."""
        self._is_cut = False

    @asynccontextmanager
    async def listening(self) -> AsyncIterator["Wire"]:
        """Accept clients inside the context."""
        listener = await asyncio.start_server(self._serve, "127.0.0.1")
        self._port = listener.sockets[0].getsockname()[1]
        async with listener:
            try:
                yield self
            finally:
                self.cut()
                while self._serving:
                    await asyncio.wait(self._serving)

    async def _serve(self, client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        serving = asyncio.current_task()
        assert serving is not None
        self._serving.add(serving)
        serving.add_done_callback(self._serving.discard)
        if not self._is_cut:
            self._clients.add(to_client)
            server, to_server = await self._connect()
            directions = [
                asyncio.create_task(self._forward(client, to_server, from_client=True)),
                asyncio.create_task(self._forward(server, to_client, from_client=False)),
            ]
            await asyncio.wait(directions, return_when=asyncio.FIRST_COMPLETED)
            for direction in directions:
                direction.cancel()
            await asyncio.wait(directions)
            await _close(to_server)
            self._clients.discard(to_client)
        await _close(to_client)

    async def _forward(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, from_client: bool
    ) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                if self._fault is not None and from_client is (self._fault is Fault.QUESTION_LOST):
                    await self._break(data, writer)
                    return
                writer.write(data)
                await writer.drain()

    async def _break(self, data: bytes, writer: asyncio.StreamWriter) -> None:
        fault, self._fault = self._fault, None
        await self._meanwhile()
        if fault is Fault.END_OF_ANSWER_LOST:
            writer.write(data[:-_READY_FOR_QUERY])
            await writer.drain()
        elif fault is Fault.SILENCE:
            await asyncio.Event().wait()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        server = conninfo_to_dict(self._database_url)
        host = str(server.get("host") or "localhost")
        port = str(server.get("port") or 5432)
        if host.startswith("/"):
            return await asyncio.open_unix_connection(f"{host}/.s.PGSQL.{port}")
        return await asyncio.open_connection(host, int(port))


async def _close(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
