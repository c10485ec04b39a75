"""The endpoints that dialects of sessions share: create, read, update, complete and cancel.

A dialect authenticates the client, chooses the `SessionFormat`, and adds its own headers to the response.
Every change runs once per idempotency key.
"""

from collections.abc import Callable
from functools import partial

from fastapi import Request, Response

from application.checkouts.service import Checkouts
from application.persons.sealing import OpenedCheckout
from application.ports.idempotency_store import KeyAlreadyUsed
from application.selling.carts import open_from_cart
from application.selling.purchases import Purchases
from application.selling.session_requests import NewSession
from application.selling.sessions import Sessions
from domain.provenance import Provenance
from domain.refusals import Refusal
from interfaces.dialects.session.auth import Client
from interfaces.dialects.session.changes.completions import SessionCompletions
from interfaces.dialects.session.changes.keyed_changes import Call, SessionChanges, json_body
from interfaces.dialects.session.changes.responder import SessionAnswer, responder
from interfaces.dialects.session.changes.shown_sessions import ShownSessions, shown_in
from interfaces.dialects.session.formats import SessionDialect, SessionFormat
from interfaces.dialects.session.quote_errors import quote_errors_as_field_faults
from interfaces.http.errors.request_errors import RequestError
from interfaces.http.idempotency import Idempotency
from interfaces.http.large_answers import render
from interfaces.http.request.as_of import cache_control, selected_as_of
from interfaces.http.request.headers import etag, is_unchanged
from interfaces.http.request.proven_version import note_version


class SessionEndpoints:
    """The endpoints of one dialect. `new_id` takes the kind of id, `new_public_token` the country of the shop."""

    def __init__(
        self,
        dialect: SessionDialect,
        *,
        checkouts: Checkouts,
        sessions: Sessions,
        purchases: Purchases,
        idempotency: Idempotency,
        new_id: Callable[[str], str],
        new_public_token: Callable[[str], str],
    ) -> None:
        self._dialect = dialect
        self._checkouts = checkouts
        self._sessions = sessions
        self._new_id = new_id
        self._new_public_token = new_public_token
        self._changes = SessionChanges(dialect, checkouts=checkouts, idempotency=idempotency)
        self._shown = ShownSessions()
        self._completions = SessionCompletions(
            self._changes, checkouts, sessions, purchases, self._shown
        )

    async def create(
        self, request: Request, client: Client, session_format: SessionFormat
    ) -> Response:
        """Open a session and respond with 201."""
        operation = f"create {self._dialect.noun}"
        return await self._changes.run(
            request, client, session_format, operation, self._create, self._create_by_append
        )

    async def update(
        self, request: Request, client: Client, session_format: SessionFormat
    ) -> Response:
        """Change a session and quote it anew."""
        operation = f"update {self._dialect.noun}"
        self._changes.note(request, client, operation)
        return await self._changes.run(request, client, session_format, operation, self._update)

    async def complete(
        self, request: Request, client: Client, session_format: SessionFormat
    ) -> Response:
        """Take the payment of a session and complete it."""
        operation = f"complete {self._dialect.noun}"
        self._changes.note(request, client, operation)
        return await self._completions.run(request, client, session_format, operation)

    async def cancel(
        self, request: Request, client: Client, session_format: SessionFormat
    ) -> Response:
        """Cancel a session; it cannot be completed afterwards."""
        operation = f"cancel {self._dialect.noun}"
        self._changes.note(request, client, operation)
        return await self._changes.run(request, client, session_format, operation, self._cancel)

    async def read(
        self, request: Request, client: Client, session_format: SessionFormat
    ) -> Response:
        """Respond with the session, or its state as of `?version=` or `?at=`; with 304 where If-None-Match names it."""
        target = self._changes.target(request, client)
        as_of = selected_as_of(request)
        headers = {}
        opened: OpenedCheckout | None = None
        if as_of is None:
            opened = await self._checkouts.read_opened(target)
            checkout = opened.checkout
        else:
            past = await self._checkouts.read_past(target, as_of)
            checkout = past.checkout
            note_version(request, checkout.id, checkout.version)
            headers["Cache-Control"] = cache_control(checkout, is_settled=past.is_settled)
        if is_unchanged(request, checkout.version):
            return Response(status_code=304, headers={**headers, "ETag": etag(checkout.version)})
        response = await render(checkout, partial(responder(client, session_format), checkout))
        if opened is not None and self._shown.find(checkout, session_format) is None:
            self._shown.keep(checkout, shown_in(opened, bytes(response.body), session_format))
        response.headers.update(headers)
        return response

    async def _create(self, call: Call, by: Provenance) -> Response:
        body = await json_body(call.request)
        if call.format.prepare is not None:
            await call.format.prepare()
        new = self._new_session(call, body)
        answer = self._answer(call, status=201)
        with quote_errors_as_field_faults(call.format):
            if new.cart is not None:
                return answer.of(
                    await open_from_cart(self._sessions, new.cart, new, by, answer.renderer)
                )
            return answer.of(await self._sessions.open(new, by, answer.renderer))

    async def _create_by_append(self, call: Call, by: Provenance) -> Response | None:
        """Open a session without a look at the idempotency key: the append finds out whether it is used.

        Return None if that is not possible. Nothing is recorded then, and `_create` gives the reason.
        """
        if call.format.prepare is not None:
            return None
        try:
            new = self._new_session(call, await json_body(call.request))
            if new.cart is not None:
                return None
            answer = self._answer(call, status=201)
            with quote_errors_as_field_faults(call.format):
                return answer.of(await self._sessions.open(new, by, answer.renderer))
        except (Refusal, RequestError, KeyAlreadyUsed):
            return None

    def _new_session(self, call: Call, body: bytes) -> NewSession:
        return call.format.requests.new_session(
            body,
            call.client,
            checkout_id=self._new_id(call.format.id_prefix or self._dialect.id_prefix),
            public_token=self._new_public_token(call.client.selling.country),
        )

    async def _update(self, call: Call, by: Provenance) -> Response:
        update = call.format.requests.session_update(await json_body(call.request))
        answer = self._answer(call)
        target = self._changes.target(call.request, call.client)
        with quote_errors_as_field_faults(call.format):
            return answer.of(
                await self._sessions.update(
                    target, update, by, answer.renderer, call.format.restrict
                )
            )

    async def _cancel(self, call: Call, by: Provenance) -> Response:
        reason = call.format.requests.cancellation(await json_body(call.request))
        answer = self._answer(call)
        target = self._changes.target(call.request, call.client)
        return answer.of(await self._sessions.cancel(target, reason, by, answer.renderer))

    def _answer(self, call: Call, *, status: int = 200) -> SessionAnswer:
        return SessionAnswer(
            call.client, call.format, call.attempt, shown=self._shown, status=status
        )
