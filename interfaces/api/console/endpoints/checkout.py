"""The page of one checkout, and the page of one of its events."""

import asyncio
import re
import shlex
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Final

from fastapi import Request, Response

from application.history.as_of import AsOf, AsOfVersion
from application.history.document import document
from application.history.finding.name_lookup import NameKind, NameLookup
from application.history.inquiries import Inquiries, StateAt, Subject
from application.history.timeline import ChangeDescription, RequestEntry
from domain.refusals import CheckoutNotFound, NoSuchVersion
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.pages import Pages, format_for
from interfaces.api.console.policy import see_other
from interfaces.api.console.text.labels import event_name
from interfaces.api.console.views.checkout import checkout_head, version_view
from interfaces.api.console.views.raw import raw_event
from interfaces.api.console.views.search import checkout_path
from interfaces.api.console.views.state import state_view
from interfaces.api.console.views.timeline import timeline_view
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.http.errors.request_errors import InvalidQuery
from interfaces.http.request.as_of import AT, VERSION, query_fault, selected_as_of, version_from
from interfaces.runtime.live import Live

_CHECKOUT_ID: Final = re.compile(r"[A-Za-z0-9._~-]{1,200}")
_PARAMETERS: Final = (VERSION, AT)


class CheckoutEndpoints:
    """One method for each endpoint. `merchants` are the names of the merchants by their ids."""

    def __init__(
        self,
        *,
        pages: Pages,
        recorder: AccessRecorder,
        inquiries: Inquiries,
        lookup: NameLookup,
        merchants: Live[Mapping[str, str]],
    ) -> None:
        self._pages = pages
        self._recorder = recorder
        self._inquiries = inquiries
        self._lookup = lookup
        self._merchants = merchants

    async def page(self, request: Request, signed_in: SignedIn) -> Response:
        """The checkout, with the state at `?version=` or `?at=`. A name that is no id leads to its checkout."""
        name: str = request.path_params["checkout_id"]
        try:
            async with self._record(request, signed_in, "open checkout"):
                subject = _subject(name, signed_in)
                as_of = _as_of(request)
                state = await self._inquiries.state(subject, as_of)
                before = await self._before(subject, state)
                newest = (await self._inquiries.state(subject, None)).checkout
                requests = await self._inquiries.timeline(subject)
        except CheckoutNotFound:
            merchants = signed_in.reader.merchants
            found = await self._lookup.find(name, merchants) if name.isprintable() else None
            if found is None or len(found.checkouts) != 1 or found.kind is NameKind.CHECKOUT:
                raise
            return see_other(checkout_path(found.checkouts[0].checkout_id))
        render = self._renderer(request, state, before, requests)
        merchant = self._merchants.now.get(newest.merchant, newest.merchant)
        head = checkout_head(newest, merchant, format_for(request))
        version = f"version={state.mark.version}"
        return await asyncio.to_thread(
            render,
            title=head.heading,
            head=head,
            path=checkout_path(newest.id),
            as_json=f"/history/checkouts/{newest.id}?{version}",
            as_command=shlex.join(
                ["tillroll", "show", newest.id, "--version", str(state.mark.version)]
            ),
        )

    async def event(self, request: Request, signed_in: SignedIn) -> Response:
        """One event as JSON, with its provenance and what it changed."""
        name: str = request.path_params["checkout_id"]
        async with self._record(request, signed_in, "open event"):
            subject = _subject(name, signed_in)
            wanted = version_from(request.path_params["version"])
            if wanted is None:
                raise InvalidQuery((query_fault(VERSION, "must be a whole number from 1"),))
            history = await self._inquiries.events(subject)
            change = _event_of(history, wanted.version)
        number = change.event.originator_version
        return self._pages.respond(
            request,
            "event.html",
            title=f"Version {number}: {event_name(change.event.TOPIC)}",
            as_json=f"/history/checkouts/{subject.checkout_id}/events",
            checkout_id=subject.checkout_id,
            path=checkout_path(subject.checkout_id),
            event=raw_event(change, len(history), format_for(request)),
        )

    async def _before(self, subject: Subject, state: StateAt) -> StateAt | None:
        if state.previous is None:
            return None
        return await self._inquiries.state(subject, AsOfVersion(state.previous.version))

    def _renderer(
        self,
        request: Request,
        state: StateAt,
        before: StateAt | None,
        requests: list[RequestEntry],
    ) -> Callable[..., Response]:
        form = format_for(request)

        def render(**values: object) -> Response:
            old = None if before is None else document(before.checkout)
            return self._pages.respond(
                request,
                "checkout.html",
                version=version_view(state, form),
                state=state_view(document(state.checkout), old, form),
                timeline=timeline_view(requests, state.mark.version, state.checkout.currency, form),
                **values,  # type: ignore[arg-type]
            )

        return render

    def _record(
        self, request: Request, signed_in: SignedIn, operation: str
    ) -> AbstractAsyncContextManager[None]:
        name: str = request.path_params["checkout_id"]
        checkout_id = name if _CHECKOUT_ID.fullmatch(name) else None
        return self._recorder.record(request, signed_in.reader, operation, checkout_id)


def _subject(name: str, signed_in: SignedIn) -> Subject:
    if not _CHECKOUT_ID.fullmatch(name):
        # PostgreSQL refuses U+0000 in text.
        raise CheckoutNotFound(checkout_id=name[:100])
    reader = signed_in.reader
    return Subject(checkout_id=name, merchants=reader.merchants, sees_persons=reader.sees_persons)


def _as_of(request: Request) -> AsOf | None:
    unknown = [name for name in request.query_params if name not in _PARAMETERS]
    if unknown:
        known = ", ".join(_PARAMETERS)
        raise InvalidQuery(
            tuple(
                query_fault(name[:60], f"is not one of the parameters {known}") for name in unknown
            )
        )
    return selected_as_of(request)


def _event_of(history: list[ChangeDescription], version: int) -> ChangeDescription:
    if not 1 <= version <= len(history):
        raise NoSuchVersion(version=version, newest=len(history))
    return history[version - 1]
