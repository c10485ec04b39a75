"""What the customer saw at a version: a page about it, and the customer's page itself for a frame."""

import asyncio
import shlex
from contextlib import AbstractAsyncContextManager
from functools import partial

from fastapi import Request, Response

from application.history.inquiries import Inquiries, StateAt
from application.history.shown.display import ReplayedDisplay
from application.history.shown.replay import ShownReplay
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.endpoints.subjects import id_in_path, require_known, subject_of
from interfaces.api.console.pages import Pages, format_for
from interfaces.api.console.policy import with_policy
from interfaces.api.console.text.phrases import phrase
from interfaces.api.console.text.prints import about_version
from interfaces.api.console.views.checkouts.checkout import version_view
from interfaces.api.console.views.checkouts.shown import shown_view
from interfaces.api.console.views.searches.search import checkout_path
from interfaces.api.readers.access_log import AccessRecorder
from interfaces.api.shown.frame import frame
from interfaces.http.errors.request_errors import InvalidQuery
from interfaces.http.request.as_of import MUST_BE_VERSION, VERSION, query_fault, version_from


class ShownEndpoints:
    """One method for each endpoint. Each look is in the access log, that of the frame too."""

    def __init__(
        self,
        pages: Pages,
        recorder: AccessRecorder,
        inquiries: Inquiries,
        replay: ShownReplay,
    ) -> None:
        self._pages = pages
        self._recorder = recorder
        self._inquiries = inquiries
        self._replay = replay

    async def page(self, request: Request, signed_in: SignedIn) -> Response:
        """The page about what the customer saw, with the versions beside it."""
        async with self._record(request, signed_in, "open shown page"):
            state, found = await self._replayed_state(request, signed_in)
        form = format_for(request)
        checkout_id = state.checkout.id
        number = str(found.version)
        return await asyncio.to_thread(
            partial(
                self._pages.respond,
                request,
                "shown.html",
                title=phrase("As the customer saw it, version {version}", version=number),
                as_json=f"/history/checkouts/{checkout_id}/shown?version={number}",
                as_command=shlex.join(["tillroll", "shown", checkout_id, "--version", number]),
                about=about_version(checkout_id, found.version, found.at),
                path=checkout_path(checkout_id),
                version=version_view(state, "", form),
                shown=shown_view(found, form),
            )
        )

    async def frame(self, request: Request, signed_in: SignedIn) -> Response:
        """The customer's page with the state in it. It runs alone, and sends nothing."""
        async with self._record(request, signed_in, "open shown frame"):
            _, found = await self._replayed_state(request, signed_in)
        banner = phrase(
            "As the customer's page showed version {version}. Nothing can be pressed.",
            version=found.version,
        )
        content = frame(found, format_for(request).say(banner))
        headers = {
            "Content-Security-Policy": content.policy,
            # A browser opens no sandboxed document by itself that has a policy of its own for openers.
            "Cross-Origin-Opener-Policy": "unsafe-none",
        }
        response = Response(content.content, headers=headers, media_type="text/html; charset=utf-8")
        return with_policy(response)

    async def _replayed_state(
        self, request: Request, signed_in: SignedIn
    ) -> tuple[StateAt, ReplayedDisplay]:
        subject = subject_of(request, signed_in)
        require_known(request)
        version = version_from(request.path_params["version"])
        if version is None:
            raise InvalidQuery((query_fault(VERSION, MUST_BE_VERSION),))
        state = await self._inquiries.state(subject, version)
        return state, await self._replay.of_state(subject, state)

    def _record(
        self, request: Request, signed_in: SignedIn, operation: str
    ) -> AbstractAsyncContextManager[None]:
        return self._recorder.record(request, signed_in.reader, operation, id_in_path(request))
