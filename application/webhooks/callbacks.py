"""What a dialect defines for webhooks: which events cause which callbacks, and how responses are classified.

These are pure functions and values, in the `webhooks` module of each dialect. An event is turned into callbacks once,
with the checkout after that event. A retry sends the same bytes, except for the headers that a channel computes for
each attempt.
"""

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from application.ports.purchase_validation import Validation
from domain.checkout import Checkout
from domain.events import CheckoutEvent


class Verdict(enum.Enum):
    """The meaning of a response."""

    DELIVERED = "delivered"
    AGAIN = "again"
    ENDED = "ended"
    """The callback was not accepted, and the dialect does not retry it."""


class CannotSign(Exception):
    """A callback cannot be signed with the current configuration. The message states the reason."""


@dataclass(frozen=True, kw_only=True)
class OutgoingRequest:
    """One request to be sent to an absolute URL."""

    channel: str
    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


def _no_signature(merchant: str, request: OutgoingRequest, at: datetime) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Channel:
    """One kind of callback. `name` is stored with each delivery and never changes.

    `again_after` are the delays after each failed attempt; after the last failure the delivery is parked. `judge`
    takes the status of a response; a request without a response is always retried. `sign` returns the headers of one
    attempt, from the merchant's id, the request and the time. It may raise CannotSign, which counts as a failure.
    """

    name: str
    again_after: tuple[timedelta, ...]
    judge: Callable[[int], Verdict]
    sign: Callable[[str, OutgoingRequest, datetime], Mapping[str, str]] = _no_signature


@dataclass(frozen=True, kw_only=True)
class ValidationQuestion:
    """The request to a shop to validate a purchase before it is committed.

    `understood` takes the status and the body of the response, of which 64 KB are read. `unanswered` is the result
    without a response within ten seconds.
    """

    request: OutgoingRequest
    understood: Callable[[int, bytes], Validation]
    unanswered: Validation


def _always(merchant: str) -> bool:
    return True


def _no_requests(event: CheckoutEvent, checkout: Checkout) -> Sequence[OutgoingRequest]:
    return ()


def _no_question(checkout: Checkout) -> ValidationQuestion | None:
    return None


@dataclass(frozen=True, kw_only=True)
class Callbacks:
    """The webhooks of one dialect, for the checkouts that were opened in it.

    `topics` are the types of events that may cause callbacks; `requests_for` is called for these only, with the
    checkout after the event, and only if `is_wanted` by the merchant with this id. `question` returns None for a
    checkout whose shop does not validate purchases.
    """

    dialect: str
    channels: tuple[Channel, ...] = ()
    topics: frozenset[str] = frozenset()
    is_wanted: Callable[[str], bool] = _always
    requests_for: Callable[[CheckoutEvent, Checkout], Sequence[OutgoingRequest]] = _no_requests
    question: Callable[[Checkout], ValidationQuestion | None] = _no_question
