"""The audit log: the events of all checkouts, for search, export and streaming.

It is a projection of the events and lags slightly behind them. Its order is that of the event store: by `position`,
which increases. An event never becomes visible before an earlier one.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from domain.provenance import Provenance

PAGE_BYTES: Final = 1_000_000
"""A page or batch ends with the entry whose changes bring it to this number of bytes or beyond."""


@dataclass(frozen=True, kw_only=True)
class AuditFilter:
    """The conditions of a query. An event must meet all that are set.

    The checkout must be one of `checkout_ids`, and the address one of `addresses`, if any. Addresses of shoppers are
    sealed (`application.persons.search.with_sealed_addresses`).
    `assigned_id` is an order number, order id, purchase id or payment id that the event itself set.
    `merchants` are those that the reader may see; None for all. Totals are minor units and inclusive; `since` is
    inclusive and `until` exclusive. Each word of `text` (`application.history.search_terms`) must be the prefix of a
    word of the reference, article ids or descriptions, fees included, after the event. A text without words matches
    nothing.
    """

    merchants: tuple[str, ...] | None
    checkout_id: str | None = None
    checkout_ids: tuple[str, ...] | None = None
    types: tuple[str, ...] = ()
    actor: str | None = None
    merchant: str | None = None
    dialect: str | None = None
    operation: str | None = None
    reference: str | None = None
    request_id: str | None = None
    assigned_id: str | None = None
    addresses: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    min_total: int | None = None
    max_total: int | None = None
    currency: str | None = None
    stage: str | None = None
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class AuditEntry:
    """One event. `topic` is its type, `changes` the JSON text of an RFC 6902 patch from the version before.

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


@dataclass(frozen=True, slots=True)
class TalliedEntry:
    """An entry with the stage of its checkout now, and the dialect that the checkout was opened in."""

    checkout_id: str
    at: datetime
    merchant: str
    stage: str
    dialect: str


@dataclass(frozen=True, kw_only=True)
class AuditPage:
    """Entries in the order of their positions. With `is_cut` the page ends at PAGE_BYTES, and there are more."""

    entries: Sequence[AuditEntry]
    is_cut: bool = False


@dataclass(frozen=True, kw_only=True)
class AuditLogStatus:
    """The progress of the projection: its position, the store's, and the age in seconds of the oldest missing event.

    `lacks_assigned_ids`: events that an earlier version indexed are not found by `AuditFilter.assigned_id` until a
    rebuild. `replica_behind_seconds`: how far the replica is behind that was read, None for the primary. It is part of
    `behind_seconds`.
    """

    position: int
    newest: int
    behind_seconds: float = 0.0
    lacks_assigned_ids: bool = False
    replica_behind_seconds: float | None = None


class AuditLog(Protocol):
    """Reads the audit log. Every method raises StoreUnavailable."""

    async def page(
        self, wanted: AuditFilter, *, after: int | None, before: int | None, limit: int
    ) -> AuditPage:
        """Return up to `limit` entries, within PAGE_BYTES.

        `after` selects the first entries after a position, `before` the last ones before it; never both. Without either
        the first entries are returned.
        """

    async def tally(self, wanted: AuditFilter, *, limit: int) -> Sequence[TalliedEntry]:
        """Return the newest `limit` entries, the newest first, in the few values that counts are made from."""

    def all(self, wanted: AuditFilter) -> AsyncIterator[Sequence[AuditEntry]]:
        """Yield all entries of one database snapshot in order, in batches of bounded size, also in bytes."""

    def follow(self, wanted: AuditFilter, *, after: int) -> AsyncIterator[Sequence[AuditEntry]]:
        """Yield the entries after a position and then new ones as they arrive, each exactly once, without end.

        The batches are bounded as those of `all`. Yields an empty sequence from time to time if there are no new ones,
        so that the caller can send a keep-alive.
        """

    async def wait_for(self, checkout_id: str, version: int, *, seconds: float) -> bool:
        """Wait up to `seconds` for an event to be indexed, and return whether it is."""

    async def newest_of(
        self, checkout_ids: Sequence[str], wanted: AuditFilter
    ) -> Sequence[AuditEntry]:
        """Return the newest entry of each checkout that meets the filter, without its changes (`[]`).

        Checkouts without one are left out. The order is that of `checkout_ids`.
        """

    async def openings_of(self, checkout_ids: Sequence[str]) -> Sequence[AuditEntry]:
        """Return the first entry of each checkout that is indexed, in the order of `checkout_ids`."""

    async def status(self) -> AuditLogStatus:
        """Return the progress of the projection."""
