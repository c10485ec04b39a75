"""One keep-alive HTTP/1.1 connection to a server on this machine, without the costs of a full client."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import urlsplit

_LONGEST_HEAD = 2**17


@dataclass(frozen=True)
class Address:
    """The host and port that a server listens on."""

    host: str
    port: int

    @classmethod
    def parse(cls, url: str) -> "Address":
        """Read `http://127.0.0.1:8000`."""
        parts = urlsplit(url)
        assert parts.hostname is not None
        assert parts.port is not None
        return cls(parts.hostname, parts.port)


@dataclass(frozen=True)
class Answer:
    """The status of an answer, its body, and whether the server keeps the connection open."""

    status: int
    body: bytes
    is_kept_open: bool


class Connection:
    """A connection that sends one request at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def send(self, data: bytes) -> None:
        """Send bytes, and wait while the socket's buffer is full."""
        self._writer.write(data)
        await self._writer.drain()

    async def ask(self, request: bytes) -> Answer:
        """Send a whole request and read its answer."""
        self._writer.write(request)
        return await self.receive()

    async def receive(self) -> Answer:
        """Read one answer. Raises OSError or EOFError if the server closes the connection before its end."""
        head = await self._reader.readuntil(b"\r\n\r\n")
        status = int(head[9:12])
        lowered = head.lower()
        length = _field(lowered, b"content-length")
        if length is not None:
            body = await self._reader.readexactly(int(length))
        elif _field(lowered, b"transfer-encoding") == b"chunked":
            body = await self._chunks()
        else:
            body = b""
        return Answer(status, body, _field(lowered, b"connection") != b"close")

    async def _chunks(self) -> bytes:
        parts = []
        while size := int(await self._reader.readuntil(b"\r\n"), 16):
            parts.append((await self._reader.readexactly(size + 2))[:-2])
        await self._reader.readexactly(2)
        return b"".join(parts)

    def close(self) -> None:
        """Close the connection without waiting for what is still to be sent."""
        self._writer.transport.abort()


@contextlib.asynccontextmanager
async def connected(address: Address, source: str | None = None) -> AsyncIterator[Connection]:
    """Open a connection, from the address `source` if there is one. It is closed at the end of the block."""
    reader, writer = await asyncio.open_connection(
        address.host,
        address.port,
        limit=_LONGEST_HEAD,
        local_addr=None if source is None else (source, 0),
    )
    connection = Connection(reader, writer)
    try:
        yield connection
    finally:
        connection.close()


def request(method: str, path: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    """Build a whole request with a `Content-Length`."""
    return head(method, path, {**headers, "Content-Length": str(len(body))}) + body


def head(method: str, path: str, headers: dict[str, str]) -> bytes:
    """Build the head of a request."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join((*lines, "", "")).encode()


def _field(lowered: bytes, name: bytes) -> bytes | None:
    _, found, rest = lowered.partition(b"\r\n" + name + b":")
    return rest.partition(b"\r\n")[0].strip() if found else None
