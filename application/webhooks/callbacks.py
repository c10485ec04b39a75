"""What a dialect contributes to the outgoing mechanism: which events call whom back, and how an answer is taken.

All of it is pure functions and values, in `interfaces/http/<dialect>/callbacks.py`. An event that causes callbacks is
turned into them once, with the checkout as that event left it; what is sent again later is the same to the byte, apart
from the headers that a channel makes anew each time.
"""

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from application.ports.purchase_validation import Validation
from domain.checkout import Checkout
from domain.events import CheckoutEvent


class Verdict(enum.Enum):
    """What an answer means."""

    DELIVERED = "delivered"
    AGAIN = "again"
    ENDED = "ended"
    """It was not what a delivery is answered with, and the dialect does not try again for it."""


class CannotSign(Exception):
    """A callback cannot be signed as the server is configured at present; the message says why."""


def _unsigned(merchant: str, body: bytes, at: datetime) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Channel:
    """One kind of callback. `name` is stored with each delivery and never changes.

    `again_after` is how long after each attempt that failed the next one is made; after the last the delivery is
    parked. `judged` takes the status of an answer; no answer at all is always tried again. `signed` makes the headers
    of one attempt, from the merchant's id, the body and the time; it may raise Unsignable, which counts as a failure.
    """

    name: str
    again_after: tuple[timedelta, ...]
    judged: Callable[[int], Verdict]
    signed: Callable[[str, bytes, datetime], Mapping[str, str]] = _unsigned


@dataclass(frozen=True, kw_only=True)
class OutgoingRequest:
    """One callback to be made: by its method, to an absolute URL."""

    channel: str
    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


@dataclass(frozen=True, kw_only=True)
class ValidationQuestion:
    """What a shop is asked before a purchase is committed to.

    `understood` takes the status and the body of its answer, of which 64 KB are read; `unanswered` is what holds where
    there was none within ten seconds.
    """

    request: OutgoingRequest
    understood: Callable[[int, bytes], Validation]
    unanswered: Validation


def _nothing(event: CheckoutEvent, checkout: Checkout) -> Sequence[OutgoingRequest]:
    return ()


def _no_question(checkout: Checkout) -> ValidationQuestion | None:
    return None


@dataclass(frozen=True, kw_only=True)
class Callbacks:
    """What one dialect calls back for, about the checkouts that were opened in it.

    `topics` are those of the events that may cause anything; `caused` is asked for these only, with the checkout after
    the event. `question` is None for a checkout whose shop does not want to be asked.
    """

    dialect: str
    channels: tuple[Channel, ...] = ()
    topics: frozenset[str] = frozenset()
    caused: Callable[[CheckoutEvent, Checkout], Sequence[OutgoingRequest]] = _nothing
    question: Callable[[Checkout], ValidationQuestion | None] = _no_question
