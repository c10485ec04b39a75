"""The endpoints about one checkout."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from functools import partial

from fastapi import Request, Response

from application.history.inquiries import Inquiries, StateAt, Subject, VersionStamp
from application.history.windows.version_range import VersionRange
from application.history.windows.window_inquiries import WindowInquiries
from domain.refusals import CheckoutNotFound
from interfaces.api.history import translate, wire
from interfaces.api.history.audit_query import CHECKOUT_ID
from interfaces.api.history.memento import (
    ACCEPT_DATETIME,
    LINK_FORMAT,
    accepted_as_of,
    links,
    memento_headers,
    timemap,
)
from interfaces.api.history.query_reader import QueryReader
from interfaces.api.history.windows.window_documents import (
    events_document,
    field_document,
    timeline_document,
)
from interfaces.api.history.windows.window_links import field_links, window_links
from interfaces.api.history.windows.window_query import (
    ENTRIES,
    FIELD,
    FIELD_PAGE,
    WINDOW,
    read_entries,
    read_field,
    read_window,
)
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import Reader
from interfaces.api.readers.own_write import MUST_BE_OWN_WRITE, WAIT_FOR, own_write_from
from interfaces.http.errors.request_errors import InvalidQuery
from interfaces.http.large_answers import render
from interfaces.http.request.as_of import (
    AT,
    MAY_CHANGE,
    VERSION,
    query_fault,
    selected_as_of,
    with_caching,
)
from interfaces.http.request.headers import etag, is_unchanged
from interfaces.http.request.media_types import acceptable
from interfaces.http.request.proven_version import note_version

JSON = "application/json"


class CheckoutHistory:
    """One method for each endpoint. Each appends to the access log before it answers."""

    def __init__(
        self, inquiries: Inquiries, recorder: AccessRecorder, clock: Callable[[], datetime]
    ) -> None:
        self._inquiries = inquiries
        self._windows = WindowInquiries(inquiries)
        self._recorder = recorder
        self._clock = clock

    async def state(self, request: Request, reader: Reader) -> Response:
        """The current state, or the state at a version, at an instant, or at Accept-Datetime."""
        async with self._record(request, reader, "read state"):
            subject = subject_of(request, reader)
            QueryReader(request, (VERSION, AT, WAIT_FOR)).raise_faults()
            named = selected_as_of(request)
            as_of = named or accepted_as_of(request, self._clock())
            found = await self._inquiries.state(subject, as_of)
        note_version(request, found.checkout.id, found.checkout.version)
        state = with_caching(request, found.checkout, is_settled=found.is_settled)
        headers = state.headers | {"Link": links(found)}
        if named is None:
            headers["Vary"] = ACCEPT_DATETIME
        if as_of is not None:
            headers |= memento_headers(found)
        if state.is_unchanged:
            return Response(status_code=304, headers=headers)
        return await render(found.checkout, partial(_state_response, found, headers))

    async def events(self, request: Request, reader: Reader) -> Response:
        """Every event with what it changed, or those of a window of versions."""
        async with self._record(request, reader, "read events"):
            subject = subject_of(request, reader)
            parameters = QueryReader(request, (*WINDOW, WAIT_FOR))
            requested = read_window(parameters)
            parameters.raise_faults()
            if requested is not None:
                window = await self._windows.events(subject, requested)
                return await _in_window(request, window.versions, partial(events_document, window))
            history = await self._inquiries.events(subject)
        headers = _etag_header(history[-1].event.originator_version)
        if is_unchanged(request, history[-1].event.originator_version):
            return Response(status_code=304, headers=headers)
        return _json(await asyncio.to_thread(translate.events, history), headers)

    async def versions(self, request: Request, reader: Reader) -> Response:
        """The versions as JSON, or as a TimeMap in link format where Accept prefers it."""
        async with self._record(request, reader, "read versions"):
            subject = subject_of(request, reader)
            QueryReader(request, (WAIT_FOR,)).raise_faults()
            media_type = acceptable(request, (JSON, LINK_FORMAT))
            stamps = await self._inquiries.versions(subject)
        return _versions(subject.checkout_id, stamps, media_type)

    async def difference(self, request: Request, reader: Reader) -> Response:
        """The changes from one version or instant to another, or to the current state."""
        async with self._record(request, reader, "read difference"):
            subject = subject_of(request, reader)
            parameters = QueryReader(request, ("from", "to", WAIT_FOR))
            before, after = parameters.as_of("from"), parameters.as_of("to")
            if not request.query_params.getlist("from"):
                parameters.add_fault("from", "is required: a version (3) or an instant")
            parameters.raise_faults()
            assert before is not None
            found = await self._inquiries.difference(subject, before, after)
        return _json(translate.difference(subject.checkout_id, found), _UNTAGGED)

    async def blame(self, request: Request, reader: Reader) -> Response:
        """The event that set each field of the current or of a past state, or every value of one field."""
        async with self._record(request, reader, "read blame"):
            subject = subject_of(request, reader)
            parameters = QueryReader(request, (VERSION, AT, *FIELD_PAGE, WAIT_FOR))
            wanted = read_field(parameters)
            parameters.raise_faults()
            as_of = selected_as_of(request)
            if wanted is None:
                found = await self._inquiries.blame(subject, as_of)
                note_version(request, subject.checkout_id, found.mark.version)
                return _json(translate.blame(subject.checkout_id, found), _UNTAGGED)
            values = await self._windows.field_history(
                subject, wanted.pointer, as_of, before=wanted.before, limit=wanted.limit
            )
        note_version(request, subject.checkout_id, values.version)
        # After the record: which fields a state has was read.
        if values.field is None:
            fault = query_fault(FIELD, f"is not a field of version {values.version}")
            raise InvalidQuery((fault,))
        shape = field_document(subject.checkout_id, values, values.field.pointer)
        return _json(shape, {**field_links(request, values), **_UNTAGGED})

    async def refusals(self, request: Request, reader: Reader) -> Response:
        """The refused commands of the checkout."""
        async with self._record(request, reader, "read refusals"):
            subject = subject_of(request, reader)
            QueryReader(request, (WAIT_FOR,)).raise_faults()
            found = await self._inquiries.refusals(subject)
        return _json(translate.refusals(found), _UNTAGGED)

    async def timeline(self, request: Request, reader: Reader) -> Response:
        """Events, refusals and callbacks in one order, by request: all, or those of a window of versions."""
        async with self._record(request, reader, "read timeline"):
            subject = subject_of(request, reader)
            parameters = QueryReader(request, (*WINDOW, *ENTRIES, WAIT_FOR))
            requested, wanted = read_window(parameters), read_entries(parameters)
            parameters.raise_faults()
            if requested is not None:
                window = await self._windows.timeline(subject, requested, wanted)
                document = partial(timeline_document, subject.checkout_id, window)
                return await _in_window(request, window.versions, document)
            found = await self._inquiries.timeline(subject, wanted)
        shape = await asyncio.to_thread(translate.timeline, subject.checkout_id, found)
        return _json(shape, _UNTAGGED)

    async def deliveries(self, request: Request, reader: Reader) -> Response:
        """The webhooks of the checkout, with every attempt to deliver them."""
        async with self._record(request, reader, "read deliveries"):
            subject = subject_of(request, reader)
            QueryReader(request, (WAIT_FOR,)).raise_faults()
            found = await self._inquiries.deliveries(subject)
        return _json(translate.deliveries(found), _UNTAGGED)

    def _record(
        self, request: Request, reader: Reader, operation: str
    ) -> AbstractAsyncContextManager[None]:
        """Record the read of the checkout in the path. Text that is no id of a checkout is only in the target."""
        checkout_id: str = request.path_params["checkout_id"]
        is_id = CHECKOUT_ID.fullmatch(checkout_id) is not None
        return self._recorder.record(request, reader, operation, checkout_id if is_id else None)


_UNTAGGED = {"Cache-Control": MAY_CHANGE}


def subject_of(request: Request, reader: Reader) -> Subject:
    """Return the checkout in the path, for this reader, at least at the version in `wait_for`.

    Raises CheckoutNotFound for text that is no id, and InvalidQuery for a version of another checkout.
    """
    checkout_id: str = request.path_params["checkout_id"]
    if not CHECKOUT_ID.fullmatch(checkout_id):
        # PostgreSQL refuses U+0000 in text.
        raise CheckoutNotFound(checkout_id=checkout_id[:100])
    return Subject(
        checkout_id=checkout_id,
        merchants=reader.merchants,
        sees_persons=reader.sees_persons,
        at_least=_own_version(request, checkout_id),
    )


def _own_version(request: Request, checkout_id: str) -> int:
    """Return the version in `wait_for`, or 0."""
    sent = request.query_params.get(WAIT_FOR)
    if sent is None:
        return 0
    own_write = own_write_from(sent)
    if own_write is None:
        raise InvalidQuery((query_fault(WAIT_FOR, MUST_BE_OWN_WRITE),))
    if own_write.checkout_id != checkout_id:
        raise InvalidQuery((query_fault(WAIT_FOR, "must be a version of this checkout"),))
    return own_write.version


def _etag_header(version: int) -> dict[str, str]:
    return {"ETag": etag(version), **_UNTAGGED}


def _versions(checkout_id: str, stamps: list[VersionStamp], media_type: str) -> Response:
    # No ETag: one version has two representations, and a strong tag may not be the same for both.
    headers = {"Vary": "Accept", **_UNTAGGED}
    if media_type == JSON:
        return _json(translate.versions(checkout_id, stamps), headers)
    return Response("".join(timemap(checkout_id, stamps)), headers=headers, media_type=LINK_FORMAT)


async def _in_window(
    request: Request, versions: VersionRange, document: Callable[[], wire.Shape]
) -> Response:
    headers = {"Link": window_links(request, versions), **_UNTAGGED}
    return _json(await asyncio.to_thread(document), headers)


def _state_response(found: StateAt, headers: dict[str, str]) -> Response:
    return _json(translate.state(found), headers)


def _json(shape: wire.Shape, headers: dict[str, str]) -> Response:
    return Response(wire.encode(shape), headers=headers, media_type=JSON)
