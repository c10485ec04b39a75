"""The outcomes of consistency checks (`tillroll check`), which are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class CheckOutcome:
    """What a check found. `at` is when it ended, `tillroll` the version of the code that replayed the histories.

    `trail_rows` are the compared rows of the audit log, `clear_events` the events with personal data in the clear.
    """

    at: datetime
    milliseconds: int
    tillroll: str
    checkouts: int
    events: int
    snapshots: int
    trail_rows: int
    clear_events: int
    differences: int


class CheckLog(Protocol):
    """Reads the outcomes. The method raises StoreUnavailable."""

    async def outcomes(self, limit: int) -> Sequence[CheckOutcome]:
        """Return up to `limit` outcomes, the newest first."""
