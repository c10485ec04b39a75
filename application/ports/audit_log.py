"""The audit trail: events across all checkouts, to be searched, exported and followed.

The trail is a projection of the events and lags a little behind them. Its order is that of the store: by `position`,
which only grows, and in which no later event ever appears before an earlier one.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.provenance import Provenance


@dataclass(frozen=True, kw_only=True)
class AuditFilter:
    """Which events are meant; every condition that is set has to hold.

    `merchants` is what the reader may see (None: all). Totals are minor units and inclusive, `since` is inclusive and
    `until` exclusive. `text`: each of its words (`application.history.search_terms`) begins a word of the checkout's
    reference,
    article ids or descriptions, fees included, as they are after the event. A text without any word is found nowhere.
    """

    merchants: tuple[str, ...] | None
    checkout_id: str | None = None
    types: tuple[str, ...] = ()
    actor: str | None = None
    merchant: str | None = None
    dialect: str | None = None
    operation: str | None = None
    reference: str | None = None
    request_id: str | None = None
    address: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    min_total: int | None = None
    max_total: int | None = None
    stage: str | None = None
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class AuditEntry:
    """One event as the trail has it. `topic` is its type; `changes` the RFC 6902 patch from the version before (JSON).

    `reference`, `stage`, `total` (minor units) and `currency` are those of the checkout after the event.
    """

    position: int
    checkout_id: str
    version: int
    topic: str
    at: datetime
    merchant: str
    provenance: Provenance
    changes: str
    reference: str | None
    stage: str
    total: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class AuditLogStatus:
    """How far the projection is: its own position, the store's, and the age in seconds of the oldest event missing."""

    position: int
    newest: int
    behind_seconds: float = 0.0


class AuditLog(Protocol):
    """Reads the trail. Every method raises StoreUnavailable where the store cannot be asked."""

    async def page(
        self, wanted: AuditFilter, *, after: int | None, before: int | None, limit: int
    ) -> Sequence[AuditEntry]:
        """Up to `limit` entries in the order of their positions.

        With `after` those that follow a position, with `before` the last ones that precede one, with neither the first
        ones; never both.
        """

    def all(self, wanted: AuditFilter) -> AsyncIterator[Sequence[AuditEntry]]:
        """Every entry in order, a bounded number at a time, as of one moment; for exports of any size."""

    def follow(self, wanted: AuditFilter, *, after: int) -> AsyncIterator[Sequence[AuditEntry]]:
        """Entries after a position and then new ones as they come, none missed and none twice; never ends by itself.

        Yields an empty sequence now and then where there is nothing new, so that a caller can send a sign of life.
        """

    async def wait_for(self, checkout_id: str, version: int, *, seconds: float) -> bool:
        """Whether the trail has reached that event within so many seconds."""

    async def status(self) -> AuditLogStatus:
        """How far the projection is."""
