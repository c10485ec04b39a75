"""The facts of the answers about what came after: refused commands, callbacks, and what the record does not have."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from application.history.answers.facts import (
    Agreement,
    EventMark,
    Payability,
    TotalComparison,
    TotalSetting,
)
from application.history.answers.order_reports.facts import OrderFact, Refunds, Shipments
from application.ports.webhooks.webhook_log import DeliveryState
from domain.values.payment import RefundCause

# What was refused


@dataclass(frozen=True, kw_only=True)
class RefusedKind:
    """Refused commands of one kind for one reason, and the first and the last of them. `facts` are those of the last.

    `actor`, `version` and `position` are those of the last one; `position` is None where it has no page of its own.
    """

    command: str
    reason: str
    facts: dict[str, object]
    count: int
    first_at: datetime
    last_at: datetime
    actor: str
    version: int
    position: int | None


@dataclass(frozen=True, kw_only=True)
class NothingRefused:
    """No command was refused on the versions from `since` on, which is the agreement's if `is_after_agreement`."""

    KIND: ClassVar[str] = "nothing-refused"

    since: int
    is_after_agreement: bool


@dataclass(frozen=True, kw_only=True)
class CommandsRefused:
    """The commands that were refused on the versions from `since` on. `unread` are older than those in `kinds`."""

    KIND: ClassVar[str] = "refused"

    since: int
    is_after_agreement: bool
    count: int
    kinds: tuple[RefusedKind, ...]
    unread: int


LaterRefusals = NothingRefused | CommandsRefused

# Whether the shop was called


@dataclass(frozen=True, kw_only=True)
class ShopCall:
    """A callback to the shop. `topic` is the type of the event that caused it; empty for a validation question.

    `last_at` and `status` are those of the last attempt; None without an attempt or a response.
    """

    delivery: int
    channel: str
    version: int
    topic: str
    state: DeliveryState
    attempts: int
    last_at: datetime | None
    status: int | None
    problem: str | None


@dataclass(frozen=True, kw_only=True)
class ShopNotCalled:
    """No callback is recorded."""

    KIND: ClassVar[str] = "not-called"


@dataclass(frozen=True, kw_only=True)
class ShopCalled:
    """The newest callbacks, oldest first; `earlier` are how many older ones there are."""

    KIND: ClassVar[str] = "called"

    calls: tuple[ShopCall, ...]
    earlier: int


ShopCalls = ShopNotCalled | ShopCalled

# What cannot be known


@dataclass(frozen=True, kw_only=True)
class NothingBeforeOpening:
    """The record begins with the opening."""

    KIND: ClassVar[str] = "nothing-before-opening"

    opening: EventMark


@dataclass(frozen=True, kw_only=True)
class ScreenNotSeen:
    """The purchase was agreed through an API, not on a page of tillroll, so the customer's screen is not known."""

    KIND: ClassVar[str] = "screen-not-seen"

    event: EventMark


@dataclass(frozen=True, kw_only=True)
class AgreedEarlier:
    """The customer agreed to a recurring token, and the shop committed this purchase when it opened the checkout."""

    KIND: ClassVar[str] = "agreed-earlier"

    event: EventMark


@dataclass(frozen=True, kw_only=True)
class PageReported:
    """The customer's page sent the number of the version that it showed. What the customer read is not recorded."""

    KIND: ClassVar[str] = "page-reported"

    event: EventMark
    shown_version: int


@dataclass(frozen=True, kw_only=True)
class DataUnreadable:
    """Data of these classes was erased in every version."""

    KIND: ClassVar[str] = "data-erased"

    classes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PaymentTimeNotKnown:
    """The report of a payment has no time of the payment; `event` is the record of the report."""

    KIND: ClassVar[str] = "payment-time"

    event: EventMark


@dataclass(frozen=True, kw_only=True)
class PaymentOutcomeNotKnown:
    """The purchase is agreed, and no payment is reported yet."""

    KIND: ClassVar[str] = "payment-outcome"

    event: EventMark


@dataclass(frozen=True, kw_only=True)
class PaymentDueBack:
    """A payment succeeded that does not pay for the purchase. Whether it was paid back is not recorded."""

    KIND: ClassVar[str] = "payment-due-back"

    amount: int
    currency: str
    commitment: int
    cause: RefundCause


@dataclass(frozen=True, kw_only=True)
class OutsideNotTried:
    """Whether the goods are there, the shop would let the purchase through, and the payment would succeed."""

    KIND: ClassVar[str] = "outside-not-tried"

    version: int


@dataclass(frozen=True)
class ReceiverNotKnown:
    """What the shop did with the callbacks that it confirmed."""

    KIND: ClassVar[str] = "receiver"


Unknown = (
    NothingBeforeOpening
    | ScreenNotSeen
    | AgreedEarlier
    | PageReported
    | DataUnreadable
    | PaymentTimeNotKnown
    | PaymentOutcomeNotKnown
    | PaymentDueBack
    | OutsideNotTried
    | ReceiverNotKnown
)


@dataclass(frozen=True, kw_only=True)
class CheckoutAnswers:
    """The answers about a checkout whose newest version is `version`."""

    checkout_id: str
    version: int
    agreement: Agreement
    payability: Payability
    totals: TotalComparison
    setting: TotalSetting
    refused: LaterRefusals
    calls: ShopCalls
    shipments: Shipments
    refunds: Refunds
    unknown: tuple[Unknown, ...]


Fact = (
    Agreement
    | Payability
    | TotalComparison
    | TotalSetting
    | LaterRefusals
    | ShopCalls
    | OrderFact
    | Unknown
)
