"""The facts of the answers about the agreement and the total of one checkout, each with its versions.

Amounts are minor units, times UTC. A fact that the record does not have is a value of its own, so that no sentence has
to guess. `KIND` is the name of a fact in the APIs and never changes.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.stage import Stage


@dataclass(frozen=True, kw_only=True)
class EventMark:
    """An event that a fact rests on, and the request that caused it."""

    version: int
    at: datetime
    topic: str
    actor: str
    dialect: str
    operation: str
    request_id: str


@dataclass(frozen=True, kw_only=True)
class TotalAt:
    """The total at a version."""

    version: int
    amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class TotalChange:
    """An event that changed the total."""

    event: EventMark
    before: int
    after: int
    currency: str


# What was agreed, and when


@dataclass(frozen=True, kw_only=True)
class StageNow:
    """The stage of the newest version. `event` brought it about if `is_cause`, and is the last change otherwise."""

    stage: Stage
    event: EventMark
    is_cause: bool


@dataclass(frozen=True, kw_only=True)
class NothingAgreed:
    """The purchase was never agreed. `now` is the total of the newest version."""

    KIND: ClassVar[str] = "nothing-agreed"

    stage: StageNow
    now: TotalAt


@dataclass(frozen=True, kw_only=True)
class PurchaseAgreed:
    """The purchase is agreed. `shown` is the total of the version that the customer saw.

    `completion` is the event that completed the purchase; None while no payment is reported. `earlier` are the
    versions of agreements that were released, the latest ones of `earlier_count`.
    """

    KIND: ClassVar[str] = "agreed"

    event: EventMark
    agreed: TotalAt
    shown: TotalAt
    completion: EventMark | None
    charged: int | None
    earlier: tuple[int, ...]
    earlier_count: int


@dataclass(frozen=True, kw_only=True)
class AgreementReleased:
    """The last agreement was released, so the purchase is not agreed now. `release` is None if it was not found."""

    KIND: ClassVar[str] = "released"

    event: EventMark
    agreed: TotalAt
    shown: TotalAt
    release: EventMark | None
    reason: str | None
    stage: StageNow
    now: TotalAt
    earlier: tuple[int, ...]
    earlier_count: int


Agreement = NothingAgreed | PurchaseAgreed | AgreementReleased


@dataclass(frozen=True, kw_only=True)
class Payable:
    """Nothing in the record stops the customer from agreeing to the purchase at `version`."""

    KIND: ClassVar[str] = "payable"

    version: int


@dataclass(frozen=True, kw_only=True)
class NotPayable:
    """A commitment to `version` would be refused. `reason` names the refusal, `facts` is what its rule compared."""

    KIND: ClassVar[str] = "not-payable"

    version: int
    reason: str
    facts: dict[str, object]


@dataclass(frozen=True, kw_only=True)
class PaymentRecorded:
    """The purchase is paid, so there is nothing left to pay."""

    KIND: ClassVar[str] = "paid"

    version: int


Payability = Payable | NotPayable | PaymentRecorded

# Whether the total changed


@dataclass(frozen=True, kw_only=True)
class NoAgreedTotal:
    """There is no agreement that the total could differ from."""

    KIND: ClassVar[str] = "no-agreed-total"

    now: TotalAt


@dataclass(frozen=True, kw_only=True)
class TotalsCompared:
    """The total that was shown, the agreed one, and the one of the newest version.

    `later` are the changes after the agreement, oldest first: those of the versions up to `examined`, at most
    MOST_CHANGES of `later_count`.
    """

    KIND: ClassVar[str] = "compared"

    shown: TotalAt
    agreed: TotalAt
    newest: TotalAt
    later: tuple[TotalChange, ...]
    later_count: int
    examined: int


TotalComparison = NoAgreedTotal | TotalsCompared

# Who set the total last


@dataclass(frozen=True, kw_only=True)
class TotalSet:
    """The last change of the total up to the agreement, or to the newest version if there is none.

    `agreement` is the event of the agreement.
    """

    KIND: ClassVar[str] = "set"

    change: TotalChange
    agreement: EventMark | None


@dataclass(frozen=True, kw_only=True)
class TotalNeverSet:
    """No event changed the total, which is zero since the opening. `version` is the last version that was examined."""

    KIND: ClassVar[str] = "never-set"

    version: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class SetBeforeSearch:
    """The total was set before `since`, the earliest version that was examined, and was the same from then on."""

    KIND: ClassVar[str] = "set-before-search"

    since: TotalAt
    until: int


TotalSetting = TotalSet | TotalNeverSet | SetBeforeSearch
