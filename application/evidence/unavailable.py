"""Why there is no pack. The exceptions are not frozen: a context manager sets the traceback of what it lets pass."""

from dataclasses import dataclass
from datetime import datetime

from application.ports.ledger.reading import MissingOpening


@dataclass(eq=False)
class PurchaseNotAgreed(Exception):
    """The customer never agreed to this purchase, so there is nothing to show. `stage` is the present one."""

    stage: str


@dataclass(eq=False)
class NotYetProven(Exception):
    """The last event is recorded, and no signed head covers it. One is due at `due`, after which the ledger is late."""

    version: int
    due: datetime


@dataclass(eq=False)
class LedgerBroken(Exception):
    """An event is not the one that was logged, or a proof cannot be made. Nothing may be called proven then."""

    version: int
    reason: MissingOpening | None


@dataclass(eq=False)
class PurchaseErased(Exception):
    """The whole checkout was erased, with its key in the ledger. How many events there were is all that remains."""

    versions: int
    erased_at: datetime | None


@dataclass(eq=False)
class HistoryTooLong(Exception):
    """The history has more versions than a pack may have files for."""

    versions: int
    most: int
