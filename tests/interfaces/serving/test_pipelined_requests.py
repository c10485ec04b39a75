"""Requests that a client sends before the answer to an earlier one (RFC 9112 §9.3.2) wait in a short queue."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from interfaces.serving.protocol import MOST_WAITING, BoundedHeadProtocol

REQUEST = b"GET /%d HTTP/1.1\r\nHost: a\r\n\r\n"


class Stream:
    """An application that answers until the client is gone, like a stream of events."""

    def __init__(self) -> None:
        self.started = asyncio.Event()
        self.ended = asyncio.Event()
        self.opened = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        self.started.set()
        while not self.opened.is_set() and (await receive())["type"] != "http.disconnect":
            pass
        self.ended.set()


class Gate:
    """An application that answers with the path, when it is opened."""

    def __init__(self) -> None:
        self.opened = asyncio.Event()
        self.paths: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        self.paths.append(scope["path"])
        await self.opened.wait()
        await PlainTextResponse(scope["path"] + "|")(scope, receive, send)


@asynccontextmanager
async def _connection(
    app: Gate | Stream,
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter, set[BoundedHeadProtocol]]]:
    config = uvicorn.Config(app, http=BoundedHeadProtocol, log_config=None)
    config.load()
    made: set[BoundedHeadProtocol] = set()

    def make() -> BoundedHeadProtocol:
        made.add(BoundedHeadProtocol(config, ServerState(), {}))
        return next(iter(made))

    server = await asyncio.get_running_loop().create_server(make, "127.0.0.1", 0)
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        try:
            yield reader, writer, made
        finally:
            app.opened.set()
            writer.close()


async def test_as_many_as_may_wait_are_answered_in_order() -> None:
    """The one in progress and those behind it."""
    gate = Gate()
    gate.opened.set()
    async with _connection(gate) as (reader, writer, _):
        writer.write(b"".join(REQUEST % number for number in range(1 + MOST_WAITING)))
        for number in range(1 + MOST_WAITING):
            assert (await reader.readuntil(b"|")).endswith(b"/%d|" % number)


async def test_a_connection_with_more_is_closed_without_an_answer() -> None:
    """Of 5,000 requests in one piece the queue holds the first ones, and only one has reached the application."""
    gate = Gate()
    async with _connection(gate) as (reader, writer, made):
        writer.write(b"".join(REQUEST % number for number in range(5_000)))
        # The server closes with bytes unread, which resets the connection.
        with contextlib.suppress(ConnectionResetError):
            async with asyncio.timeout(30):
                assert await reader.read() == b""
        (protocol,) = made
        assert len(protocol.pipeline) == MOST_WAITING
        assert gate.paths == ["/0"]


async def test_a_request_learns_that_its_client_is_gone_though_another_waits() -> None:
    """A stream with a request behind it ends when the client hangs up."""
    stream = Stream()
    async with _connection(stream) as (_, writer, _):
        writer.write(REQUEST % 0 + REQUEST % 1)
        await stream.started.wait()
        writer.transport.abort()
        async with asyncio.timeout(30):
            await stream.ended.wait()
