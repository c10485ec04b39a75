"""The log of reads of the history. Each entry is stored before anything is answered, whatever came of the read.

An entry is stored after the lookup, so that one entry has the outcome too. Nothing is learned without an entry: the
answer "there is no such checkout" waits for it like any other.
"""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from application.history.public_tokens import hide_public_tokens
from domain.provenance import Provenance


class AccessOutcome(enum.Enum):
    """What came of a read. The values are stored."""

    FOUND = "found"
    NOT_FOUND = "not-found"
    """There is no such checkout, version or instant, or the checkout is another merchant's."""
    DENIED = "denied"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class AccessEntry:
    """One read by `provenance.actor`. `target` is the request target as it was sent, without the key.

    `checkout_id` is the checkout that was requested; None for a request across checkouts. `outcome` is None in entries
    of earlier versions.
    """

    at: datetime
    checkout_id: str | None
    target: str
    provenance: Provenance
    outcome: AccessOutcome | None

    @property
    def shown_target(self) -> str:
        """The target without public tokens, which readers may have searched for: older events have them."""
        return hide_public_tokens(self.target)


@dataclass(frozen=True, kw_only=True)
class StoredAccessEntry:
    """A stored entry. Positions increase, and an entry never becomes visible before an earlier one."""

    position: int
    read: AccessEntry


@dataclass(frozen=True, kw_only=True)
class AccessFilter:
    """The conditions of a query. An entry must meet all that are set. `since` is inclusive, `until` exclusive."""

    reader: str | None = None
    checkout_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ReaderLooks:
    """The number of entries of one reader, an actor, and the times of the first and the last one."""

    reader: str
    looks: int
    first_at: datetime
    last_at: datetime


class AccessLog(Protocol):
    """Stores and reads access entries. Every method raises StoreUnavailable."""

    async def keep(self, read: AccessEntry) -> None:
        """Store one entry durably."""

    async def page(
        self, wanted: AccessFilter, *, after: int | None, before: int | None, limit: int
    ) -> Sequence[StoredAccessEntry]:
        """Return up to `limit` entries in the order of their positions.

        `after` selects the first entries after a position, `before` the last ones before it; never both.
        """

    async def looks_since(self, at: datetime, limit: int) -> Sequence[ReaderLooks]:
        """Count the entries from `at` on by reader, for up to `limit` readers, the one who read last first."""
