"""Doing once what is asked for once: a request that is sent again with its key is answered as it was the first time.

The answer is recorded in the transaction that records the effect, so there is never one without the other. A key
belongs to whoever sent it and to the path that it was sent to.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from domain.checkout import Checkout

KEPT_FOR = timedelta(hours=24)
"""How long an answer is given again."""


@dataclass(frozen=True, kw_only=True)
class IdempotentRequest:
    """A request with a key. `fingerprint` is the same for requests that mean the same."""

    identity: str
    path: str
    key: str
    fingerprint: str


@dataclass(frozen=True, kw_only=True)
class StoredResponse:
    """What was answered; `headers` are those that belong to it."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class IdempotencyRecord:
    """What is known of a key: the request that it was sent with, and its answer; None while that is under way."""

    fingerprint: str
    answer: StoredResponse | None


@dataclass(frozen=True, kw_only=True)
class ResponseRenderer:
    """How a request with a key will be answered, if its effect is recorded.

    `render` needs no more than the checkout as it will stand. Its None means that the request is then under way still.
    """

    once: IdempotentRequest
    render: Callable[[Checkout], StoredResponse | None]


@dataclass(frozen=True, kw_only=True)
class ResponseToStore:
    """An answer on its way into the store, given at `at`. None keeps that the request is under way."""

    once: IdempotentRequest
    answer: StoredResponse | None
    at: datetime

    @property
    def kept_until(self) -> datetime:
        """When it is forgotten."""
        return self.at + KEPT_FOR


def answer_to(
    answering: ResponseRenderer | None, checkout: Checkout, at: datetime
) -> ResponseToStore | None:
    """The answer to keep with the events that make the checkout stand so, where the request has a key."""
    if answering is None:
        return None
    return ResponseToStore(once=answering.once, answer=answering.render(checkout), at=at)


class KeyAlreadyUsed(Exception):
    """A request with this key has been answered, or is under way. Nothing of this one was recorded."""


class IdempotencyStore(Protocol):
    """The answers, kept. Every method raises StoreUnavailable where the store cannot be asked."""

    async def find(self, once: IdempotentRequest, at: datetime) -> IdempotencyRecord | None:
        """What is known of the key at `at`."""

    async def keep(self, answer: ResponseToStore) -> bool:
        """Keeps the answer to a request that had no effect; False where there is another one."""

    async def forget(self, at: datetime) -> None:
        """Lets go of what is not kept any longer."""
