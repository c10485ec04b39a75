"""What a sender needs of the place where deliveries are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from application.ports.purchase_validation import Validation
from application.ports.webhook_log import AttemptOutcome, DeliveryState
from application.webhooks.callbacks import OutgoingRequest
from domain.checkout import Checkout


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A delivery that is this process's to send until `until`; `number` is that of the attempt, which was recorded.

    `failures` is how many attempts have failed since it was to be sent, or to be sent again.
    """

    id: int
    number: int
    checkout_id: str
    merchant: str
    outgoing: OutgoingRequest
    receiver: str
    failures: int
    until: datetime


@dataclass(frozen=True, kw_only=True)
class AttemptResult:
    """An attempt that was made: what came of it, and how long it took."""

    outcome: AttemptOutcome
    milliseconds: int
    status: int | None = None
    problem: str | None = None


@dataclass(frozen=True, kw_only=True)
class DeliveryStatus:
    """Where a delivery stands after an attempt; `due` is when it, or else the next in its line, is to be sent."""

    state: DeliveryState
    due: datetime
    failures: int


class Outbox(Protocol):
    """Deliveries that wait. Every method raises StoreUnavailable."""

    async def claim(
        self, *, at: datetime, until: datetime, most: int, each: int, busy: Mapping[str, int]
    ) -> Sequence[Claim]:
        """Up to `most` deliveries that are due, for each receiver up to `each`, less what it is `busy` with.

        Nobody else claims them before `until`. One about a checkout is not claimed while an earlier one about it, to
        the same receiver, still waits.
        """

    async def settle(self, claimed: Claim, made: AttemptResult, standing: DeliveryStatus) -> None:
        """Records what came of an attempt. To settle twice does what settling once does."""


class QuestionLog(Protocol):
    """Where the questions to shops are kept, beside the deliveries."""

    async def keep(
        self,
        checkout: Checkout,
        asked: OutgoingRequest,
        at: datetime,
        made: AttemptResult,
        said: Validation,
    ) -> None:
        """Records one question, with what was made of the answer. Raises StoreUnavailable."""
