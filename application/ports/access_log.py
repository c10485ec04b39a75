"""Who has read the trail: every answer that the history API gives is kept, before it is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.provenance import Provenance


@dataclass(frozen=True, kw_only=True)
class AccessEntry:
    """One reading. `provenance.actor` read, `asked` is the request as it was sent, without the key.

    `checkout_id` is the checkout that was read; None where the reading went across checkouts.
    """

    at: datetime
    checkout_id: str | None
    asked: str
    provenance: Provenance


@dataclass(frozen=True, kw_only=True)
class StoredAccessEntry:
    """A reading as it is read back. Positions only grow, and no reading ever appears before an earlier one."""

    position: int
    read: AccessEntry


@dataclass(frozen=True, kw_only=True)
class AccessFilter:
    """Which readings are meant; every condition that is set has to hold. `since` is inclusive, `until` exclusive."""

    reader: str | None = None
    checkout_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None


class AccessLog(Protocol):
    """The readings, kept. Every method raises StoreUnavailable where the store cannot be asked."""

    async def keep(self, read: AccessEntry) -> None:
        """Records one reading durably."""

    async def page(
        self, wanted: AccessFilter, *, after: int | None, before: int | None, limit: int
    ) -> Sequence[StoredAccessEntry]:
        """Up to `limit` readings in the order of their positions.

        With `after` those that follow a position, with `before` the last ones that precede one; never both.
        """
