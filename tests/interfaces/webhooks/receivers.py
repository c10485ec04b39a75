"""Little HTTP servers on 127.0.0.1 that answer callbacks as badly as a test likes."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Behave = Callable[[asyncio.StreamWriter, int], Awaitable[None]]


@dataclass(frozen=True)
class Received:
    """One request, as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """A server, and all that it was sent."""

    port: int = 0
    received: list[Received] = field(default_factory=list)
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [each.path for each in self.received]

    async def has(self, count: int, seconds: float = 30) -> None:
        """Returns when so many requests have come."""
        async with asyncio.timeout(seconds), self.arrived:
            await self.arrived.wait_for(lambda: len(self.received) >= count)


def statuses(*codes: int, headers: str = "", body: bytes = b"") -> Behave:
    """Answers one status after the other, the last one for ever."""

    async def behave(writer: asyncio.StreamWriter, number: int) -> None:
        code = codes[min(number, len(codes)) - 1]
        head = f"HTTP/1.1 {code} X\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
        writer.write(head.encode() + body)
        await writer.drain()

    return behave


async def silent(writer: asyncio.StreamWriter, number: int) -> None:
    """Takes the request and says nothing, until the client goes."""
    await asyncio.Event().wait()


async def hanging_up(writer: asyncio.StreamWriter, number: int) -> None:
    """Takes the request and closes."""


async def endless(writer: asyncio.StreamWriter, number: int) -> None:
    """Answers 200 with a body that never ends."""
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")
        await writer.drain()


async def endless_head(writer: asyncio.StreamWriter, number: int) -> None:
    """Answers with headers that never end."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-More: " + b"x" * 8000 + b"\r\n")
        await writer.drain()


async def trickling(writer: asyncio.StreamWriter, number: int) -> None:
    """Sends a byte of the head now and then, and never all of it."""
    writer.write(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.01)


class Gate:
    """Answers 200, but not before it is opened."""

    def __init__(self) -> None:
        self.opened = asyncio.Event()

    async def __call__(self, writer: asyncio.StreamWriter, number: int) -> None:
        """Waits, then answers."""
        await self.opened.wait()
        await statuses(200)(writer, number)


@asynccontextmanager
async def receiving(
    behave: Behave, *, tls: ssl.SSLContext | None = None
) -> AsyncIterator[Receiver]:
    """A receiver, for as long as the context lasts."""
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
