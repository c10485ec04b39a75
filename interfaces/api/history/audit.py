"""The endpoints across all checkouts that a reader may see: search, export, event stream, access log."""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import ExitStack, aclosing
from dataclasses import replace

from fastapi import Request, Response

from application.history.inquiries import Inquiries, Subject
from application.persons.search import narrow_to_person, with_sealed_addresses
from application.persons.views import view_entries
from application.ports.access_log import AccessLog, StoredAccessEntry
from application.ports.audit_log import AuditEntry, AuditFilter, AuditLog
from application.ports.person_vault import PersonVault
from interfaces.api.history import translate, wire
from interfaces.api.history.audit_query import (
    AFTER,
    Search,
    read_access_query,
    read_search,
    read_stream_request,
)
from interfaces.api.history.errors import trail_behind
from interfaces.api.history.event_stream import as_server_sent_events
from interfaces.api.history.exports.lines import CSV, NDJSON, as_csv, as_ndjson
from interfaces.api.history.exports.parquet import PARQUET, as_parquet
from interfaces.api.history.paging import page_links, take_newest_page, take_page
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import Reader
from interfaces.api.readers.event_stream import EVENT_STREAM, HEADERS, LAST_EVENT_ID
from interfaces.api.readers.stream_limit import StreamLimit
from interfaces.api.readers.views import view_batches
from interfaces.http.errors.request_errors import InvalidQuery
from interfaces.http.request.as_of import MAY_CHANGE, query_fault
from interfaces.http.request.media_types import acceptable
from interfaces.http.streaming import Streamed, close_after, fetch_first
from interfaces.runtime.shutdown import Shutdown

JSON = "application/json"
_FORMATS = {CSV: as_csv, NDJSON: as_ndjson, PARQUET: as_parquet}
_FILE_NAMES = {CSV: "events.csv", NDJSON: "events.ndjson", PARQUET: "events.parquet"}
MEDIA_TYPES = (JSON, *_FORMATS)
_WAIT_SECONDS = 2.0


