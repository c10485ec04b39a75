"""The outcomes of audits of the ledger (`tillroll ledger audit`), which are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class LedgerAuditOutcome:
    """What an audit found. `at` is when it ended, `tillroll` the version of the code that recomputed the entries.

    `size` entries and `heads` heads were compared, `erased` of the entries without a key. `finding` is a sentence about
    the first difference; None if there is none.
    """

    at: datetime
    milliseconds: int
    tillroll: str
    size: int
    heads: int
    erased: int
    differences: int
    finding: str | None


class LedgerAuditLog(Protocol):
    """Reads the outcomes. The method raises StoreUnavailable."""

    async def outcomes(self, limit: int) -> Sequence[LedgerAuditOutcome]:
        """Return up to `limit` outcomes of the present origin, the newest first."""
