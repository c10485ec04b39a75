"""The outbox from which the webhook sender claims deliveries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from application.ports.purchase_validation import Validation
from application.ports.webhooks.webhook_log import AttemptOutcome, DeliveryState
from application.webhooks.callbacks import OutgoingRequest
from domain.checkout import Checkout


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A delivery that this process may send until `until`. `number` is that of the recorded attempt.

    `failures` counts the failed attempts since the delivery was created or resent.
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
    """The outcome and the duration of an attempt."""

    outcome: AttemptOutcome
    milliseconds: int
    status: int | None = None
    problem: str | None = None


@dataclass(frozen=True, kw_only=True)
class DeliveryStatus:
    """The state of a delivery after an attempt. `due` is when it, or else the next one in its order, is sent."""

    state: DeliveryState
    due: datetime
    failures: int


class Outbox(Protocol):
    """Claims waiting deliveries and records attempts. Every method raises StoreUnavailable."""

    async def claim(
        self, *, at: datetime, until: datetime, most: int, each: int, busy: Mapping[str, int]
    ) -> Sequence[Claim]:
        """Claim up to `most` due deliveries, up to `each` for one receiver, minus those that it is `busy` with.

        No other process claims them before `until`. A delivery is not claimed while an earlier one about the same
        checkout to the same receiver is waiting.
        """

    async def settle(self, claimed: Claim, made: AttemptResult, standing: DeliveryStatus) -> None:
        """Record the result of an attempt. The call is idempotent."""


class QuestionLog(Protocol):
    """Stores validation questions among the deliveries."""

    async def keep(
        self,
        checkout: Checkout,
        request: OutgoingRequest,
        at: datetime,
        made: AttemptResult,
        validation: Validation,
    ) -> None:
        """Store one question and the shop's answer to it. Raises StoreUnavailable."""
