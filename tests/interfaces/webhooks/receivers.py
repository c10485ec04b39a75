"""HTTP servers on 127.0.0.1 that receive callbacks, and misbehave as a test requires."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Behave = Callable[[asyncio.StreamWriter, int], Awaitable[None]]


@dataclass(frozen=True)
class Received:
    """A received request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """A server with all requests that it received."""

    port: int = 0
    received: list[Received] = field(default_factory=list)
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def url(self) -> str:
        """The URL of the server."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        """The paths of the received requests, in order."""
        return [each.path for each in self.received]

    async def has(self, count: int, seconds: float = 30) -> None:
        """Return when this number of requests has been received."""
        async with asyncio.timeout(seconds), self.arrived:
            await self.arrived.wait_for(lambda: len(self.received) >= count)


def statuses(*codes: int, headers: str = "", body: bytes = b"") -> Behave:
    """Answer with these statuses in order, and repeat the last one."""

    async def behave(writer: asyncio.StreamWriter, number: int) -> None:
        code = codes[min(number, len(codes)) - 1]
        head = f"HTTP/1.1 {code} X\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
        writer.write(head.encode() + body)
        await writer.drain()

    return behave


async def silent(writer: asyncio.StreamWriter, number: int) -> None:
    """Read the request and send nothing, until the client disconnects."""
    await asyncio.Event().wait()


async def hanging_up(writer: asyncio.StreamWriter, number: int) -> None:
    """Read the request and close the connection."""


async def endless(writer: asyncio.StreamWriter, number: int) -> None:
    """Answer 200 with an infinite body."""
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")
        await writer.drain()


async def endless_head(writer: asyncio.StreamWriter, number: int) -> None:
    """Answer with infinitely many headers."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-More: " + b"x" * 8000 + b"\r\n")
        await writer.drain()


async def trickling(writer: asyncio.StreamWriter, number: int) -> None:
    """Send a byte of the head at intervals, and never complete it."""
    writer.write(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.01)


class Gate:
    """Answers 200 after it is opened."""

    def __init__(self) -> None:
        self.opened = asyncio.Event()

    async def __call__(self, writer: asyncio.StreamWriter, number: int) -> None:
        """Wait until opened, then answer."""
        await self.opened.wait()
        await statuses(200)(writer, number)


@asynccontextmanager
async def receiving(
    behave: Behave, *, tls: ssl.SSLContext | None = None
) -> AsyncIterator[Receiver]:
    """Run a receiver inside the context."""
    receiver = Receiver()
    serving: set[asyncio.Task[object]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        serving.add(task)
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                received = await _request(reader)
                async with receiver.arrived:
                    receiver.received.append(received)
                    receiver.arrived.notify_all()
                await behave(writer, len(receiver.received))
        except asyncio.CancelledError:
            pass
        finally:
            serving.discard(task)
            writer.close()
            with contextlib.suppress(OSError, asyncio.CancelledError):
                await writer.wait_closed()

    listener = await asyncio.start_server(serve, "127.0.0.1", ssl=tls)
    receiver.port = listener.sockets[0].getsockname()[1]
    try:
        yield receiver
    finally:
        listener.close()
        for task in tuple(serving):
            task.cancel()
        if serving:
            await asyncio.wait(tuple(serving))
        await listener.wait_closed()


async def _request(reader: asyncio.StreamReader) -> Received:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    method, path, _ = first.split(" ")
    headers = {
        name.lower(): value for name, value in (line.split(": ", 1) for line in lines if line)
    }
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Received(method, path, headers, body)
