"""What a connection may send before it is closed: one Host, some bytes of heads, and bodies that end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from uvicorn.server import ServerState

from interfaces.serving import protocol
from interfaces.serving.protocol import BoundedHeadProtocol


@asynccontextmanager
async def _connection() -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    config = uvicorn.Config(PlainTextResponse("here"), http=BoundedHeadProtocol, log_config=None)
    config.load()
    server = await asyncio.get_running_loop().create_server(
        lambda: BoundedHeadProtocol(config, ServerState(), {}), "127.0.0.1", 0
    )
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        yield reader, writer
        writer.close()


async def _send_megabytes(writer: asyncio.StreamWriter, count: int) -> None:
    for _ in range(count):
        writer.write(b"x" * 1_000_000)
        await writer.drain()


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", b"400"),
        (b"GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b"200"),
        (b"GET / HTTP/1.0\r\n\r\n", b"200"),
    ],
)
async def test_a_head_has_one_host(head: bytes, status: bytes) -> None:
    """400 otherwise (RFC 9112 §3.2). HTTP/1.0 needs none."""
    async with _connection() as (reader, writer):
        writer.write(head)
        assert (await reader.readline()).split(b" ")[1] == status


async def test_the_body_of_an_answered_request_has_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sender that goes on with it, a byte now and then, does not hold the connection for ever."""
    monkeypatch.setattr(protocol, "HEAD_WITHIN_SECONDS", 0.2)
    async with _connection() as (reader, writer):
        writer.write(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
        assert (await reader.readuntil(b"here")).startswith(b"HTTP/1.1 200 ")
        writer.write(b"x")
        assert await reader.read() == b""


async def test_a_large_rest_of_a_body_is_not_received(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer can be read, the server stops reading, and the connection ends before the body does."""
    monkeypatch.setattr(protocol, "CLOSED_AFTER_SECONDS", 0.2)
    async with _connection() as (reader, writer):
        writer.write(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 64000000\r\n\r\n")
        assert (await reader.readuntil(b"here")).startswith(b"HTTP/1.1 200 ")
        with pytest.raises(ConnectionError):
            await _send_megabytes(writer, 63)


async def test_a_request_after_such_a_body_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next request after a small rest of a body cancels the time limit."""
    monkeypatch.setattr(protocol, "HEAD_WITHIN_SECONDS", 30)
    async with _connection() as (reader, writer):
        writer.write(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n")
        await reader.readuntil(b"here")
        writer.write(b"xxxGET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert (await reader.readuntil(b"here")).startswith(b"HTTP/1.1 200 ")


async def test_incomplete_heads_are_bounded_altogether(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection whose bytes exceed the bound of the process is closed, and its bytes are free again."""
    monkeypatch.setattr(protocol, "MOST_BYTES_OF_HEADS", 1_000)
    async with _connection() as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\nHost: a\r\nX-Padding: " + b"x" * 2_000)
        assert await reader.read() == b""
    assert BoundedHeadProtocol.held == 0
