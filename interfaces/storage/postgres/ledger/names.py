"""The names of ledgers in the tables."""

from typing import Final

EVENTS_LEDGER: Final = "events"
"""The ledger of events."""
