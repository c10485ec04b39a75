"""Runs the changes of sessions, each once per idempotency key, and answers those that fail."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from fastapi import Request, Response

from application.checkouts.admission import Target
from application.checkouts.service import Checkouts
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import Refusal
from interfaces.dialects.session.auth import Client
from interfaces.dialects.session.changes.responder import MEDIA_TYPE
from interfaces.dialects.session.formats import SessionDialect, SessionFormat
from interfaces.dialects.session.targets import target_of
from interfaces.http.errors.request_errors import IdempotencyKeyMissing, RequestError
from interfaces.http.idempotency import Idempotency, IdempotentCall, is_passing
from interfaces.http.pipeline.invalid_bodies import keep_invalid_body, note_change
from interfaces.http.request.body.reader import read_body, require_json
from interfaces.http.request.headers import etag, provenance
from interfaces.telemetry.request_context import note_outcome


@dataclass(frozen=True, kw_only=True)
class Call:
    """One request for a change, authenticated and in a known format."""

    request: Request
    client: Client
    format: SessionFormat
    attempt: IdempotentCall


Change = Callable[[Call, Provenance], Awaitable[Response]]
ShortChange = Callable[[Call, Provenance], Awaitable[Response | None]]


class SessionChanges:
    """The changes of one dialect."""

    def __init__(
        self, dialect: SessionDialect, *, checkouts: Checkouts, idempotency: Idempotency
    ) -> None:
        self._dialect = dialect
        self._checkouts = checkouts
        self._idempotency = idempotency

    def note(self, request: Request, client: Client, operation: str) -> None:
        """Keep a refused body of this request as a refused change of its session."""
        note_change(
            request,
            self._checkouts,
            lambda: self.target(request, client),
            actor=client.actor,
            dialect=self._dialect.name,
            operation=operation,
        )

    async def run(
        self,
        request: Request,
        client: Client,
        session_format: SessionFormat,
        operation: str,
        change: Change,
        short_change: ShortChange | None = None,
    ) -> Response:
        """Run a change once per idempotency key. Raises IdempotencyKeyMissing where the format requires a key.

        `short_change` does the same without a look at the key. It returns None if nothing was recorded and `change` is
        to be made.
        """
        key = request.headers.get("idempotency-key")
        if key is None and session_format.is_key_required:
            raise IdempotencyKeyMissing

        def by() -> Provenance:
            return provenance(
                request, actor=client.actor, dialect=self._dialect.name, operation=operation
            )

        async def run(attempt: IdempotentCall) -> Response:
            call = Call(request=request, client=client, format=session_format, attempt=attempt)
            try:
                return await change(call, by())
            except (Refusal, RequestError) as error:
                return await self._answer_failure(call, error)

        async def run_short(attempt: IdempotentCall) -> Response | None:
            assert short_change is not None
            call = Call(request=request, client=client, format=session_format, attempt=attempt)
            try:
                return await short_change(call, by())
            except (Refusal, RequestError) as error:
                return await self._answer_failure(call, error)

        return await self._idempotency.execute(
            request,
            identity=client.identity,
            key=key,
            error_renderer=self._dialect.errors,
            work=run,
            short_work=None if short_change is None else run_short,
            comparable=session_format.comparable,
        )

    async def _answer_failure(self, call: Call, error: Refusal | RequestError) -> Response:
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

        # The same request may succeed later.
        call.attempt.is_passing = is_passing(error)

        def respond(checkout: Checkout) -> Response:
            shown = failure(checkout, selling, error)
            if shown is None:
                raise error
            status, body = shown
            return Response(body, status, {"ETag": etag(checkout.version)}, MEDIA_TYPE)

        target = replace(self.target(call.request, call.client), expected_versions=None)
        return call.attempt.responder(respond)(await self._checkouts.read(target))

    def target(self, request: Request, client: Client) -> Target:
        """Return the session that the path names. Raises CheckoutNotFound."""
        return target_of(request, merchant=client.merchant, dialect=self._dialect.name)


async def json_body(request: Request) -> bytes:
    """Return the body, which is JSON or empty. Raises UnsupportedMediaType."""
    body = await read_body(request)
    if body:
        require_json(request)
    return body
