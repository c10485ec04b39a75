"""The deadlines at which checkouts are checked for expiry or for an open payment."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol


class Deadlines(Protocol):
    """Reads and moves deadlines. Appends set them too (`Append.deadline`)."""

    async def due(self, at: datetime, limit: int) -> Sequence[str]:
        """Return the ids of checkouts whose deadline is `at` or earlier, the longest overdue first."""

    async def settle(self, checkout_id: str, next_due: datetime | None) -> None:
        """Move the deadline of a checkout, or remove it."""
