"""A wire between a client and PostgreSQL that a test can cut where it likes."""

import asyncio
import contextlib
import enum
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from psycopg.conninfo import conninfo_to_dict, make_conninfo

_READY_FOR_QUERY = 6  # bytes, the last of an answer
Meanwhile = Callable[[], Awaitable[None]]


class Fault(enum.Enum):
    """What happens to the next thing that is said on the wire."""

    QUESTION_LOST = enum.auto()
    """The connection breaks before the server hears the client."""
    ANSWER_LOST = enum.auto()
    """The connection breaks before the client hears the server."""
    END_OF_ANSWER_LOST = enum.auto()
    """It breaks before the client hears "ready for query", the server's word that it committed."""
    SILENCE = enum.auto()
    """The client waits for an answer that is never passed on."""


async def _nothing() -> None: ...


class Wire:
    """Passes on what both sides say, until it is given a fault, which befalls one connection."""

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
        """Where clients connect to, in place of the database."""
        return make_conninfo(
            self._database_url,
            host="127.0.0.1",
            port=self._port,
            sslmode="disable",
            gssencmode="disable",
        )

    def break_next(self, fault: Fault, meanwhile: Meanwhile = _nothing) -> None:
        """Lets `fault` befall what is said next; `meanwhile` happens before the client notices."""
        self._fault = fault
        self._meanwhile = meanwhile

    def cut(self) -> None:
        """Breaks all connections, and each new one at once."""
        self._is_cut = True
        for client in self._clients:
            client.close()

    def mend(self) -> None:
        """Takes connections again."""
        self._is_cut = False

    @asynccontextmanager
    async def listening(self) -> AsyncIterator["Wire"]:
        """Takes clients for as long as the context lasts."""
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
            sides = [
                asyncio.create_task(self._pass_on(client, to_server, asking=True)),
                asyncio.create_task(self._pass_on(server, to_client, asking=False)),
            ]
            await asyncio.wait(sides, return_when=asyncio.FIRST_COMPLETED)
            for side in sides:
                side.cancel()
            await asyncio.wait(sides)
            await _close(to_server)
            self._clients.discard(to_client)
        await _close(to_client)

    async def _pass_on(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, asking: bool
    ) -> None:
        with contextlib.suppress(OSError):
            while said := await reader.read(65536):
                if self._fault is not None and asking is (self._fault is Fault.QUESTION_LOST):
                    await self._break(said, writer)
                    return
                writer.write(said)
                await writer.drain()

    async def _break(self, said: bytes, writer: asyncio.StreamWriter) -> None:
        fault, self._fault = self._fault, None
        await self._meanwhile()
        if fault is Fault.END_OF_ANSWER_LOST:
            writer.write(said[:-_READY_FOR_QUERY])
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
