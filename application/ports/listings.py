"""Lists of the checkouts that tillroll prices, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.rules import Progress


@dataclass(frozen=True, kw_only=True)
class CheckoutSummary:
    """A checkout as a row of a list."""

    checkout_id: str
    merchant: str
    dialect: str
    progress: Progress
    email: str | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, kw_only=True)
class CheckoutFilter:
    """The conditions of a list. A checkout must meet all that are set. Both times are exclusive."""

    merchant: str
    dialect: str
    progress: tuple[Progress, ...] = ()
    email: str | None = None
    created_after: datetime | None = None
    created_before: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class CheckoutPage:
    """One page of a list. `total` counts the checkouts on all pages."""

    listings: Sequence[CheckoutSummary]
    has_more: bool
    total: int


class Listings(Protocol):
    """Reads lists. Raises StoreUnavailable."""

    async def page(
        self, wanted: CheckoutFilter, *, after: str | None, limit: int
    ) -> CheckoutPage | None:
        """Return up to `limit` checkouts that follow the one with the id `after`; None if that does not exist."""