class AuditEndpoints:
    """One method for each endpoint. Each appends to the access log before it answers."""

    def __init__(
        self,
        *,
        audit_log: AuditLog,
        inquiries: Inquiries,
        access_log: AccessLog,
        recorder: AccessRecorder,
        shutdown: Shutdown,
        streams: StreamLimit,
        persons: PersonVault,
    ) -> None:
        self._persons = persons
        self._audit_log = audit_log
        self._inquiries = inquiries
        self._access_log = access_log
        self._recorder = recorder
        self._shutdown = shutdown
        self._streams = streams

    async def events(self, request: Request, reader: Reader) -> Response:
        """Answer a page of events, or all of them as a file."""
        media_type = acceptable(request, MEDIA_TYPES)
        if media_type != JSON:
            return await self._export(request, reader, media_type)
        async with self._recorder.record(request, reader, "search events"):
            search = read_search(request, reader, whole=False)
            if not await self._has_write(search, reader):
                return trail_behind(request)
            requested = search.page
            assert requested is not None
            found = await self._audit_log.page(
                await self._narrow(search, reader),
                after=requested.after,
                before=requested.before,
                limit=requested.one_more,
            )
            seen = await self._view(found.entries, reader)
        take = take_newest_page if search.is_newest_first else take_page
        entries, page = take(seen, requested, _position, is_cut=found.is_cut)
        headers = {
            "Link": page_links(request, page),
            "Vary": "Accept",
            "Cache-Control": MAY_CHANGE,
        }
        return Response(
            wire.encode(translate.audit_events(entries)), headers=headers, media_type=JSON
        )

    async def stream(self, request: Request, reader: Reader) -> Response:
        """Stream new events as server-sent events."""
        acceptable(request, (EVENT_STREAM,))
        with ExitStack() as stack:
            async with self._recorder.record(request, reader, "follow events"):
                stack.callback(self._streams.take(reader.name))
                wanted, after = read_stream_request(request, reader)
                status = await self._audit_log.status()
                if after is not None and after > status.newest:
                    name = LAST_EVENT_ID if LAST_EVENT_ID in request.headers else AFTER
                    raise InvalidQuery((query_fault(name, "is beyond the newest event"),))
                start = status.position if after is None else after
            on_end = stack.pop_all().close
        # A shopper's address is sealed, and differently in each checkout, so it is compared when it is opened.
        followed = self._audit_log.follow(replace(wanted, addresses=()), after=start)
        news = close_after(self._view_batches(followed, reader, wanted.addresses))
        parts = as_server_sent_events(news, after=start, shutdown=self._shutdown)
        return Streamed(parts, media_type=EVENT_STREAM, headers=HEADERS, on_end=on_end)

    async def reads(self, request: Request, reader: Reader) -> Response:
        """The access log, for auditors."""
        async with self._recorder.record(request, reader, "read readings"):
            reader.require_auditor()
            wanted, requested = read_access_query(request)
            found = await self._access_log.page(
                wanted, after=requested.after, before=requested.before, limit=requested.one_more
            )
        reads, page = take_page(found, requested, _access_position)
        headers = {"Link": page_links(request, page), "Cache-Control": MAY_CHANGE}
        return Response(wire.encode(translate.reads(reads)), headers=headers, media_type=JSON)

    async def _export(self, request: Request, reader: Reader, media_type: str) -> Response:
        with ExitStack() as stack:
            async with self._recorder.record(request, reader, f"export events as {media_type}"):
                stack.callback(self._streams.take(reader.name))
                search = read_search(request, reader, whole=True)
                if not await self._has_write(search, reader):
                    return trail_behind(request)
                wanted = await self._narrow(search, reader)
                stored = self._audit_log.all(wanted)
                entries = self._view_batches(stored, reader)
                batches = await fetch_first(entries)
            on_end = stack.pop_all().close
        headers = {
            "Content-Disposition": f'attachment; filename="{_FILE_NAMES[media_type]}"',
            "Vary": "Accept",
            "Cache-Control": "private, no-store",
        }
        return Streamed(
            _FORMATS[media_type](batches),
            media_type=media_type,
            headers=headers,
            sources=(batches, entries, stored),
            on_end=on_end,
        )

    async def _narrow(self, search: Search, reader: Reader) -> AuditFilter:
        """Return the filter with the checkouts of the person, and with the sealed forms of an address."""
        wanted = await narrow_to_person(search.wanted, self._persons, search.person)
        if not reader.sees_persons:
            return wanted
        return await with_sealed_addresses(wanted, self._persons)

    async def _view(self, entries: Sequence[AuditEntry], reader: Reader) -> list[AuditEntry]:
        return await view_entries(entries, self._persons, in_clear=reader.sees_persons)

    async def _view_batches(
        self,
        batches: AsyncIterator[Sequence[AuditEntry]],
        reader: Reader,
        addresses: Sequence[str] = (),
    ) -> AsyncGenerator[Sequence[AuditEntry], None]:
        """Yield each batch as the reader sees it; of these `addresses` only, if there are any."""
        views = view_batches(batches, self._persons, in_clear=reader.sees_persons)
        async with aclosing(views) as seen:
            async for entries in seen:
                yield [
                    each
                    for each in entries
                    if not addresses or each.provenance.address in addresses
                ]

    async def _has_write(self, search: Search, reader: Reader) -> bool:
        """Wait until the audit log has the caller's own write, if the search names one.

        Raises CheckoutNotFound and NoSuchVersion.
        """
        write = search.own_write
        if write is None:
            return True
        subject = Subject(checkout_id=write.checkout_id, merchants=reader.merchants)
        await self._inquiries.exists(subject, write.version)
        return await self._audit_log.wait_for(
            write.checkout_id, write.version, seconds=_WAIT_SECONDS
        )


def _position(entry: AuditEntry) -> int:
    return entry.position


def _access_position(entry: StoredAccessEntry) -> int:
    return entry.position
