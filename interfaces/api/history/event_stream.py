"""New events as server-sent events, each with the shape that a page of events has."""

import contextlib
from collections.abc import AsyncGenerator, Sequence

from application.ports.audit_log import AuditEntry
from interfaces.api.history import wire
from interfaces.api.history.translate import audit_event
from interfaces.api.readers.event_stream import KEEP_ALIVE, first_block, until_end
from interfaces.runtime.shutdown import Shutdown


async def as_server_sent_events(
    news: AsyncGenerator[Sequence[AuditEntry], None], *, after: int, shutdown: Shutdown
) -> AsyncGenerator[bytes, None]:
    """Yield the events after position `after` as server-sent events, until shutdown or the store is unavailable."""
    yield first_block(after)
    async with contextlib.aclosing(until_end(news, shutdown)) as arriving:
        async for entries in arriving:
            yield b"".join(map(_event, entries)) or KEEP_ALIVE


def _event(entry: AuditEntry) -> bytes:
    return b"id: %d\ndata: %b\n\n" % (entry.position, wire.encode(audit_event(entry)))
