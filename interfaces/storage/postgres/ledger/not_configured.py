"""The ledger where the configuration has none."""

from collections.abc import Collection, Mapping, Sequence
from typing import Never

from application.ledger.format.tiles import Tile
from application.ports.ledger.reading import (
    EntryBundle,
    LedgerHead,
    LedgerNotConfigured,
    LedgerStatus,
    LoggedEvent,
    RecomputedEntry,
)


class NoLedger:
    """Implements `application.ports.ledger.reading.Ledger`: every method raises LedgerNotConfigured."""

    async def status(self) -> LedgerStatus:
        """Raise LedgerNotConfigured whatever is read."""
        _refuse_reading()

    async def size(self) -> int:
        """Raise LedgerNotConfigured whatever is read."""
        _refuse_reading()

    async def latest_head(self) -> LedgerHead | None:
        """Raise LedgerNotConfigured whatever is read."""
        _refuse_reading()

    async def head(self, size: int) -> LedgerHead | None:
        """Raise LedgerNotConfigured whatever is read."""
        _refuse_reading()

    async def heads(self, *, after: int, limit: int) -> Sequence[LedgerHead]:
        """Raise LedgerNotConfigured whatever is read."""
        _refuse_reading()

    async def cosigned_head(self, *, up_to: int) -> LedgerHead | None:
        """Raise LedgerNotConfigured whatever is read."""
        _refuse_reading()

    async def tiles(self, tiles: Collection[Tile], size: int) -> Mapping[Tile, bytes]:
        """Raise LedgerNotConfigured whatever is read."""
        _refuse_reading()

    async def bundle(self, n: int, size: int) -> EntryBundle | None:
        """Raise LedgerNotConfigured whatever is read."""
        _refuse_reading()

    async def index_of(self, checkout_id: str, version: int) -> int | None:
        """Raise LedgerNotConfigured whatever is read."""
        _refuse_reading()

    async def version_at(self, checkout_id: str, position: int) -> int | None:
        """Raise LedgerNotConfigured whatever is read."""
        _refuse_reading()

    async def open_entries(
        self, checkout_id: str, *, first: int, last: int
    ) -> Sequence[LoggedEvent]:
        """Raise LedgerNotConfigured whatever is read."""
        _refuse_reading()

    async def recompute_entries(self, *, after: int, limit: int) -> Sequence[RecomputedEntry]:
        """Raise LedgerNotConfigured whatever is read."""
        _refuse_reading()


def _refuse_reading() -> Never:
    raise LedgerNotConfigured("The configuration has no [ledger].")
