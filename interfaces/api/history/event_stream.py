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
from interfaces.api.history.translate import trail_event
from interfaces.runtime.shutdown import Shutdown

EVENT_STREAM = "text/event-stream"
_RECONNECT_MS = 2000
_KEEP_ALIVE = b": nothing new\n\n"
_log = logging.getLogger("tillroll.http.history")


async def as_server_sent_events(
    news: AsyncGenerator[Sequence[AuditEntry], None], *, after: int, ending: Shutdown
) -> AsyncGenerator[bytes, None]:
    """The stream of what follows position `after`.

    It begins with that position as an id of its own, so that a client that is cut off before the first event comes back
    to the same place. It ends when the server does and when the store is away; the client comes back by itself.
    """
    yield f"retry: {_RECONNECT_MS}\nid: {after}\n\n".encode()
    async with contextlib.aclosing(news), contextlib.aclosing(_until(ending, news)) as arriving:
        try:
            async for entries in arriving:
                yield b"".join(map(_event, entries)) or _KEEP_ALIVE
        except StoreUnavailable as error:
            _log.warning("a stream of events ends: %s", error)


async def _until(
    ending: Shutdown, news: AsyncIterator[Sequence[AuditEntry]]
) -> AsyncGenerator[Sequence[AuditEntry], None]:
    ended = asyncio.ensure_future(ending.wait())
    try:
        while True:
            upcoming = asyncio.ensure_future(_next(news))
            try:
                await asyncio.wait({upcoming, ended}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                # The server shuts down or the client is gone: nothing awaits this task.
                if not upcoming.done():
                    upcoming.cancel()
                    await asyncio.wait({upcoming})
            if upcoming.cancelled():
                return
            entries = upcoming.result()
            if entries is None or ended.done():
                return
            yield entries
    finally:
        ended.cancel()


async def _next(news: AsyncIterator[Sequence[AuditEntry]]) -> Sequence[AuditEntry] | None:
    return await anext(news, None)


def _event(entry: AuditEntry) -> bytes:
    return b"id: %d\ndata: %b\n\n" % (entry.position, wire.encoded(trail_event(entry)))
