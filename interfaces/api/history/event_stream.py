"""New events as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html).

The id of each is its position in the audit log. A client that reconnects with `Last-Event-ID` misses nothing and
gets nothing twice. A browser's EventSource does that by itself.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Sequence

from application.ports.audit_log import AuditEntry
from application.ports.event_store import StoreUnavailable
from interfaces.api.history import wire
from interfaces.api.history.translate import audit_event
from interfaces.runtime.shutdown import Shutdown

EVENT_STREAM = "text/event-stream"
_RECONNECT_MS = 2000
_KEEP_ALIVE = b": nothing new\n\n"
_log = logging.getLogger("tillroll.http.history")


async def as_server_sent_events(
    news: AsyncGenerator[Sequence[AuditEntry], None], *, after: int, shutdown: Shutdown
) -> AsyncGenerator[bytes, None]:
    """Yield the events after position `after` as server-sent events.

    The first block has that position as its id, so a client that is cut off before the first event reconnects at the
    same position. The stream ends at shutdown and when the store is unavailable. The client then reconnects.
    """
    yield f"retry: {_RECONNECT_MS}\nid: {after}\n\n".encode()
    async with contextlib.aclosing(news), contextlib.aclosing(_until(shutdown, news)) as arriving:
        try:
            async for entries in arriving:
                yield b"".join(map(_event, entries)) or _KEEP_ALIVE
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


def _event(entry: AuditEntry) -> bytes:
    return b"id: %d\ndata: %b\n\n" % (entry.position, wire.encode(audit_event(entry)))
