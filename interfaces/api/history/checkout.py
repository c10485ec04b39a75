"""The endpoints about one checkout."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from fastapi import Request, Response

from application.history.inquiries import Inquiries, Subject, VersionStamp
from domain.refusals import CheckoutNotFound
from interfaces.api.history import translate, wire
from interfaces.api.history.access_log import AccessRecorder
from interfaces.api.history.audit_query import CHECKOUT_ID
from interfaces.api.history.auth import Reader
from interfaces.api.history.memento import (
    ACCEPT_DATETIME,
    LINK_FORMAT,
    accepted_as_of,
    links,
    memento_headers,
    timemap,
)
from interfaces.api.history.query_reader import QueryReader
from interfaces.http.request.as_of import AT, MAY_CHANGE, VERSION, selected_as_of, with_caching
from interfaces.http.request.headers import etag, is_unchanged
from interfaces.http.request.media_types import acceptable

JSON = "application/json"


class CheckoutHistory:
    """One method for each endpoint. Each appends to the access log before it answers."""

    def __init__(
        self, inquiries: Inquiries, recorder: AccessRecorder, clock: Callable[[], datetime]
    ) -> None:
        self._inquiries = inquiries
        self._recorder = recorder
        self._clock = clock

    async def state(self, request: Request, reader: Reader) -> Response:
        """The current state, or the state at a version, at an instant, or at Accept-Datetime."""
        subject = _subject(request, reader)
        QueryReader(request, (VERSION, AT)).raise_faults()
        named = selected_as_of(request)
        as_of = named or accepted_as_of(request, self._clock())
        found = await self._inquiries.state(subject, as_of)
        await self._recorder.keep(request, reader, "read state", subject.checkout_id)
        state = with_caching(request, found.checkout, is_settled=found.is_settled)
        headers = state.headers | {"Link": links(found)}
        if named is None:
            headers["Vary"] = ACCEPT_DATETIME
        if as_of is not None:
            headers |= memento_headers(found)
        if state.is_unchanged:
            return Response(status_code=304, headers=headers)
        return _json(translate.state(found), headers)

    async def events(self, request: Request, reader: Reader) -> Response:
        """Every event with what it changed."""
        subject = _subject(request, reader)
        QueryReader(request, ()).raise_faults()
        history = await self._inquiries.events(subject)
        await self._recorder.keep(request, reader, "read events", subject.checkout_id)
        headers = _etag_header(history[-1].event.originator_version)
        if is_unchanged(request, history[-1].event.originator_version):
            return Response(status_code=304, headers=headers)
        return _json(await asyncio.to_thread(translate.events, history), headers)

    async def versions(self, request: Request, reader: Reader) -> Response:
        """The versions as JSON, or as a TimeMap in link format where Accept prefers it."""
        subject = _subject(request, reader)
        QueryReader(request, ()).raise_faults()
        media_type = acceptable(request, (JSON, LINK_FORMAT))
        stamps = await self._inquiries.versions(subject)
        await self._recorder.keep(request, reader, "read versions", subject.checkout_id)
        return _versions(subject.checkout_id, stamps, media_type)

    async def difference(self, request: Request, reader: Reader) -> Response:
        """The changes from one version or instant to another, or to the current state."""
        subject = _subject(request, reader)
        parameters = QueryReader(request, ("from", "to"))
        before, after = parameters.as_of("from"), parameters.as_of("to")
        if not request.query_params.getlist("from"):
            parameters.add_fault("from", "is required: a version (3) or an instant")
        parameters.raise_faults()
        assert before is not None
        found = await self._inquiries.difference(subject, before, after)
        await self._recorder.keep(request, reader, "read difference", subject.checkout_id)
        return _json(translate.difference(subject.checkout_id, found), _UNTAGGED)

    async def blame(self, request: Request, reader: Reader) -> Response:
        """The event that set each field of the current or of a past state."""
        subject = _subject(request, reader)
        QueryReader(request, (VERSION, AT)).raise_faults()
        found = await self._inquiries.blame(subject, selected_as_of(request))
        await self._recorder.keep(request, reader, "read blame", subject.checkout_id)
        return _json(translate.blame(subject.checkout_id, found), _UNTAGGED)

    async def refusals(self, request: Request, reader: Reader) -> Response:
        """The refused commands of the checkout."""
        subject = _subject(request, reader)
        QueryReader(request, ()).raise_faults()
        found = await self._inquiries.refusals(subject)
        await self._recorder.keep(request, reader, "read refusals", subject.checkout_id)
        return _json(translate.refusals(found), _UNTAGGED)

    async def timeline(self, request: Request, reader: Reader) -> Response:
        """Events and refusals in one order, by request."""
        subject = _subject(request, reader)
        QueryReader(request, ()).raise_faults()
        found = await self._inquiries.timeline(subject)
        await self._recorder.keep(request, reader, "read timeline", subject.checkout_id)
        shape = await asyncio.to_thread(translate.timeline, subject.checkout_id, found)
        return _json(shape, _UNTAGGED)

    async def deliveries(self, request: Request, reader: Reader) -> Response:
        """The webhooks of the checkout, with every attempt to deliver them."""
        subject = _subject(request, reader)
        QueryReader(request, ()).raise_faults()
        found = await self._inquiries.deliveries(subject)
        await self._recorder.keep(request, reader, "read deliveries", subject.checkout_id)
        return _json(translate.deliveries(found), _UNTAGGED)


_UNTAGGED = {"Cache-Control": MAY_CHANGE}


def _subject(request: Request, reader: Reader) -> Subject:
    checkout_id: str = request.path_params["checkout_id"]
    if not CHECKOUT_ID.fullmatch(checkout_id):
        # PostgreSQL refuses U+0000 in text.
        raise CheckoutNotFound(checkout_id=checkout_id[:100])
    return Subject(checkout_id=checkout_id, merchants=reader.merchants)


def _etag_header(version: int) -> dict[str, str]:
    return {"ETag": etag(version), **_UNTAGGED}


def _versions(checkout_id: str, stamps: list[VersionStamp], media_type: str) -> Response:
    # No ETag: one version has two representations, and a strong tag may not be the same for both.
    headers = {"Vary": "Accept", **_UNTAGGED}
    if media_type == JSON:
        return _json(translate.versions(checkout_id, stamps), headers)
    return Response("".join(timemap(checkout_id, stamps)), headers=headers, media_type=LINK_FORMAT)


def _json(shape: wire.Shape, headers: dict[str, str]) -> Response:
    return Response(wire.encode(shape), headers=headers, media_type=JSON)
