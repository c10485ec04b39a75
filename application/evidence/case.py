"""Everything that a pack says about one purchase, as its audience gets it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from application.evidence.priors import PriorSearch
from application.evidence.purchase import PurchaseElements
from application.evidence.record.rows import CallRow, RefusedCommandRow, TimelineRow
from application.evidence.request import EvidenceRequest
from application.ledger.format.checkpoints import Checkpoint
from application.ports.ledger.reading import LedgerHead
from domain.checkout import Checkout

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class ShownEvidence:
    """What was shown at a version. `how` says in a word how that is known, `sentence` in words.

    `content` is the JSON that was shown, `html` the page that shows it, None if there is none. `today` are the words
    for what today's page would show differently.
    """

    version: int
    how: str
    sentence: str
    surface: str
    language: str
    content: bytes
    html: bytes | None = None
    today: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AgreedPurchase:
    """The commitment of the customer, and what was paid for it.

    Amounts are minor units of `currency`. `shown_total` is the total of the version that was shown.
    """

    version: int
    shown_version: int
    at: datetime
    who: str
    by_customer: bool
    total: int
    shown_total: int
    currency: str
    completed_at: datetime | None
    released_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class FirstAndLast(Generic[T]):
    """The first and the last rows of a list, of which `left_out` in the middle are in the pack only."""

    first: Sequence[T] = ()
    last: Sequence[T] = ()
    left_out: int = 0

    @property
    def count(self) -> int:
        """How many rows there are in all."""
        return len(self.first) + len(self.last) + self.left_out


@dataclass(frozen=True, kw_only=True)
class HiddenParts:
    """What was hidden: the number of events by the name of the part, and the sealed fields that stay sealed.

    `erased` are the names of the sealed fields that nobody can read any more.
    """

    parts: dict[str, int] = field(default_factory=dict)
    sealed: tuple[str, ...] = ()
    erased: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EvidenceCase:
    """The purchase in dispute. `newest` and `agreed` are states without personal data, which `elements` has.

    `head` is the signed head that the events are proven under. `proven_refusals` is how many of the refused commands
    are proven by the ledger of refused attempts; the others are only the operator's claim.
    """

    request: EvidenceRequest
    newest: Checkout
    agreed: Checkout
    purchase: AgreedPurchase
    shown: ShownEvidence
    elements: PurchaseElements
    head: LedgerHead
    checkpoint: Checkpoint
    timeline: FirstAndLast[TimelineRow]
    refusals: FirstAndLast[RefusedCommandRow]
    deliveries: FirstAndLast[CallRow]
    priors: PriorSearch
    hidden: HiddenParts
    erased_at: datetime | None
    sees_persons: bool
    proven_refusals: int = 0
