"""A connection that limits the size and the duration of request heads, which uvicorn limits neither way.

An incomplete head cannot be answered, so the connection is closed.
"""

import asyncio
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from interfaces.serving.write_buffer import WriteBuffer

LARGEST_HEAD = 256 * 1024
HEAD_WITHIN_SECONDS = 30.0


class BoundedHeadProtocol(HttpToolsProtocol):
    """Close the connection when a head is larger than 256 KiB or takes longer than 30 seconds."""

    _is_open = False
    _size = 0
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Start the time limit, which also covers a connection on which nothing is sent."""
        # WriteBuffer forwards every other attribute, so it works as a transport.
        buffered = cast("asyncio.Transport", WriteBuffer(transport, self.loop))
        super().connection_made(buffered)
        self._start_timer()

    def connection_lost(self, exc: Exception | None) -> None:
        """Cancel the time limit."""
        self._cancel_timer()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """Note the start of a head."""
        self._is_open = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Note the end of the head and cancel its time limit."""
        self._is_open = False
        if self._deadline is not None:
            self._cancel_timer()
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Check the limits of a head that did not arrive in one piece."""
        super().data_received(data)
        if not self._is_open:
            self._size = 0
            return
        self._size += len(data)
        if self._size > LARGEST_HEAD:
            self.transport.close()
        elif self._deadline is None:
            self._start_timer()

    def _start_timer(self) -> None:
        self._deadline = self.loop.call_later(HEAD_WITHIN_SECONDS, self._close_late)

    def _cancel_timer(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _close_late(self) -> None:
        self._deadline = None
        self.transport.close()
