"""Completes sessions: on the state that this process knows, or on the one that it reads."""

from collections.abc import Awaitable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial

from fastapi import Request, Response

from application.checkouts.service import Checkouts
from application.persons.sealing import OpenedCheckout
from application.selling.payments import Purchase
from application.selling.purchases import Purchases
from application.selling.sessions import Sessions
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import Refusal
from interfaces.dialects.session.auth import Client
from interfaces.dialects.session.changes.keyed_changes import Call, SessionChanges, json_body
from interfaces.dialects.session.changes.responder import SessionAnswer, display_of
from interfaces.dialects.session.changes.shown_sessions import ShownSessions
from interfaces.dialects.session.formats import SessionFormat, with_offered_consents
from interfaces.http.errors.request_errors import RequestError
from interfaces.runtime.tasks import cancel_unless_awaited


class SessionCompletions:
    """The completions of one dialect. `shown` has what agents were answered lately."""

    def __init__(
        self,
        changes: SessionChanges,
        checkouts: Checkouts,
        sessions: Sessions,
        purchases: Purchases,
        shown: ShownSessions,
    ) -> None:
        self._changes = changes
        self._checkouts = checkouts
        self._sessions = sessions
        self._purchases = purchases
        self._shown = shown

    async def run(
        self, request: Request, client: Client, session_format: SessionFormat, operation: str
    ) -> Response:
        """Complete the session of the path, once per idempotency key."""
        with self._prepare_read(request, client) as reading:
            return await self._changes.run(
                request,
                client,
                session_format,
                operation,
                partial(self._complete, reading),
                partial(self._complete_known, reading),
            )

    async def _complete_known(
        self, reading: "_Reading", call: Call, by: Provenance
    ) -> Response | None:
        """Complete a session that this process knows, without a look at the key.

        If that is not possible, begin to read the session, together with the record of the key, and return None.
        """
        completed = await self._try_known(call, by)
        if completed is None:
            reading.begin()
        return completed

    async def _try_known(self, call: Call, by: Provenance) -> Response | None:
        try:
            body = await json_body(call.request)
            target = self._changes.target(call.request, call.client)
            checkout = self._checkouts.commitments.find_known(target.checkout_id)
            if checkout is None:
                return None
            shown = self._shown.find(checkout, call.format)
            if shown is None:
                return None
            completion = call.format.requests.completion(body, checkout)
        except (Refusal, RequestError):
            return None
        if completion.has_data_of_buyer:
            return None
        purchase = with_offered_consents(completion.purchase, call.client.selling)
        answer = SessionAnswer(call.client, call.format, call.attempt, is_completion=True)
        completed = await self._purchases.complete_known(
            checkout, shown, target, purchase, by, answer.renderer
        )
        return None if completed is None else answer.of(completed)

    async def _complete(self, reading: "_Reading", call: Call, by: Provenance) -> Response:
        body = await json_body(call.request)
        target = self._changes.target(call.request, call.client)

        def purchase_for(checkout: Checkout) -> Purchase:
            completion = call.format.requests.completion(body, checkout)
            return with_offered_consents(completion.purchase_for(checkout), call.client.selling)

        answer = SessionAnswer(call.client, call.format, call.attempt, is_completion=True)
        return answer.of(
            await self._purchases.complete(
                target,
                purchase_for,
                by,
                answer.renderer,
                again=call.attempt.again,
                display_of=partial(display_of, call.client, call.format),
                reading=reading.task,
            )
        )

    @contextmanager
    def _prepare_read(self, request: Request, client: Client) -> Iterator["_Reading"]:
        with ExitStack() as stack:
            yield _Reading(self._changes, self._sessions, request, client, stack)


class _Reading:
    """The read of the session that a path names. It is cancelled at the end of `stack` if no caller waited for it."""

    def __init__(
        self,
        changes: SessionChanges,
        sessions: Sessions,
        request: Request,
        client: Client,
        stack: ExitStack,
    ) -> None:
        self._changes = changes
        self._sessions = sessions
        self._request = request
        self._client = client
        self._stack = stack
        self.task: Awaitable[OpenedCheckout] | None = None

    def begin(self) -> None:
        """Begin to read; nothing if the path names no session."""
        try:
            target = self._changes.target(self._request, self._client)
        except Refusal:
            return
        self.task = self._stack.enter_context(
            cancel_unless_awaited(self._sessions.read_opened(target))
        )
