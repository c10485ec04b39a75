"""Combine the writes of one iteration of the event loop.

The server writes the head and the body of a response separately, and each write is a system call and a packet.
Combined, they are one.
"""

import asyncio
from typing import Any

_FORWARD_AT_BYTES = 64 * 1024


class WriteBuffer:
    """A transport that forwards its writes in the next iteration of the event loop, and everything else at once.

    64 KiB and more are forwarded at once, so that flow control reports a slow client to the writer.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._written: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> None:
        """Queue data to be sent."""
        if not self._written:
            self._loop.call_soon(self._forward)
        self._written.append(data)
        self._size += len(data)
        if self._size >= _FORWARD_AT_BYTES:
            self._forward()

    def close(self) -> None:
        """Forward the queued data and close the transport."""
        self._forward()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def _forward(self) -> None:
        written, self._written, self._size = self._written, [], 0
        # The client may be gone.
        if written and not self._transport.is_closing():
            self._transport.writelines(written)
