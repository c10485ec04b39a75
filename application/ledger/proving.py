"""Proofs from a ledger: of one event under a head, and of a head that continues an earlier one."""

from dataclasses import dataclass
from datetime import datetime

from application.ledger.format.proof_files import InclusionProof
from application.ledger.format.proofs import (
    consistency_proof,
    consistency_ranges,
    inclusion_proof,
    inclusion_ranges,
)
from application.ledger.format.tiles import TILE_WIDTH, node_reader, tiles_for
from application.ports.ledger.reading import Ledger, LedgerHead


class NotUnderHead(Exception):
    """The event is recorded and no such head covers it yet; or no event of this version is recorded."""


@dataclass(frozen=True, kw_only=True)
class ProofService:
    """Makes proofs from the tiles of a ledger.

    Every method raises LedgerNotConfigured and StoreUnavailable, and LookupError if the stored tree lacks a tile.
    """

    ledger: Ledger

    async def inclusion(
        self, checkout_id: str, version: int, size: int | None = None
    ) -> InclusionProof:
        """Return the proof of an event under the head of this size, by default the newest one. Raises NotUnderHead."""
        head = await self._head(size)
        index = await self.ledger.index_of(checkout_id, version)
        if head is None or index is None or index >= head.size:
            raise NotUnderHead(f"version {version} of checkout {checkout_id}")
        n, place = divmod(index, TILE_WIDTH)
        bundle = await self.ledger.bundle(n, head.size)
        if bundle is None:
            raise LookupError(f"bundle {n} is missing")
        tiles = await self.ledger.tiles(tiles_for(inclusion_ranges(index, head.size)), head.size)
        return InclusionProof(
            extra=bundle.entries[place],
            index=index,
            hashes=inclusion_proof(index, head.size, node_reader(tiles)),
            checkpoint=head.note,
        )

    async def covered_since(self, checkout_id: str, version: int) -> datetime | None:
        """Return when the first stored head that covers an event was signed; None while there is none.

        Heads without cosignatures are stored for a day, so this is the time of a later one afterwards.
        """
        index = await self.ledger.index_of(checkout_id, version)
        heads = [] if index is None else await self.ledger.heads(after=index, limit=1)
        return heads[0].at if heads else None

    async def consistency(self, old_size: int, size: int) -> tuple[bytes, ...]:
        """Return the proof that the tree of `size` continues that of `old_size`.

        Raises ValueError unless the old size is the smaller one and the tree has grown to `size`.
        """
        if size > await self.ledger.size():
            raise ValueError(f"the tree has not grown to {size} entries")
        tiles = await self.ledger.tiles(tiles_for(consistency_ranges(old_size, size)), size)
        return consistency_proof(old_size, size, node_reader(tiles))

    async def _head(self, size: int | None) -> LedgerHead | None:
        if size is None:
            return await self.ledger.latest_head()
        return await self.ledger.head(size)
