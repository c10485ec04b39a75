"""Finds the version with which the customer agreed to the purchase."""

from application.history.windows.timeline_window import HistorySlice
from domain.events import PurchaseCommitted


def last_commitment(part: HistorySlice) -> int | None:
    """Return the last version of a slice with which the purchase was agreed; None if there is none."""
    agreed = (
        event.originator_version for event in part.events if isinstance(event, PurchaseCommitted)
    )
    return max(agreed, default=None)
