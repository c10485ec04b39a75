"""The endpoints that dialects of sessions share: create, read, update, complete and cancel.

A dialect authenticates the client, chooses the `SessionFormat`, and adds its own headers to the response.
Every change runs once per idempotency key.
"""

import contextlib
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial

from fastapi import Request, Response

from application.checkouts.admission import Target
from application.checkouts.service import Checkouts
from application.persons.sealing import OpenedCheckout
from application.selling.carts import open_from_cart
from application.selling.purchases import Purchase, Purchases
from application.selling.sessions import Sessions
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import Refusal
from interfaces.dialects.session.auth import Client
from interfaces.dialects.session.formats import (
    SessionDialect,
    SessionFormat,
    with_offered_consents,
)
from interfaces.dialects.session.quote_errors import quote_errors_as_field_faults
from interfaces.dialects.session.responder import MEDIA_TYPE, display_of, responder
from interfaces.dialects.session.targets import target_of
from interfaces.http.errors.request_errors import IdempotencyKeyMissing, RequestError
from interfaces.http.idempotency import Idempotency, IdempotentCall
from interfaces.http.large_answers import render
from interfaces.http.pipeline.invalid_bodies import keep_invalid_body, note_change
from interfaces.http.request.as_of import cache_control, selected_as_of
from interfaces.http.request.body.reader import read_body, require_json
from interfaces.http.request.headers import etag, is_unchanged, provenance
from interfaces.http.request.proven_version import note_version
from interfaces.runtime.tasks import cancel_unless_awaited
from interfaces.telemetry.request_context import note_outcome


@dataclass(frozen=True, kw_only=True)
class _Call:
    """One request for a change, authenticated and in a known format."""

    request: Request
    client: Client
    format: SessionFormat
    attempt: IdempotentCall


