"""The store of responses to requests that carry an idempotency key.

A response is recorded in the transaction that records the effect of the request, so neither exists without the other.
A key is unique for its sender and path.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

KEPT_FOR = timedelta(hours=24)
"""How long a stored response is replayed."""


class KeyAlreadyUsed(Exception):
    """A request with this key was answered or is in progress. Nothing of the new request was recorded."""


@dataclass(frozen=True, kw_only=True)
class IdempotentRequest:
    """A request with an idempotency key. Requests with the same meaning have the same `fingerprint`."""

    identity: str
    path: str
    key: str
    fingerprint: str


@dataclass(frozen=True, kw_only=True)
class StoredResponse:
    """The response to a request. `headers` are those that are replayed with it."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class IdempotencyRecord:
    """The stored state of a key: the fingerprint of its request and the response, None while it is in progress."""

    fingerprint: str
    answer: StoredResponse | None


@dataclass(frozen=True, kw_only=True)
class ResponseToStore:
    """A response to be stored, given at `at`. An `answer` of None records that the request is in progress."""

    idempotent_request: IdempotentRequest
    answer: StoredResponse | None
    at: datetime

    @property
    def kept_until(self) -> datetime:
        """When the response expires."""
        return self.at + KEPT_FOR


class IdempotencyStore(Protocol):
    """Finds and stores responses by key. Every method raises StoreUnavailable."""

    async def find(
        self, idempotent_request: IdempotentRequest, at: datetime
    ) -> IdempotencyRecord | None:
        """Return the record of the key that is valid at `at`."""

    async def keep(self, answer: ResponseToStore) -> bool:
        """Store the response to a request without effect. Return False if the key has another response."""

    async def forget(self, at: datetime) -> None:
        """Delete the responses that have expired at `at`."""
