"""Cancelling a connection that PostgreSQL has not accepted yet."""

import asyncio

from interfaces.runtime.tasks import cancel_and_wait
from interfaces.storage.postgres.connections.session import Timeouts, connect


async def test_a_cancelled_connection_is_closed_immediately() -> None:
    """The server sees the connection close when its task is cancelled, even while the task is still referenced."""
    arrived: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        arrived.set_result(None)
        await reader.read()
        closed.set_result(None)
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1") as listener:
        port = listener.sockets[0].getsockname()[1]
        url = f"postgresql://somebody@127.0.0.1:{port}/any?sslmode=disable&gssencmode=disable"

        async def connected() -> None:
            await connect(url, Timeouts(connect=30))

        connecting = asyncio.create_task(connected())
        await arrived
        await cancel_and_wait(connecting)
        await asyncio.wait_for(closed, 5)
    assert connecting.cancelled()
