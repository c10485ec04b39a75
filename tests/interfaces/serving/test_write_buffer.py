"""What is written in one turn of the event loop is sent together, in order, and nothing is held back for long."""

import asyncio
from collections.abc import Iterable

import pytest

from interfaces.serving.write_buffer import WriteBuffer


class Wire(asyncio.Transport):
    """A transport that remembers what it was given to send."""

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
def wire() -> Wire:
    return Wire()


async def test_a_turn_of_the_loop_is_sent_together(wire: Wire) -> None:
    """A head and its body are one; what comes in a later turn is another."""
    gathered = WriteBuffer(wire, asyncio.get_running_loop())
    gathered.write(b"head ")
    gathered.write(b"body")
    assert wire.sent == []
    await asyncio.sleep(0)
    gathered.write(b"more")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert wire.sent == [b"head body", b"more"]


async def test_large_amounts_do_not_wait(wire: Wire) -> None:
    """Whoever writes on and on without a pause fills the transport, which says so, and not our memory."""
    gathered = WriteBuffer(wire, asyncio.get_running_loop())
    for _ in range(3):
        gathered.write(bytes(40_000))
    assert [len(sent) for sent in wire.sent] == [80_000]
    await asyncio.sleep(0)
    assert [len(sent) for sent in wire.sent] == [80_000, 40_000]


async def test_closing_sends_what_was_written(wire: Wire) -> None:
    """Before the connection ends, and once."""
    gathered = WriteBuffer(wire, asyncio.get_running_loop())
    gathered.write(b"last words")
    gathered.close()
    assert (wire.sent, wire.is_closed) == ([b"last words"], True)
    await asyncio.sleep(0)
    assert wire.sent == [b"last words"]


async def test_a_client_that_has_gone_is_sent_nothing(wire: Wire) -> None:
    """A connection that broke between writing and sending is no error."""
    gathered = WriteBuffer(wire, asyncio.get_running_loop())
    gathered.write(b"hello?")
    wire.abort()
    await asyncio.sleep(0)
    assert wire.sent == []


async def test_all_else_is_the_connections(wire: Wire) -> None:
    """Who is at the other end, for one."""
    gathered = WriteBuffer(wire, asyncio.get_running_loop())
    assert gathered.get_extra_info("peername") == ("192.0.2.1", 5000)
