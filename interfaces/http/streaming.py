"""Responses that are generated while they are sent."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from fastapi.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from interfaces.http.pipeline.head_requests import is_head

PIECE_BYTES: Final = 64 * 1024
T = TypeVar("T")
_log = logging.getLogger("tillroll.http")


class Streamed(StreamingResponse):
    """A streamed response that closes its sources as soon as it is sent or the client disconnects.

    `parts` reads from `sources`. They are closed after `parts`, in order, even if nothing was read from `parts`. An
    error while sending breaks the connection, so that the response does not look complete. A disconnect is logged and
    is not an error. For HEAD, the headers are sent and no part is generated.
    """

    def __init__(
        self,
        parts: AsyncGenerator[bytes, None],
        *,
        media_type: str,
        headers: Mapping[str, str],
        sources: Sequence[AsyncIterator[object]] = (),
        on_end: Callable[[], None] | None = None,
    ) -> None:
        """`on_end` is called when everything is closed."""
        super().__init__(parts, media_type=media_type, headers=headers)
        self._closed_in_the_end = (parts, *sources)
        self._on_end = on_end

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the response, and close its sources."""
        async with contextlib.AsyncExitStack() as stack:
            if self._on_end is not None:
                stack.callback(self._on_end)
            for each in reversed(self._closed_in_the_end):
                if isinstance(each, AsyncGenerator):
                    stack.push_async_callback(each.aclose)
            if is_head(scope):
                await send(self._start())
                await send({"type": "http.response.body", "body": b"", "more_body": False})
            else:
                await self._send_until_the_client_leaves(receive, send)

    async def stream_response(self, send: Send) -> None:
        """Send the parts in pieces of PIECE_BYTES, so that flow control counts what a slow client leaves unread."""
        await send(self._start())
        async for part in self.body_iterator:
            assert isinstance(part, bytes)
            for piece in _pieces(part):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _start(self) -> Message:
        return {
            "type": "http.response.start",
            "status": self.status_code,
            "headers": self.raw_headers,
        }

    async def _send_until_the_client_leaves(self, receive: Receive, send: Send) -> None:
        # Each task is cancelled once. Starlette's task group cancels again at every `await`, also in the cleanup of
        # a generator, which then is still running when it is closed.
        sending = asyncio.create_task(self.stream_response(send))
        listening = asyncio.create_task(self.listen_for_disconnect(receive))
        try:
            await asyncio.wait({sending, listening}, return_when=asyncio.FIRST_COMPLETED)
            has_left = not sending.done()
        finally:
            sending.cancel()
            listening.cancel()
            await asyncio.gather(sending, listening, return_exceptions=True)
        if has_left:
            _log.info("the client left before the end of the answer")
        else:
            sending.result()


async def fetch_first(items: AsyncIterator[T]) -> AsyncGenerator[T, None]:
    """Fetch the first of `items`, so that an early error is raised before the response begins; yield all of them.

    Closing the result does not close `items`.
    """
    first = await anext(items, None)
    return _with_first(first, items)


async def close_after(items: AsyncIterator[T]) -> AsyncGenerator[T, None]:
    """Yield `items`, and close them as soon as this generator is closed."""
    try:
        async for item in items:
            yield item
    finally:
        if isinstance(items, AsyncGenerator):
            await items.aclose()


def _pieces(part: bytes) -> Iterator[bytes]:
    if len(part) <= PIECE_BYTES:
        yield part
        return
    for start in range(0, len(part), PIECE_BYTES):
        yield part[start : start + PIECE_BYTES]


async def _with_first(first: T | None, items: AsyncIterator[T]) -> AsyncGenerator[T, None]:
    if first is None:
        return
    yield first
    # The first item may be large, and the rest may take long.
    del first
    async for item in items:
        yield item
