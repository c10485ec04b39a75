"""Callbacks to shops, as they are listed and sent again: what was to be delivered, and every attempt at it."""

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

_USER = re.compile(r"(?<=://)[^/?#]*@")


class DeliveryState(enum.Enum):
    """Where a delivery stands. It is sent only while it waits, and goes back to that when it is sent again."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    ENDED = "ended"
    """It was answered with what the dialect neither takes for a delivery nor tries again for."""
    PARKED = "parked"
    """Every attempt failed, or it cannot be sent at all; it is not tried again by itself."""
    ANSWERED = "answered"
    """A question to the shop, which was asked once and is never sent again."""


class AttemptOutcome(enum.Enum):
    """What came of one attempt."""

    UNDER_WAY = "under way"
    """It was begun. Where that is long ago, the process that made it was killed, and nobody knows what came of it."""
    DELIVERED = "delivered"
    REJECTED = "rejected"
    """The receiver answered something else."""
    UNANSWERED = "unanswered"
    BROKEN_OFF = "broken off"
    """The server was shut down meanwhile. It does not count as a failure."""
    NOT_SENT = "not sent"
    """The target is not allowed, or there was nothing that could be sent."""


@dataclass(frozen=True, kw_only=True)
class DeliveryAttempt:
    """One attempt, begun at `at`. `milliseconds` is how long it took; `problem` is for people."""

    number: int
    at: datetime
    outcome: AttemptOutcome
    status: int | None
    milliseconds: int | None
    problem: str | None


@dataclass(frozen=True, kw_only=True)
class WebhookDelivery:
    """One callback about a checkout, caused by the event that made `version`.

    A question to the shop has no event for a cause, and `version` is what it was asked about. `due` is when the next
    attempt is made, if no earlier delivery about the same checkout to the same `receiver` is still waiting.
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
        """The URL as people may see it: a user name and a password, which older checkouts may have, are hidden."""
        return _USER.sub("[hidden]@", self.url, count=1)


@dataclass(frozen=True, kw_only=True)
class WebhookFilter:
    """Which deliveries are meant; every condition that is set has to hold."""

    state: DeliveryState | None = None
    checkout_id: str | None = None
    merchant: str | None = None
    receiver: str | None = None


class WebhookLog(Protocol):
    """The deliveries, listed and sent again. Every method raises StoreUnavailable."""

    async def of(self, checkout_id: str) -> Sequence[WebhookDelivery]:
        """All deliveries about one checkout, oldest first."""

    async def one(self, delivery_id: int) -> WebhookDelivery | None:
        """One of them."""

    async def page(
        self, wanted: WebhookFilter, *, before: int | None, limit: int
    ) -> Sequence[WebhookDelivery]:
        """Up to `limit` deliveries, newest first; with `before` those whose ids are lower than that."""

    async def resend(self, delivery_id: int, at: datetime) -> bool:
        """Lets a delivery be sent from `at` on, with all its retries, whatever became of it before.

        False where there is none, or it is one that cannot be sent again: a question to the shop.
        """


class NoWebhookLog:
    """Where there is no outgoing mechanism: nothing was ever to be delivered."""

    async def of(self, checkout_id: str) -> Sequence[WebhookDelivery]:
        """None."""
        return ()

    async def one(self, delivery_id: int) -> WebhookDelivery | None:
        """None."""
        return None

    async def page(
        self, wanted: WebhookFilter, *, before: int | None, limit: int
    ) -> Sequence[WebhookDelivery]:
        """None."""
        return ()

    async def resend(self, delivery_id: int, at: datetime) -> bool:
        """Nothing can be."""
        return False
