"""Execute a request with an idempotency key once, and replay its response to each retry.

A key belongs to its sender and its path. Two bodies are equal if their JSON values are equal: the order of an object's
members does not matter, the order of an array does, 1.0 equals 1, and null differs from an absent member. Responses of
2xx and 4xx are stored, with two exceptions: temporary refusals (a lock, an outdated version, a payment in progress),
because a retry may succeed, and bodies that were never parsed as JSON. 5xx are never stored.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

import msgspec
from fastapi import Request, Response

from application.checkouts.idempotency import ResponseRenderer
from application.persons.fields import has_person
from application.persons.responses import ResponseErased, open_response, seal_response
from application.persons.sealing import OpenedCheckout
from application.ports.idempotency_store import (
    IdempotencyStore,
    IdempotentRequest,
    KeyAlreadyUsed,
    ResponseToStore,
    StoredResponse,
)
from application.ports.person_vault import PersonVault
from domain.checkout import Checkout
from domain.refusals import Contention, PurchaseCommitmentFound, Refusal
from interfaces.http.errors.request_errors import (
    IdempotencyConflict,
    IdempotencyInFlight,
    IdempotencyKeyMissing,
    RequestError,
    StoredResponseErased,
)
from interfaces.http.pipeline.invalid_bodies import keep_invalid_body
from interfaces.http.request.body.fingerprints import fingerprint
from interfaces.http.request.body.reader import read_body

LONGEST_KEY = 255
RETRY_AFTER_SECONDS = 1
_KEPT_HEADERS = ("content-type", "etag", "location")
_PASSING = (Contention, PurchaseCommitmentFound)

Work = Callable[["IdempotentCall"], Awaitable[Response]]
ShortWork = Callable[["IdempotentCall"], Awaitable[Response | None]]
Respond = Callable[[Checkout], Response]
NoteAnswered = Callable[[OpenedCheckout], None]


@dataclass
class IdempotentCall:
    """One attempt at a request. `again`: an earlier attempt with the same key was not answered.

    The response is not stored if `is_passing` is set: the same request may have another one later.
    """

    idempotent_request: IdempotentRequest | None = None
    again: bool = False
    is_kept: bool = field(default=False, init=False)
    is_passing: bool = field(default=False, init=False)
    shown: Checkout | None = field(default=None, init=False)

    def responder(self, respond: Respond) -> Respond:
        """Return `respond`, which from now on notes the checkout that it shows."""

        def note(checkout: Checkout) -> Response:
            self.shown = checkout
            return respond(checkout)

        return note

    def response_renderer(
        self, respond: Respond, note_answered: NoteAnswered | None = None
    ) -> ResponseRenderer | None:
        """Return the renderer of the response, which the store keeps with the effect; None without a key.

        `note_answered` is called with the checkout that is answered, before that is recorded.
        """
        idempotent_request = self.idempotent_request
        if idempotent_request is None:
            return None

        def render(checkout: Checkout) -> StoredResponse:
            self.is_kept = True
            return _answer(respond(checkout))

        return ResponseRenderer(
            idempotent_request=idempotent_request, render=render, note_answered=note_answered
        )


def is_passing(error: Exception) -> bool:
    """Return whether the same request may succeed later."""
    return isinstance(error, _PASSING)


def sender_identity(merchant: str, actor: str) -> str:
    """Return the owner of keys, the `actor` (`shop:demo-client`) of `merchant`, as a text unique to this pair."""
    return msgspec.json.encode([merchant, actor]).decode()


@dataclass(frozen=True, kw_only=True)
class ErrorRenderer:
    """The rendering of errors in the shape of a dialect."""

    render_refusal: Callable[[Request, Refusal], Response]
    render_error: Callable[[Request, RequestError], Response]


class Idempotency:
    """Answer requests with keys. One instance serves all dialects of a process."""

    def __init__(
        self, answers: IdempotencyStore, persons: PersonVault, clock: Callable[[], datetime]
    ) -> None:
        """`persons` opens and seals stored responses with personal data."""
        self._answers = answers
        self._persons = persons
        self._clock = clock
        self._running: dict[tuple[str, str, str], str] = {}

    async def execute(
        self,
        request: Request,
        *,
        identity: str,
        key: str | None,
        error_renderer: ErrorRenderer,
        work: Work,
        short_work: ShortWork | None = None,
        comparable: Callable[[bytes], bytes] | None = None,
    ) -> Response:
        """Return the response of `work`, or its stored response. A request without a key is executed every time.

        `short_work` does the same without a look at the store, whose append finds out whether the key is used. It
        returns None if it recorded nothing, and then the key is looked up and `work` is done.

        `comparable` returns the part of a body that is compared; without it, the whole body is.

        Raises: IdempotencyKeyMissing for a malformed key, IdempotencyConflict, IdempotencyInFlight, and the errors of
        `work` that are not stored.
        """
        if key is None:
            response = None if short_work is None else await short_work(IdempotentCall())
            return response or await work(IdempotentCall())
        if not (1 <= len(key) <= LONGEST_KEY and key.isprintable()):
            raise IdempotencyKeyMissing
        body = await read_body(request)
        idempotent_request = IdempotentRequest(
            identity=identity,
            path=request.scope["path"][:1000],
            key=key,
            fingerprint=fingerprint(body if comparable is None else comparable(body)),
        )
        name = (idempotent_request.identity, idempotent_request.path, idempotent_request.key)
        running = self._running.get(name)
        if running is not None:
            raise _in_flight(idempotent_request, running)
        self._running[name] = idempotent_request.fingerprint
        try:
            return await self._execute_or_replay(
                request, idempotent_request, error_renderer, work, short_work
            )
        finally:
            del self._running[name]

    async def _execute_or_replay(
        self,
        request: Request,
        idempotent_request: IdempotentRequest,
        error_renderer: ErrorRenderer,
        work: Work,
        short_work: ShortWork | None,
    ) -> Response:
        if short_work is not None:
            attempt = IdempotentCall(idempotent_request)
            done = await self._carry_out(
                request, attempt, idempotent_request, error_renderer, short_work
            )
            if done is not None:
                return done
        known = await self._find_known(idempotent_request)
        if isinstance(known, Response):
            return known
        attempt = IdempotentCall(idempotent_request, again=known)
        done = await self._carry_out(request, attempt, idempotent_request, error_renderer, work)
        assert done is not None, "work returns a response"
        return done

    async def _carry_out(
        self,
        request: Request,
        attempt: IdempotentCall,
        idempotent_request: IdempotentRequest,
        error_renderer: ErrorRenderer,
        work: ShortWork,
    ) -> Response | None:
        """Return the response of `work`, which is stored, or that of another process; None if `work` returns None."""
        try:
            response = await work(attempt)
        except KeyAlreadyUsed:
            known = await self._find_known(idempotent_request)
            if isinstance(known, Response):
                return known
            raise IdempotencyInFlight(RETRY_AFTER_SECONDS) from None
        except Refusal as refusal:
            # Another process may have executed the same request first.
            known = await self._find_known(idempotent_request)
            if isinstance(known, Response):
                return known
            if is_passing(refusal):
                if known:
                    raise IdempotencyInFlight(RETRY_AFTER_SECONDS) from None
                raise
            response = error_renderer.render_refusal(request, refusal)
        except RequestError as fault:
            if not fault.is_stored:
                raise
            await keep_invalid_body(request, fault)
            response = error_renderer.render_error(request, fault)
        is_stored = not (attempt.is_kept or attempt.is_passing)
        if response is not None and is_stored and response.status_code < 500:
            answer = ResponseToStore(
                idempotent_request=idempotent_request,
                answer=await self._seal(_answer(response), attempt.shown),
                at=self._clock(),
            )
            if not await self._answers.keep(answer):
                # Another process answered the same request meanwhile.
                known = await self._find_known(idempotent_request)
                return known if isinstance(known, Response) else response
        return response

    async def _find_known(self, idempotent_request: IdempotentRequest) -> Response | bool:
        """Return the stored response, or whether the request is in progress already.

        Raises IdempotencyConflict and StoredResponseErased.
        """
        kept = await self._answers.find(idempotent_request, self._clock())
        if kept is None:
            return False
        if kept.fingerprint != idempotent_request.fingerprint:
            raise IdempotencyConflict
        if kept.answer is None:
            return True
        try:
            return _replay(await open_response(kept.answer, self._persons))
        except ResponseErased:
            raise StoredResponseErased from None

    async def _seal(self, answer: StoredResponse, shown: Checkout | None) -> StoredResponse:
        """Seal a response that shows the personal data of a checkout which the request left unchanged."""
        if shown is None or not has_person(shown):
            return answer
        key = (await self._persons.access(shown.id)).key
        return answer if key is None else seal_response(answer, shown.id, key)


def _answer(response: Response) -> StoredResponse:
    headers = [each for each in response.headers.items() if each[0] in _KEPT_HEADERS]
    return StoredResponse(
        status=response.status_code, body=bytes(response.body), headers=tuple(headers)
    )


def _replay(answer: StoredResponse) -> Response:
    headers = {**dict(answer.headers), "Idempotent-Replayed": "true"}
    return Response(answer.body, answer.status, headers)


def _in_flight(idempotent_request: IdempotentRequest, running: str) -> RequestError:
    if running != idempotent_request.fingerprint:
        return IdempotencyConflict()
    return IdempotencyInFlight(RETRY_AFTER_SECONDS)