_Change = Callable[[_Call, Provenance], Awaitable[Response]]


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
        self._purchases = purchases
        self._idempotency = idempotency
        self._new_id = new_id
        self._new_public_token = new_public_token

    async def create(
        self, request: Request, client: Client, session_format: SessionFormat
    ) -> Response:
        """Open a session and respond with 201."""
        operation = f"create {self._dialect.noun}"
        return await self._run(request, client, session_format, operation, self._create)

    async def update(
        self, request: Request, client: Client, session_format: SessionFormat
    ) -> Response:
        """Change a session and quote it anew."""
        operation = f"update {self._dialect.noun}"
        self._note_change(request, client, operation)
        return await self._run(request, client, session_format, operation, self._update)

    async def complete(
        self, request: Request, client: Client, session_format: SessionFormat
    ) -> Response:
        """Take the payment of a session and complete it."""
        operation = f"complete {self._dialect.noun}"
        self._note_change(request, client, operation)
        # The session and the record of the idempotency key are looked up together.
        with self._begin_reading(request, client) as reading:
            complete = partial(self._complete, reading)
            return await self._run(request, client, session_format, operation, complete)

    async def cancel(
        self, request: Request, client: Client, session_format: SessionFormat
    ) -> Response:
        """Cancel a session; it cannot be completed afterwards."""
        operation = f"cancel {self._dialect.noun}"
        self._note_change(request, client, operation)
        return await self._run(request, client, session_format, operation, self._cancel)

    async def read(
        self, request: Request, client: Client, session_format: SessionFormat
    ) -> Response:
        """Respond with the session, or its state as of `?version=` or `?at=`; with 304 where If-None-Match names it."""
        target = self._target(request, client)
        as_of = selected_as_of(request)
        headers = {}
        if as_of is None:
            checkout = await self._checkouts.read(target)
        else:
            past = await self._checkouts.read_past(target, as_of)
            checkout = past.checkout
            note_version(request, checkout.id, checkout.version)
            headers["Cache-Control"] = cache_control(checkout, is_settled=past.is_settled)
        if is_unchanged(request, checkout.version):
            return Response(status_code=304, headers={**headers, "ETag": etag(checkout.version)})
        response = await render(checkout, partial(responder(client, session_format), checkout))
        response.headers.update(headers)
        return response

    async def _create(self, call: _Call, by: Provenance) -> Response:
        body = await _json_body(call.request)
        if call.format.prepare is not None:
            await call.format.prepare()
        new = call.format.requests.new_session(
            body,
            call.client,
            checkout_id=self._new_id(call.format.id_prefix or self._dialect.id_prefix),
            public_token=self._new_public_token(call.client.selling.country),
        )
        respond = call.attempt.responder(responder(call.client, call.format, status=201))
        response_renderer = call.attempt.response_renderer(respond)
        with quote_errors_as_field_faults(call.format):
            if new.cart is not None:
                return respond(
                    await open_from_cart(self._sessions, new.cart, new, by, response_renderer)
                )
            return respond(await self._sessions.open(new, by, response_renderer))

    async def _update(self, call: _Call, by: Provenance) -> Response:
        update = call.format.requests.session_update(await _json_body(call.request))
        respond = call.attempt.responder(responder(call.client, call.format))
        target = self._target(call.request, call.client)
        response_renderer = call.attempt.response_renderer(respond)
        with quote_errors_as_field_faults(call.format):
            return respond(
                await self._sessions.update(
                    target, update, by, response_renderer, call.format.restrict
                )
            )

    def _begin_reading(
        self, request: Request, client: Client
    ) -> AbstractContextManager[Awaitable[OpenedCheckout] | None]:
        """Begin to read the session that the path names; nothing if it names none."""
        try:
            target = self._target(request, client)
        except Refusal:
            return contextlib.nullcontext()
        return cancel_unless_awaited(self._sessions.read_opened(target))

    async def _complete(
        self, reading: Awaitable[OpenedCheckout] | None, call: _Call, by: Provenance
    ) -> Response:
        body = await _json_body(call.request)
        target = self._target(call.request, call.client)

        def purchase_for(checkout: Checkout) -> Purchase:
            completion = call.format.requests.completion(body, checkout)
            return with_offered_consents(completion.purchase_for(checkout), call.client.selling)

        respond = call.attempt.responder(responder(call.client, call.format, is_completion=True))
        return respond(
            await self._purchases.complete(
                target,
                purchase_for,
                by,
                call.attempt.response_renderer(respond),
                again=call.attempt.again,
                display_of=partial(display_of, call.client, call.format),
                reading=reading,
            )
        )

    async def _cancel(self, call: _Call, by: Provenance) -> Response:
        reason = call.format.requests.cancellation(await _json_body(call.request))
        respond = call.attempt.responder(responder(call.client, call.format))
        target = self._target(call.request, call.client)
        response_renderer = call.attempt.response_renderer(respond)
        return respond(await self._sessions.cancel(target, reason, by, response_renderer))

    def _note_change(self, request: Request, client: Client, operation: str) -> None:
        """Keep a refused body of this request as a refused change of its session."""
        note_change(
            request,
            self._checkouts,
            lambda: self._target(request, client),
            actor=client.actor,
            dialect=self._dialect.name,
            operation=operation,
        )

    async def _run(
        self,
        request: Request,
        client: Client,
        session_format: SessionFormat,
        operation: str,
        change: _Change,
    ) -> Response:
        """Run a change once per idempotency key. Raises IdempotencyKeyMissing where the format requires a key."""
        key = request.headers.get("idempotency-key")
        if key is None and session_format.is_key_required:
            raise IdempotencyKeyMissing

        async def run(attempt: IdempotentCall) -> Response:
            call = _Call(request=request, client=client, format=session_format, attempt=attempt)
            dialect = self._dialect.name
            by = provenance(request, actor=client.actor, dialect=dialect, operation=operation)
            try:
                return await change(call, by)
            except (Refusal, RequestError) as error:
                return await self._answer_failure(call, error)

        return await self._idempotency.execute(
            request,
            identity=client.identity,
            key=key,
            error_renderer=self._dialect.errors,
            work=run,
            comparable=session_format.comparable,
        )

    async def _answer_failure(self, call: _Call, error: Refusal | RequestError) -> Response:
        """Answer a failure with the session as it is, if the format has such an answer. Raises it again otherwise."""
        failure, selling = call.format.failure, call.client.selling
        without_session = None if failure is None else failure(None, selling, error)
        if failure is None or without_session is None:
            raise error
        note_outcome(error.NAME if isinstance(error, Refusal) else type(error).__name__)
        if isinstance(error, RequestError):
            await keep_invalid_body(call.request, error)
        if "checkout_id" not in call.request.path_params:
            status, body = without_session
            return Response(body, status, media_type=MEDIA_TYPE)

        def respond(checkout: Checkout) -> Response:
            status, body = failure(checkout, selling, error) or without_session
            return Response(body, status, {"ETag": etag(checkout.version)}, MEDIA_TYPE)

        target = replace(self._target(call.request, call.client), expected_versions=None)
        return call.attempt.responder(respond)(await self._checkouts.read(target))

    def _target(self, request: Request, client: Client) -> Target:
        """Return the session that the path names. Raises CheckoutNotFound."""
        return target_of(request, merchant=client.merchant, dialect=self._dialect.name)


async def _json_body(request: Request) -> bytes:
    body = await read_body(request)
    if body:
        require_json(request)
    return body
