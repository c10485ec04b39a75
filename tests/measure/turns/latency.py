"""A TCP proxy that delays every byte by a fixed time, in a process of its own."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import cast

import uvloop


@contextmanager
def delayed(port: int, seconds: float) -> Iterator[int]:
    """Yield a port that leads to `port` on 127.0.0.1. Each way takes half of the time."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.measure.turns.latency", str(port), str(seconds)],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


class _Way(asyncio.Protocol):
    """One end of a connection, which writes to the other end later."""

    def __init__(self, seconds: float, peer: "asyncio.Future[asyncio.Transport]") -> None:
        self._seconds = seconds
        self._peer = peer
        self._loop = asyncio.get_running_loop()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport for the other end."""
        # The transports of uvloop are none of asyncio's classes.
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Pass the bytes on after the time."""
        self._loop.call_later(
            self._seconds, lambda: self._peer.add_done_callback(partial(_write, data))
        )

    def connection_lost(self, exc: Exception | None) -> None:
        """Close the other end."""
        self._peer.add_done_callback(lambda peer: peer.result().close())


def _write(data: bytes, peer: "asyncio.Future[asyncio.Transport]") -> None:
    peer.result().write(data)


async def _serve(port: int, seconds: float) -> None:
    loop = asyncio.get_running_loop()

    def accept() -> _Way:
        server_side: asyncio.Future[asyncio.Transport] = loop.create_future()
        client = _Way(seconds / 2, server_side)

        async def connect() -> None:
            client_side: asyncio.Future[asyncio.Transport] = loop.create_future()
            transport, _ = await loop.create_connection(
                lambda: _Way(seconds / 2, client_side), "127.0.0.1", port
            )
            client_side.set_result(client.transport)
            server_side.set_result(transport)

        connecting.add(loop.create_task(connect()))
        return client

    connecting: set[asyncio.Task[None]] = set()
    server = await loop.create_server(accept, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(_serve(int(sys.argv[1]), float(sys.argv[2])))
