"""The store of all events, and what one append records with them.

The store decides optimistic concurrency. Of two appends at one version it records exactly one and raises `VersionTaken`
for the other. An append that returns is durable.
"""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import datetime
from typing import Protocol

from application.ports.idempotency_store import ResponseToStore
from application.ports.listings import CheckoutSummary
from application.ports.person_vault import NewPersonKey, PersonAccess
from domain.events import CheckoutEvent


@dataclass(eq=False)
class VersionTaken(Exception):
    """The first version of the append exists already. Nothing of the append was recorded.

    `overlapped` is True if that version was recorded after this append began.
    """

    overlapped: bool


class StoreUnavailable(Exception):
    """The store was not reachable or did not answer in time. It is unknown whether an append was recorded."""


@dataclass(eq=False)
class AliasTaken(Exception):
    """The alias belongs to the checkout `checkout_id`. Nothing of the append was recorded."""

    checkout_id: str


@dataclass(eq=False)
class InsufficientStock(Exception):
    """Only `available` pieces of `article` are in stock. Nothing of the append was recorded."""

    article: str
    available: int


@dataclass(eq=False)
class NoUseLeft(Exception):
    """`discount` has no use left, altogether or for this buyer. Nothing of the append was recorded."""

    discount: str


@dataclass(frozen=True, kw_only=True)
class Alias:
    """Another name of a checkout, unique in its scope: a public token, a shop's own order number."""

    scope: str
    value: str


@dataclass(frozen=True, kw_only=True)
class StockMovement:
    """Pieces of an article that leave the stock of a merchant; negative if they return to it."""

    merchant: str
    article: str
    pieces: int


@dataclass(frozen=True, kw_only=True)
class DiscountUse:
    """A use of a merchant's discount by the checkout of the append; `is_returned` if its purchase came to nothing."""

    merchant: str
    discount: str
    is_returned: bool = False


@dataclass(frozen=True)
class Append:
    """Consecutive events of one checkout, and what is recorded in the same transaction.

    `deadline` is when the checkout is checked next; None leaves its deadline unchanged. `summary` replaces the
    checkout's row in the listings. `response` belongs to the idempotency key of the request. `person` is the key of the
    personal data of a new checkout. `reads_key` asks for the key of a known one, as it is at this append.
    """

    events: Sequence[CheckoutEvent]
    _: KW_ONLY
    aliases: Sequence[Alias] = ()
    deadline: datetime | None = None
    stock: Sequence[StockMovement] = ()
    discount_uses: Sequence[DiscountUse] = ()
    summary: CheckoutSummary | None = None
    response: ResponseToStore | None = None
    person: NewPersonKey | None = None
    reads_key: bool = False


class EventStore(Protocol):
    """The histories of all checkouts."""

    async def append(self, append: Append) -> PersonAccess | None:
        """Record all of the append or nothing. Return what opens the personal data, if the append `reads_key`.

        Raises VersionTaken, AliasTaken, InsufficientStock, NoUseLeft, KeyAlreadyUsed or StoreUnavailable.
        """

    async def events(
        self, checkout_id: str, *, after: int = 0, up_to: int | None = None
    ) -> Sequence[CheckoutEvent]:
        """Return the events of one checkout with `after` < version ≤ `up_to`, in order; empty if there are none."""

    async def find(self, name: Alias) -> str | None:
        """Return the id of the checkout that has this alias."""
