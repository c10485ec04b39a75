"""The log of webhook deliveries and their attempts, from which deliveries are listed and resent."""

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from application.history.public_tokens import HIDDEN, hide_public_tokens

_USER = re.compile(r"(?<=://)[^/?#]*@")


class DeliveryState(enum.Enum):
    """The state of a delivery. It is sent only while it is WAITING, and a resend returns it to that state."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    ENDED = "ended"
    """The response neither confirmed the delivery nor is one that the dialect retries."""
    PARKED = "parked"
    """Every attempt failed, or it cannot be sent. It is not retried automatically."""
    ANSWERED = "answered"
    """A validation question, which is sent once and never resent."""


class AttemptOutcome(enum.Enum):
    """The outcome of one attempt."""

    UNDER_WAY = "under way"
    """The attempt has started. If that is long ago, its process was killed and the outcome is unknown."""
    DELIVERED = "delivered"
    REJECTED = "rejected"
    """The receiver sent another response."""
    UNANSWERED = "unanswered"
    BROKEN_OFF = "broken off"
    """The server was shut down during the attempt. It does not count as a failure."""
    NOT_SENT = "not sent"
    """The target is not allowed, or no request could be built."""


@dataclass(frozen=True, kw_only=True)
class DeliveryAttempt:
    """One attempt, started at `at`. `milliseconds` is its duration; `problem` is a text for people."""

    number: int
    at: datetime
    outcome: AttemptOutcome
    status: int | None
    milliseconds: int | None
    problem: str | None


@dataclass(frozen=True, kw_only=True)
class WebhookDelivery:
    """One callback about a checkout, caused by the event of `version`.

    A validation question is not caused by an event; its `version` is the one that it is about. `due` is when the next
    attempt is made, unless an earlier delivery about the same checkout to the same `receiver` is still waiting.
    """

    id: int
    checkout_id: str
    version: int
    merchant: str
    channel: str
    method: str
    url: str
    receiver: str
    state: DeliveryState
    made_at: datetime
    due: datetime | None
    attempts: tuple[DeliveryAttempt, ...]

    @property
    def shown_url(self) -> str:
        """Return the URL without public tokens, and without the user and password that one of older checkouts may have.

        A shop may let its URL contain the public token (`{checkout.publictoken}` in Walley's URIs).
        """
        return hide_public_tokens(_USER.sub(f"{HIDDEN}@", self.url, count=1))


@dataclass(frozen=True, kw_only=True)
class WebhookFilter:
    """The conditions of a query. A delivery must meet all that are set.

    `merchants` are those whose deliveries the caller may see; None for all.
    """

    merchants: tuple[str, ...] | None = None
    state: DeliveryState | None = None
    checkout_id: str | None = None
    merchant: str | None = None
    receiver: str | None = None


@dataclass(frozen=True, kw_only=True)
class DeliveryCount:
    """The deliveries of one state to one receiver. `oldest_due` is set where they wait."""

    state: DeliveryState
    receiver: str
    count: int
    oldest_made: datetime
    oldest_due: datetime | None


class WebhookLog(Protocol):
    """Lists and resends deliveries. Every method raises StoreUnavailable."""

    async def of(self, checkout_id: str) -> Sequence[WebhookDelivery]:
        """Return all deliveries about one checkout, oldest first."""

    async def one(self, delivery_id: int) -> WebhookDelivery | None:
        """Return one delivery; None if it does not exist."""

    async def page(
        self, wanted: WebhookFilter, *, after: int | None = None, before: int | None, limit: int
    ) -> Sequence[WebhookDelivery]:
        """Return up to `limit` deliveries, newest first.

        `before` selects the newest ones with lower ids, `after` the oldest ones with higher ids; never both.
        """

    async def count_by_receiver(self, merchants: tuple[str, ...] | None) -> Sequence[DeliveryCount]:
        """Count the deliveries of the merchants, None for all, that wait, were ended or are parked.

        Delivered ones are too many to count. The order is that of states and receivers.
        """

    async def parked_among(self, checkout_ids: Sequence[str]) -> frozenset[str]:
        """Return those of the checkouts that have a parked delivery."""

    async def resend(self, delivery_id: int, at: datetime) -> bool:
        """Schedule a delivery to be sent from `at` on, with all its retries, in whatever state it is.

        Return False if it does not exist, or if it is a validation question, which cannot be resent.
        """


class NoWebhookLog:
    """An empty log, for a service without webhooks."""

    async def of(self, checkout_id: str) -> Sequence[WebhookDelivery]:
        """Return an empty sequence: there are no deliveries."""
        return ()

    async def one(self, delivery_id: int) -> WebhookDelivery | None:
        """Return None: there are no deliveries."""
        return None

    async def page(
        self, wanted: WebhookFilter, *, after: int | None = None, before: int | None, limit: int
    ) -> Sequence[WebhookDelivery]:
        """Return an empty sequence: there are no deliveries."""
        return ()

    async def count_by_receiver(self, merchants: tuple[str, ...] | None) -> Sequence[DeliveryCount]:
        """Return an empty sequence: there are no deliveries."""
        return ()

    async def parked_among(self, checkout_ids: Sequence[str]) -> frozenset[str]:
        """Return an empty set: there are no deliveries."""
        return frozenset()

    async def resend(self, delivery_id: int, at: datetime) -> bool:
        """Return False: there are no deliveries."""
        return False
