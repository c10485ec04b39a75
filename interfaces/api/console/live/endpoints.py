"""The event stream of a session, and the page that lists new events."""

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import ExitStack, aclosing
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fastapi import Request, Response

from application.ports.audit_log import AuditEntry, AuditFilter, AuditLog
from application.ports.event_store import StoreUnavailable
from domain.refusals import CheckoutNotFound
from interfaces.api.console.access.sessions import ConsoleSessions, SignedIn
from interfaces.api.console.live.followed import Followed, read_followed
from interfaces.api.console.live.news import SESSION_ENDED, News
from interfaces.api.console.pages import Pages, format_for
from interfaces.api.console.policy import with_policy
from interfaces.api.console.text.phrases import phrase
from interfaces.api.console.text.values import ReaderFormat
from interfaces.api.console.views.searches.events import event_rows
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.event_stream import (
    EVENT_STREAM,
    HEADERS,
    KEEP_ALIVE,
    first_block,
    until_end,
)
from interfaces.api.readers.stream_limit import StreamLimit
from interfaces.http.errors.request_errors import InvalidQuery
from interfaces.http.request.as_of import query_fault
from interfaces.http.streaming import Streamed, close_after
from interfaces.runtime.live import Live
from interfaces.runtime.shutdown import Shutdown

PATH: Final = "/console/live"
MOST_MISSED: Final = 5000


@dataclass(frozen=True)
class Streams:
    """What ends the endless answers of this process: its shutdown, and the limit for each key."""

    limit: StreamLimit
    shutdown: Shutdown


class LiveEndpoints:
    """One method for each endpoint. `merchants` are the names of the merchants by their ids."""

    def __init__(
        self,
        *,
        pages: Pages,
        recorder: AccessRecorder,
        audit_log: AuditLog,
        sessions: ConsoleSessions,
        streams: Streams,
        merchants: Live[Mapping[str, str]],
        clock: Callable[[], datetime],
    ) -> None:
        self._pages = pages
        self._recorder = recorder
        self._audit_log = audit_log
        self._sessions = sessions
        self._streams = streams
        self._merchants = merchants
        self._clock = clock

    async def page(self, request: Request, signed_in: SignedIn) -> Response:
        """The page on which new events appear, once its reader has started it."""
        async with self._recorder.record(request, signed_in.reader, "open live"):
            pass
        return self._pages.respond(
            request, "live.html", title=phrase("Live"), as_json="/history/stream"
        )

    async def stream(self, request: Request, signed_in: SignedIn) -> Response:
        """New events as server-sent events, until the session ends, its key changes, or the server shuts down."""
        reader = signed_in.reader
        with ExitStack() as stack:
            followed = read_followed(request)
            only = next(iter(followed.checkouts)) if len(followed.checkouts) == 1 else None
            named = None if followed.is_all else only
            async with self._recorder.record(request, reader, "follow events", named):
                stack.callback(self._streams.limit.take(reader.name))
                newest = await self._newest(followed, reader.merchants)
                position = (await self._audit_log.status()).position
            after = position if followed.after is None else followed.after
            if after > position:
                raise InvalidQuery((query_fault("after", "is beyond the newest event"),))
            # A browser that slept for long is not sent all that it missed: its pages ask for the newest version.
            after = max(after, position - MOST_MISSED)
            on_end = stack.pop_all().close
        parts = self._parts(request, signed_in, followed, newest, after)
        response = Streamed(parts, media_type=EVENT_STREAM, headers=HEADERS, on_end=on_end)
        return with_policy(response)

    async def _newest(
        self, followed: Followed, merchants: tuple[str, ...] | None
    ) -> dict[str, int]:
        """Return the newest versions of the followed checkouts. Raises CheckoutNotFound if there is none of them."""
        ids = tuple(followed.checkouts)
        own = AuditFilter(merchants=merchants)
        found = await self._audit_log.newest_of(ids, own) if ids else ()
        if not found and not followed.is_all:
            raise CheckoutNotFound(checkout_id=ids[0])
        return {each.checkout_id: each.version for each in found}

    async def _parts(
        self,
        request: Request,
        signed_in: SignedIn,
        followed: Followed,
        newest: Mapping[str, int],
        after: int,
    ) -> AsyncGenerator[bytes, None]:
        form = format_for(request)

        def render(entries: Sequence[AuditEntry]) -> str:
            return self._render(entries, form)

        news = News(followed, render, self._clock)
        yield first_block(after)
        yield news.start(after, newest)
        events = self._audit_log.follow(followed.events(signed_in.reader.merchants), after=after)
        arriving = until_end(close_after(events), self._streams.shutdown)
        async with aclosing(arriving):
            async for entries in arriving:
                # Before anything is sent: the reader may have lost the right to it.
                match await self._end_of(signed_in):
                    case None:
                        yield news.encode(entries) if entries else KEEP_ALIVE
                    case end:
                        yield end
                        return

    async def _end_of(self, signed_in: SignedIn) -> bytes | None:
        """Return the last block of a stream that must end now; empty if its page may reconnect; None if it goes on."""
        try:
            if await self._sessions.has_ended(signed_in):
                return SESSION_ENDED
        except StoreUnavailable:
            return b""
        return None if self._sessions.has_same_rights(signed_in) else b""

    def _render(self, entries: Sequence[AuditEntry], form: ReaderFormat) -> str:
        rows = event_rows(entries, self._merchants.now, form)
        return self._pages.fragment("_event_rows.html", form.language, rows=rows)
