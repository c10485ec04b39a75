"""What all streams of server-sent events share (https://html.spec.whatwg.org/multipage/server-sent-events.html).

The id of an event is its position in the audit log. A client that reconnects with `Last-Event-ID` misses nothing and
gets nothing twice. A browser's EventSource does that by itself.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from typing import Final

from application.ports.audit_log import AuditEntry
from application.ports.event_store import StoreUnavailable
from interfaces.runtime.shutdown import Shutdown

EVENT_STREAM: Final = "text/event-stream"
LAST_EVENT_ID: Final = "Last-Event-ID"
KEEP_ALIVE: Final = b": nothing new\n\n"
HEADERS: Final[Mapping[str, str]] = {
    "Cache-Control": "private, no-store",
    "X-Accel-Buffering": "no",
}
"""No cache keeps a stream, and no proxy collects it."""
_RECONNECT_MS = 2000
_log = logging.getLogger("tillroll.http.history")


def first_block(after: int) -> bytes:
    """Return the block that a stream begins with: when to reconnect, and the position that it begins after.

    A client that is cut off before the first event reconnects at the same position.
    """
    return f"retry: {_RECONNECT_MS}\nid: {after}\n\n".encode()


async def until_end(
    news: AsyncGenerator[Sequence[AuditEntry], None], shutdown: Shutdown
) -> AsyncGenerator[Sequence[AuditEntry], None]:
    """Yield `news` until shutdown or until the store is unavailable, and close them. The client then reconnects."""
    async with contextlib.aclosing(news), contextlib.aclosing(_until(shutdown, news)) as arriving:
        try:
            async for entries in arriving:
                yield entries
        except StoreUnavailable as error:
            _log.warning("a stream of events ends: %s", error)


async def _until(
    shutdown: Shutdown, news: AsyncIterator[Sequence[AuditEntry]]
) -> AsyncGenerator[Sequence[AuditEntry], None]:
    stopped = asyncio.ensure_future(shutdown.wait())
    try:
        while True:
            upcoming = asyncio.ensure_future(_next(news))
            try:
                await asyncio.wait({upcoming, stopped}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                # The server shuts down or the client is gone: nothing awaits this task.
                if not upcoming.done():
                    upcoming.cancel()
                    await asyncio.wait({upcoming})
            if upcoming.cancelled():
                return
            entries = upcoming.result()
            if entries is None or stopped.done():
                return
            yield entries
    finally:
        stopped.cancel()


async def _next(news: AsyncIterator[Sequence[AuditEntry]]) -> Sequence[AuditEntry] | None:
    return await anext(news, None)
