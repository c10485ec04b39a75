"""A connection that limits the size and the duration of request heads, which uvicorn limits neither way.

An incomplete head cannot be answered, so the connection is closed. So is one on which the body of an answered request
does not end or has a large rest, and one on which more requests wait than are allowed. A head must have one Host (RFC
9112 §3.2), or the answer is 400.
"""

import asyncio
from collections import deque
from typing import Any, Final, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from interfaces.runtime.clock_and_ids import new_id
from interfaces.serving.write_buffer import WriteBuffer

_MALFORMED: Final = (
    b"HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"x-request-id: %b\r\ncontent-length: %d\r\nconnection: close\r\n\r\n%b"
)
LARGEST_HEAD = 256 * 1024
MOST_BYTES_OF_HEADS = 32 * 1024 * 1024
"""The bytes of incomplete heads that one process holds for all connections."""
HEAD_WITHIN_SECONDS = 30.0
MOST_SURPLUS = 64 * 1024
"""The bytes of a body that are read and dropped after the answer to its request."""
CLOSED_AFTER_SECONDS = 1.0
"""The time for which a client with a larger rest may read the answer (a lingering close, RFC 9112 §9.6)."""
MOST_WAITING = 16
"""The requests of a connection that wait for the answer to an earlier one (pipelining, RFC 9112 §9.3.2).

uvicorn parses all that arrive in one piece, thousands in 256 KB, and holds about 2 KB for each. Browsers send none.
"""


class HostMissing(Exception):
    """The head has no Host, or more than one. The server answers 400, as to any malformed head."""


class TooManyWaiting(Exception):
    """A connection has sent more requests than may wait. The parser stops, and the connection is closed."""


class BoundedHeadProtocol(HttpToolsProtocol):
    """Close the connection when a head is larger than 256 KiB or takes longer than 30 seconds.

    `held` is the number of bytes of incomplete heads of all connections.
    """

    held = 0
    _is_open = False
    _size = 0
    _surplus = 0
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Start the time limit, which also covers a connection on which nothing is sent."""
        # WriteBuffer forwards every other attribute, so it works as a transport.
        buffered = cast("asyncio.Transport", WriteBuffer(transport, self.loop))
        super().connection_made(buffered)
        self._earlier: deque[RequestResponseCycle] = deque(maxlen=1 + MOST_WAITING)
        self._start_timer()

    def connection_lost(self, exc: Exception | None) -> None:
        """Cancel the time limit, and tell each request of the connection; uvicorn tells only the latest one."""
        self._cancel_timer()
        self._forget_head()
        for cycle in self._earlier:
            if not cycle.response_complete:
                cycle.disconnected = True
                cycle.message_event.set()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """Note the start of a head. Raises TooManyWaiting, which ends the parsing."""
        if len(self.pipeline) >= MOST_WAITING:
            raise TooManyWaiting
        self._is_open = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Note the end of the head and cancel its time limit. Raises HostMissing, which the parser answers with 400."""
        self._is_open = False
        self._surplus = 0
        if self._deadline is not None:
            self._cancel_timer()
        hosts = 0
        for name, _ in self.headers:
            if name == b"host":
                hosts += 1
        if hosts != 1 and (hosts or self.parser.get_http_version() != "1.0"):
            raise HostMissing
        earlier: RequestResponseCycle | None = self.cycle
        if earlier is not None and not earlier.response_complete:
            self._earlier.append(earlier)
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Check the limits of a head that did not arrive in one piece."""
        super().data_received(data)
        if not self._is_open:
            if self._size:
                self._forget_head()
            # These bytes belong to the body of a request that is answered already. uvicorn drops them, and has no time
            # limit for them. Bytes that end such a body have one too, which the next request cancels.
            cycle: Any = self.cycle  # None before the first head, which its type does not say
            if cycle is not None and cycle.response_complete:
                self._drop_surplus(len(data))
            return
        self._size += len(data)
        BoundedHeadProtocol.held += len(data)
        if self._size > LARGEST_HEAD or BoundedHeadProtocol.held > MOST_BYTES_OF_HEADS:
            self.transport.close()
        elif self._deadline is None:
            self._start_timer()

    def _drop_surplus(self, size: int) -> None:
        """Count bytes that nothing reads. Too many of them are not received any more, and the connection ends."""
        self._surplus += size
        if self._surplus > MOST_SURPLUS:
            self.transport.pause_reading()
            self._cancel_timer()
            self._deadline = self.loop.call_later(CLOSED_AFTER_SECONDS, self._close_late)
        elif self._deadline is None:
            self._start_timer()

    def send_400_response(self, msg: str) -> None:
        """Answer 400 and close. While requests wait, only close: the client would take it for an earlier answer."""
        if self.pipeline:
            self.transport.close()
        else:
            # Its head was not read, so the id is a new one.
            self.transport.write(_MALFORMED % (new_id().encode(), len(msg), msg.encode("ascii")))
            self.transport.close()

    def _forget_head(self) -> None:
        BoundedHeadProtocol.held -= self._size
        self._size = 0

    def _start_timer(self) -> None:
        self._deadline = self.loop.call_later(HEAD_WITHIN_SECONDS, self._close_late)

    def _cancel_timer(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _close_late(self) -> None:
        self._deadline = None
        self.transport.close()
