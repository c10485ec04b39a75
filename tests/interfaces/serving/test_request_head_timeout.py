"""The time limit for the head of an HTTP request, on new connections."""

import asyncio

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from uvicorn.server import ServerState

from interfaces.serving import protocol
from interfaces.serving.protocol import BoundedHeadProtocol

WHOLE = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.mark.parametrize("sent", [b"", WHOLE[:20]], ids=["nothing", "a part"])
async def test_an_incomplete_head_times_out(monkeypatch: pytest.MonkeyPatch, sent: bytes) -> None:
    """The connection is closed without a response. A complete request in time is answered."""
    monkeypatch.setattr(protocol, "HEAD_WITHIN_SECONDS", 0.2)
    config = uvicorn.Config(PlainTextResponse("here"), http=BoundedHeadProtocol, log_config=None)
    config.load()
    server = await asyncio.get_running_loop().create_server(
        lambda: BoundedHeadProtocol(config, ServerState(), {}), "127.0.0.1", 0
    )
    port = server.sockets[0].getsockname()[1]
    async with server:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(WHOLE)
        assert (await reader.readline()).startswith(b"HTTP/1.1 200 ")
        writer.close()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        assert await reader.read() == b""
        writer.close()
