"""A part of the storage whose closing is cancelled closes its connections all the same."""

import asyncio

import pytest

from interfaces.storage.postgres.batching.batch_reader import BatchReader
from interfaces.storage.postgres.connections.session import Timeouts
from interfaces.storage.postgres.replication.replica import ReplicaFirst


class Connections:
    """Connections that know whether they were closed."""

    def __init__(self) -> None:
        self.are_closed = False

    async def open_later(self) -> None:
        """Connect to nothing."""

    async def rows(self, statement: str, parameters: object) -> list[tuple[float, int]]:
        """Answer the first look."""
        return [(0.0, 1)]

    async def close(self) -> None:
        """Note that they were closed."""
        self.are_closed = True


@pytest.mark.parametrize("loops", [1, 2, 3])
async def test_the_connection_of_grouped_reads_is_closed(loops: int) -> None:
    """The connection is closed although the closing was cancelled while it waited for the task that reads."""
    connection = Connections()
    reader = BatchReader(connection, Timeouts(connect=1, answer=30))  # type: ignore[arg-type]
    reader.open()
    await asyncio.sleep(0)
    await _close_and_cancel(reader, loops)
    assert connection.are_closed


@pytest.mark.parametrize("loops", [1, 2, 3])
async def test_the_connections_to_a_replica_are_closed(loops: int) -> None:
    """The connections are closed although the closing was cancelled while it waited for the task that looks."""
    replica = Connections()
    first = ReplicaFirst(replica, replica, most_seconds=1.0)  # type: ignore[arg-type]
    await first.open()
    await _close_and_cancel(first, loops)
    assert replica.are_closed


async def _close_and_cancel(opened: BatchReader | ReplicaFirst, loops: int) -> None:
    closing = asyncio.create_task(opened.close())
    for _ in range(loops):
        await asyncio.sleep(0)
    closing.cancel()
    await asyncio.wait([closing])
