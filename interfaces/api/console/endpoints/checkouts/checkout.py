"""The page of one checkout, the part of it that changes with the version, and the page of one of its events."""

import asyncio
import shlex
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Final

from fastapi import Request, Response

from application.history.answers.inquiry import answers_about
from application.history.answers.later_facts import CheckoutAnswers
from application.history.as_of import AsOfVersion
from application.history.document import document
from application.history.finding.name_lookup import NameKind, NameLookup
from application.history.inquiries import Inquiries, StateAt, Subject
from application.history.shown.display import ReplayedDisplay
from application.history.shown.replay import ShownReplay
from application.history.windows.timeline_window import TimelineWindow
from application.history.windows.window_inquiries import WindowInquiries
from application.ports.audit_log import AuditLog
from domain.checkout import Checkout
from domain.refusals import CheckoutNotFound
from interfaces.api.console.access.by_itself import PART_HEADER
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.endpoints.positions import position_of
from interfaces.api.console.endpoints.subjects import (
    around,
    id_in_path,
    path_at,
    require_known,
    subject_of,
)
from interfaces.api.console.pages import Pages, format_for
from interfaces.api.console.policy import see_other
from interfaces.api.console.proofs.endpoint import CheckoutProof
from interfaces.api.console.proofs.view import ProofView
from interfaces.api.console.text.labels import event_name
from interfaces.api.console.text.phrases import phrase
from interfaces.api.console.text.points import point_from
from interfaces.api.console.text.prints import about_version
from interfaces.api.console.text.values import ReaderFormat
from interfaces.api.console.views.checkouts.answers import answers_view
from interfaces.api.console.views.checkouts.callbacks import CallbacksView, callbacks_view
from interfaces.api.console.views.checkouts.checkout import checkout_head, version_view
from interfaces.api.console.views.checkouts.raw import raw_event
from interfaces.api.console.views.checkouts.shown import shown_view
from interfaces.api.console.views.checkouts.state import state_view
from interfaces.api.console.views.checkouts.state_parts import StateView
from interfaces.api.console.views.checkouts.time_bar import time_bar
from interfaces.api.console.views.checkouts.timeline import timeline_view
from interfaces.api.console.views.searches.search import checkout_path
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.readers.auth import EVIDENCE_SCOPE, SEND_SCOPE
from interfaces.http.errors.request_errors import InvalidQuery
from interfaces.http.request.as_of import AT, VERSION, query_fault, selected_as_of, version_from
from interfaces.runtime.live import Live

POINT: Final = "point"
STATE_PART: Final = "state"
_VARY: Final = {"Vary": PART_HEADER}
_NO_POINT: Final = (
    "must be a version or a time that the zone of the page has once: 7, 14:03:12, 2026-11-28 14:03,"
    " 2026-11-28T13:03:12Z"
)


