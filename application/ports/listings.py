"""Lists of checkouts whose shop prices them, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from application.checkouts.inline_writes import CheckoutSummary
from domain.progress import Progress


@dataclass(frozen=True, kw_only=True)
class CheckoutFilter:
    """Which checkouts are meant; every condition that is set has to hold. Both instants are exclusive."""

    merchant: str
    dialect: str
    progress: tuple[Progress, ...] = ()
    email: str | None = None
    created_after: datetime | None = None
    created_before: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class CheckoutPage:
    """A page: what is on it, whether there is more, and how many there are altogether."""

    listings: Sequence[CheckoutSummary]
    has_more: bool
    total: int


class Listings(Protocol):
    """Reads lists. Raises StoreUnavailable where the store cannot be asked."""

    async def page(
        self, wanted: CheckoutFilter, *, after: str | None, limit: int
    ) -> CheckoutPage | None:
        """Up to `limit` checkouts that follow the one with the id `after`; None where there is no such checkout."""
