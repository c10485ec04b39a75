"""Requests with an idempotency key: done once, and answered the same as often as they are sent.

A key belongs to its sender and its path. Two bodies are the same where their JSON means the same: the order of an
object's members does not matter, that of an array does, 1.0 is 1, and null is not absent. Answers of 4xx are kept as
those of 2xx are, with two exceptions: refusals of the moment (a lock, a version that no longer stands, a payment under
way), which the same request may get past, and bodies that were never read as JSON. 5xx are never kept.
"""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec
from fastapi import Request, Response

from application.checkouts.idempotency import ResponseRenderer
from application.ports.idempotency_store import (
    IdempotencyStore,
    IdempotentRequest,
    KeyAlreadyUsed,
    ResponseToStore,
    StoredResponse,
)
from domain.checkout import Checkout
from domain.refusals import Contention, PurchaseCommitmentFound, Refusal
from interfaces.http.errors.request_errors import (
    IdempotencyConflict,
    IdempotencyInFlight,
    IdempotencyKeyMissing,
    MalformedBody,
    RequestError,
    UnsupportedMediaType,
)
from interfaces.http.pipeline.invalid_bodies import keep_invalid_body
from interfaces.http.request.body.reader import json_text, parse_json, read_body

LONGEST_KEY = 255
RETRY_AFTER_SECONDS = 1
_KEPT_HEADERS = ("content-type", "etag", "location")
_PASSING = (Contention, PurchaseCommitmentFound)

Respond = Callable[[Checkout], Response]


@dataclass
class IdempotentCall:
    """One attempt at a request. `again` says that an earlier one with the same key was not answered."""

    once: IdempotentRequest | None = None
    again: bool = False
    is_kept: bool = field(default=False, init=False)

    def answering(self, respond: Respond) -> ResponseRenderer | None:
        """How the effect of this attempt is answered, for the store to keep with it."""
        once = self.once
        if once is None:
            return None

        def render(checkout: Checkout) -> StoredResponse:
            self.is_kept = True
            return _answer(respond(checkout))

        return ResponseRenderer(once=once, render=render)


def sender_identity(merchant: str, actor: str) -> str:
    """Whose keys they are: the `actor` (`shop:demo-client`) of `merchant`, as a text that no other pair has."""
    return msgspec.json.encode([merchant, actor]).decode()


@dataclass(frozen=True, kw_only=True)
class ErrorRenderer:
    """How a dialect says no."""

    refused: Callable[[Request, Refusal], Response]
    faulty: Callable[[Request, RequestError], Response]


class Idempotency:
    """Answers requests with keys. One instance serves all dialects of a process."""

    def __init__(self, answers: IdempotencyStore, clock: Callable[[], datetime]) -> None:
        self._answers = answers
        self._clock = clock
        self._running: dict[tuple[str, str, str], str] = {}

    async def answered(
        self,
        request: Request,
        *,
        identity: str,
        key: str | None,
        saying: ErrorRenderer,
        work: Callable[[IdempotentCall], Awaitable[Response]],
    ) -> Response:
        """What `work` answers, or what it answered before. A request without a key is worked on every time.

        Raises IdempotencyKeyMissing for a key that is none, IdempotencyConflict and IdempotencyInFlight, and what
        `work` raises where that is not kept.
        """
        if key is None:
            return await work(IdempotentCall())
        if not (1 <= len(key) <= LONGEST_KEY and key.isprintable()):
            raise IdempotencyKeyMissing
        once = IdempotentRequest(
            identity=identity,
            path=request.scope["path"][:1000],
            key=key,
            fingerprint=fingerprint(await read_body(request)),
        )
        name = (once.identity, once.path, once.key)
        running = self._running.get(name)
        if running is not None:
            raise _in_the_way(once, running)
        self._running[name] = once.fingerprint
        try:
            return await self._first_or_again(request, once, saying, work)
        finally:
            del self._running[name]

    async def _first_or_again(
        self,
        request: Request,
        once: IdempotentRequest,
        saying: ErrorRenderer,
        work: Callable[[IdempotentCall], Awaitable[Response]],
    ) -> Response:
        known = await self._known(once)
        if isinstance(known, Response):
            return known
        attempt = IdempotentCall(once, again=known)
        try:
            response = await work(attempt)
        except KeyAlreadyUsed:
            known = await self._known(once)
            if isinstance(known, Response):
                return known
            raise IdempotencyInFlight(RETRY_AFTER_SECONDS) from None
        except Refusal as refusal:
            # It may have been this very request, sent to another process, that came first.
            known = await self._known(once)
            if isinstance(known, Response):
                return known
            if isinstance(refusal, _PASSING):
                if known:
                    raise IdempotencyInFlight(RETRY_AFTER_SECONDS) from None
                raise
            response = saying.refused(request, refusal)
        except UnsupportedMediaType:
            raise
        except RequestError as fault:
            await keep_invalid_body(request, fault)
            response = saying.faulty(request, fault)
        if not attempt.is_kept and response.status_code < 500:
            answer = ResponseToStore(once=once, answer=_answer(response), at=self._clock())
            if not await self._answers.keep(answer):
                # The same request was answered by another process, and left nothing to do for this one.
                known = await self._known(once)
                return known if isinstance(known, Response) else response
        return response

    async def _known(self, once: IdempotentRequest) -> Response | bool:
        """The answer that was given, or whether the request is under way already. Raises IdempotencyConflict."""
        kept = await self._answers.find(once, self._clock())
        if kept is None:
            return False
        if kept.fingerprint != once.fingerprint:
            raise IdempotencyConflict
        return True if kept.answer is None else _replayed(kept.answer)


def fingerprint(body: bytes) -> str:
    """The same for bodies that mean the same."""
    try:
        canonical = json_text(_canonical(parse_json(body))).encode()
    except MalformedBody:
        canonical = body
    return hashlib.sha256(canonical).hexdigest()


def _canonical(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _canonical(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return [_canonical(item) for item in value]
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return _canonical_number(Decimal(value))
    return value


def _canonical_number(number: Decimal) -> dict[str, str]:
    """A number as its digits and exponent, in an object with a name that JSON text seldom has."""
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int), "JSON has no infinity"
    significant = "".join(map(str, digits)).lstrip("0")
    stripped = significant.rstrip("0")
    if not stripped:
        return {"\0": "0"}
    exponent += len(significant) - len(stripped)
    return {"\0": f"{'-' if sign else ''}{stripped}e{exponent}"}


def _answer(response: Response) -> StoredResponse:
    headers = tuple(
        (name, value) for name, value in response.headers.items() if name in _KEPT_HEADERS
    )
    return StoredResponse(status=response.status_code, body=bytes(response.body), headers=headers)


def _replayed(answer: StoredResponse) -> Response:
    headers = {**dict(answer.headers), "Idempotent-Replayed": "true"}
    return Response(answer.body, answer.status, headers)


def _in_the_way(once: IdempotentRequest, running: str) -> RequestError:
    if running != once.fingerprint:
        return IdempotencyConflict()
    return IdempotencyInFlight(RETRY_AFTER_SECONDS)
