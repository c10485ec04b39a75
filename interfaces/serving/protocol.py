"""A connection whose requests' heads are bounded in size and in time; the server itself bounds neither.

There is no answer yet that a head which never ends could be given, so that the connection is closed.
"""

import asyncio
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from interfaces.serving.write_buffer import WriteBuffer

LARGEST_HEAD = 256 * 1024
HEAD_WITHIN_SECONDS = 30.0


class BoundedHeadProtocol(HttpToolsProtocol):
    """Closes the connection on a head that is too large, or is not there in time."""

    _is_open = False
    _size = 0
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """A connection on which nothing is ever sent has as long as a head has."""
        # It is one in all that the server asks of it.
        gathered = cast("asyncio.Transport", WriteBuffer(transport, self.loop))
        super().connection_made(gathered)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._come()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """A head begins."""
        self._is_open = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """It is there."""
        self._is_open = False
        if self._deadline is not None:
            self._come()
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Only a head that did not come in one piece is looked at."""
        super().data_received(data)
        if not self._is_open:
            self._size = 0
            return
        self._size += len(data)
        if self._size > LARGEST_HEAD:
            self.transport.close()
        elif self._deadline is None:
            self._wait()

    def _wait(self) -> None:
        self._deadline = self.loop.call_later(HEAD_WITHIN_SECONDS, self._give_up)

    def _come(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        self.transport.close()