class CheckoutEndpoints:
    """One method for each endpoint. `merchants` are the names of the merchants by their ids."""

    def __init__(
        self,
        *,
        pages: Pages,
        recorder: AccessRecorder,
        inquiries: Inquiries,
        replay: ShownReplay,
        audit_log: AuditLog,
        lookup: NameLookup,
        merchants: Live[Mapping[str, str]],
        clock: Callable[[], datetime],
        proofs: CheckoutProof,
    ) -> None:
        self._pages = pages
        self._recorder = recorder
        self._inquiries = inquiries
        self._replay = replay
        self._audit_log = audit_log
        self._windows = WindowInquiries(inquiries)
        self._lookup = lookup
        self._merchants = merchants
        self._clock = clock
        self._proofs = proofs

    async def page(self, request: Request, signed_in: SignedIn) -> Response:
        """The checkout, with the state at `?version=` or `?at=`. A name that is no id leads to its checkout.

        `?point=` leads to the version or the time that a reader typed. With `X-Part: state` the answer is the part of
        the page that changes with the version.
        """
        async with self._record(request, signed_in, "open checkout"):
            try:
                subject = subject_of(request, signed_in)
                require_known(request, VERSION, AT, POINT)
                if POINT in request.query_params:
                    return see_other(await self._path_of_point(request, subject))
                state = await self._inquiries.state(subject, selected_as_of(request))
                before = await self._before(subject, state)
                version = state.mark.version
                found = await self._windows.events(subject, around(version, limit=1))
                topic = found.events[0].event.TOPIC
                shown = await self._replay.of_state(subject, state)
                if request.headers.get(PART_HEADER) == STATE_PART:
                    return await asyncio.to_thread(self._part, request, state, before, topic, shown)
                newest = (await self._inquiries.state(subject, None)).checkout
                window = await self._windows.timeline(subject, around(version))
                agreed = await self._windows.commitment(subject)
                answers = await answers_about(self._inquiries, subject, self._clock())
                deliveries = await self._inquiries.deliveries(subject)
                proof = await self._proofs.view(newest, format_for(request))
            except CheckoutNotFound:
                # The access log says what the reader saw: the checkout with this name, not that there is none.
                return see_other(await self._path_of_name(request, signed_in))
        may_send = SEND_SCOPE in signed_in.reader.scopes
        callbacks = callbacks_view(deliveries, format_for(request), may_send=may_send)
        return await asyncio.to_thread(
            self._whole,
            request,
            newest,
            state,
            before,
            window,
            topic,
            agreed,
            answers,
            shown,
            callbacks,
            proof,
            EVIDENCE_SCOPE in signed_in.reader.scopes,
        )

    async def event(self, request: Request, signed_in: SignedIn) -> Response:
        """One event as JSON, with its provenance and what it changed."""
        async with self._record(request, signed_in, "open event"):
            subject = subject_of(request, signed_in)
            wanted = version_from(request.path_params["version"])
            if wanted is None:
                raise InvalidQuery((query_fault(VERSION, "must be a whole number from 1"),))
            found = await self._windows.events(subject, around(wanted.version, limit=1))
            change = found.events[0]
            position = await position_of(self._audit_log, change.event)
        number = change.event.originator_version
        return self._pages.respond(
            request,
            "event.html",
            title=phrase(
                "Version {version}: {event}", version=number, event=event_name(change.event.TOPIC)
            ),
            as_json=f"/history/checkouts/{subject.checkout_id}/events",
            about=about_version(subject.checkout_id, number, change.event.timestamp),
            checkout_id=subject.checkout_id,
            path=checkout_path(subject.checkout_id),
            event=raw_event(change, found.versions.newest, position, format_for(request)),
        )

    async def _path_of_name(self, request: Request, signed_in: SignedIn) -> str:
        """Return the path of the one checkout that has the name. Raises CheckoutNotFound."""
        name: str = request.path_params["checkout_id"]
        merchants = signed_in.reader.merchants
        named = await self._lookup.find(name, merchants) if name.isprintable() else None
        if named is None or len(named.checkouts) != 1 or named.kind is NameKind.CHECKOUT:
            raise CheckoutNotFound(checkout_id=name)
        return checkout_path(named.checkouts[0].checkout_id)

    async def _path_of_point(self, request: Request, subject: Subject) -> str:
        text = request.query_params[POINT].strip()
        shown = await self._inquiries.state(subject, selected_as_of(request))
        as_of = point_from(text, format_for(request).zone, shown.mark.at)
        if as_of is None:
            raise InvalidQuery((query_fault(POINT, _NO_POINT),))
        return path_at(subject.checkout_id, as_of)

    async def _before(self, subject: Subject, state: StateAt) -> StateAt | None:
        if state.previous is None:
            return None
        return await self._inquiries.state(subject, AsOfVersion(state.previous.version))

    def _part(
        self,
        request: Request,
        state: StateAt,
        before: StateAt | None,
        topic: str,
        shown: ReplayedDisplay,
    ) -> Response:
        form = format_for(request)
        return self._pages.respond(
            request,
            "_part.html",
            title="",
            headers=_VARY,
            path=checkout_path(state.checkout.id),
            version=version_view(state, topic, form),
            state=_state_view(state, before, form),
            shown=shown_view(shown, form),
        )

    def _whole(
        self,
        request: Request,
        newest: Checkout,
        state: StateAt,
        before: StateAt | None,
        window: TimelineWindow,
        topic: str,
        agreed: int | None,
        answers: CheckoutAnswers,
        shown: ReplayedDisplay,
        callbacks: CallbacksView,
        proof: ProofView,
        may_make_evidence: bool,
    ) -> Response:
        form = format_for(request)
        version = state.mark.version
        head = checkout_head(
            newest, self._merchants.now.get(newest.merchant, newest.merchant), form
        )
        return self._pages.respond(
            request,
            "checkout.html",
            title=head.heading,
            headers=_VARY,
            as_json=f"/history/checkouts/{newest.id}?version={version}",
            as_command=shlex.join(["tillroll", "show", newest.id, "--version", str(version)]),
            about=about_version(newest.id, version, state.mark.at),
            head=head,
            path=checkout_path(newest.id),
            answers=answers_view(answers, checkout_path(newest.id), form),
            callbacks=callbacks,
            proof=proof,
            may_make_evidence=may_make_evidence,
            bar=time_bar(window, version, agreed, form),
            timeline=timeline_view(window, version, form),
            version=version_view(state, topic, form),
            state=_state_view(state, before, form),
            shown=shown_view(shown, form),
        )

    def _record(
        self, request: Request, signed_in: SignedIn, operation: str
    ) -> AbstractAsyncContextManager[None]:
        return self._recorder.record(request, signed_in.reader, operation, id_in_path(request))


def _state_view(state: StateAt, before: StateAt | None, form: ReaderFormat) -> StateView:
    old = None if before is None else document(before.checkout)
    return state_view(document(state.checkout), old, form)
