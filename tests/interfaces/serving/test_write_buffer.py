"""The write buffer sends the data of one event loop iteration together and in order, without further delay."""

import asyncio
from collections.abc import Iterable

import pytest

from interfaces.serving.write_buffer import WriteBuffer


class RecordingTransport(asyncio.Transport):
    """A transport that records the data it is given to send."""

    def __init__(self) -> None:
        super().__init__({"peername": ("192.0.2.1", 5000)})
        self.sent: list[bytes] = []
        self.is_closed = False

    def writelines(self, list_of_data: Iterable[bytes | bytearray | memoryview]) -> None:
        if self.is_closed:
            raise RuntimeError("closed")
        self.sent.append(b"".join(list_of_data))

    def is_closing(self) -> bool:
        return self.is_closed

    def close(self) -> None:
        self.is_closed = True

    abort = close


@pytest.fixture
def transport() -> RecordingTransport:
    return RecordingTransport()


async def test_one_iteration_is_sent_together(transport: RecordingTransport) -> None:
    """Writes of one event loop iteration are sent together, and later writes separately."""
    buffer = WriteBuffer(transport, asyncio.get_running_loop())
    buffer.write(b"head ")
    buffer.write(b"body")
    assert transport.sent == []
    await asyncio.sleep(0)
    buffer.write(b"more")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert transport.sent == [b"head body", b"more"]


async def test_large_amounts_are_sent_immediately(transport: RecordingTransport) -> None:
    """Data above the limit is passed to the transport at once, which applies back-pressure."""
    buffer = WriteBuffer(transport, asyncio.get_running_loop())
    for _ in range(3):
        buffer.write(bytes(40_000))
    assert [len(sent) for sent in transport.sent] == [80_000]
    await asyncio.sleep(0)
    assert [len(sent) for sent in transport.sent] == [80_000, 40_000]


async def test_closing_sends_buffered_data(transport: RecordingTransport) -> None:
    """Buffered data is sent exactly once, before the connection is closed."""
    buffer = WriteBuffer(transport, asyncio.get_running_loop())
    buffer.write(b"last words")
    buffer.close()
    assert (transport.sent, transport.is_closed) == ([b"last words"], True)
    await asyncio.sleep(0)
    assert transport.sent == [b"last words"]


async def test_nothing_is_sent_on_a_closed_connection(transport: RecordingTransport) -> None:
    """A connection that is closed between writing and sending raises no error."""
    buffer = WriteBuffer(transport, asyncio.get_running_loop())
    buffer.write(b"hello?")
    transport.abort()
    await asyncio.sleep(0)
    assert transport.sent == []


async def test_other_calls_are_passed_to_the_transport(transport: RecordingTransport) -> None:
    """For example, the peer name is that of the transport."""
    buffer = WriteBuffer(transport, asyncio.get_running_loop())
    assert buffer.get_extra_info("peername") == ("192.0.2.1", 5000)
