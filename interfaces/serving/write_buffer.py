"""Sends what is written in one turn of the event loop together.

The server writes the head of an answer and its body one after the other, and each write is a system call at once, a
packet of its own, and for the client another turn of its loop. Together they are one.
"""

import asyncio
from typing import Any

_AT_ONCE = 64 * 1024


class WriteBuffer:
    """A transport that passes on what was written when the event loop comes round again; all else is the inner one's.

    What is written in large amounts is passed on at once, so that whoever writes it hears when the client is slow.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._written: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> None:
        """Takes data that is to be sent next."""
        if not self._written:
            self._loop.call_soon(self._pass_on)
        self._written.append(data)
        self._size += len(data)
        if self._size >= _AT_ONCE:
            self._pass_on()

    def close(self) -> None:
        """Closes once everything is sent."""
        self._pass_on()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def _pass_on(self) -> None:
        written, self._written, self._size = self._written, [], 0
        # There is nobody to send it to once the client has gone.
        if written and not self._transport.is_closing():
            self._transport.writelines(written)
