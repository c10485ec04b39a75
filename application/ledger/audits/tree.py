"""Checks the stored tiles, the public invariants of entries, and the heads, while the entries pass by in order."""

from collections.abc import AsyncIterator, Collection
from typing import Final

from application.ledger.audits.findings import TreeFault, TreeFinding
from application.ledger.format.checkpoints import (
    Checkpoint,
    cosignatures_by,
    parse_checkpoint,
    signed_by,
)
from application.ledger.format.encoding import Malformed
from application.ledger.format.invariants import EntrySequence
from application.ledger.format.keys import SignatureCheck, VerifierKey
from application.ledger.format.merkle import HASH_BYTES, CompactRange, leaf_hash
from application.ledger.format.notes import SignedNote, parse_note
from application.ledger.format.tiles import TILE_WIDTH, Tile, tile_hash
from application.ports.ledger.reading import EntryBundle, Ledger, LedgerHead

_RULES: Final = {
    "form": TreeFault.ENTRY_FORM,
    "version": TreeFault.VERSION_ORDER,
    "time": TreeFault.TIME_ORDER,
}
_HEADS: Final = 256


class TreeCheck:
    """Takes the bundles of a tree of `size` entries, and keeps the first fault of each kind."""

    def __init__(
        self,
        ledger: Ledger,
        size: int,
        *,
        keys: Collection[VerifierKey],
        witnesses: Collection[VerifierKey],
        check: SignatureCheck,
        outside: Checkpoint | None,
        has_order_of_times: bool,
    ) -> None:
        """`outside` is the head that is kept outside of the database."""
        self._ledger = ledger
        self._size = size
        self._keys = keys
        self._witnesses = witnesses
        self._check = check
        self._outside = outside
        self._sequence = EntrySequence(has_order_of_times=has_order_of_times)
        self._range = CompactRange()
        self._open_tiles: list[bytes] = []
        self._heads = _all_heads(ledger, size)
        self._head: LedgerHead | None = None
        self._findings: dict[TreeFault, TreeFinding] = {}
        self.heads = 0

    @property
    def findings(self) -> tuple[TreeFinding, ...]:
        """The first fault of each kind."""
        return tuple(self._findings.values())

    async def begin(self) -> None:
        """Read the first head."""
        self._head = await anext(self._heads, None)
        if self._outside is not None and self._outside.size > self._size:
            self.find(TreeFault.HEAD_TOO_LARGE, self._outside.size)

    async def read(self, bundle: EntryBundle) -> None:
        """Check the next bundle, its tiles, and the heads of sizes in it."""
        hashes = []
        for octets in bundle.entries:
            leaf = leaf_hash(octets)
            hashes.append(leaf)
            self._range.append(leaf)
            if (broken := self._sequence.read(octets)) is not None:
                self.find(_RULES[broken.rule], broken.index)
            await self._check_heads()
        await self._add(0, bundle.n, b"".join(hashes))

    async def finish(self) -> None:
        """Check the tiles that are not full."""
        for level, hashes in enumerate(self._open_tiles):
            if level and hashes:
                n = (self._size >> (8 * level)) // TILE_WIDTH
                await self._compare_tile(Tile(level, n), hashes)

    def find(
        self,
        fault: TreeFault,
        number: int,
        *,
        level: int | None = None,
        witness: str | None = None,
    ) -> None:
        """Keep a fault, unless there is one of its kind."""
        self._findings.setdefault(fault, TreeFinding(fault, number, level, witness))

    async def _add(self, level: int, n: int, hashes: bytes) -> None:
        """Add hashes to the tile that is open at a level. A full one is compared, and has a hash in the level above."""
        while len(self._open_tiles) <= level:
            self._open_tiles.append(b"")
        tile = self._open_tiles[level] + hashes
        if len(tile) < TILE_WIDTH * HASH_BYTES:
            self._open_tiles[level] = tile
            return
        self._open_tiles[level] = b""
        await self._compare_tile(Tile(level, n), tile)
        await self._add(level + 1, n // TILE_WIDTH, tile_hash(tile))

    async def _compare_tile(self, tile: Tile, hashes: bytes) -> None:
        stored = await self._ledger.tiles([tile], self._size)
        if stored.get(tile) != hashes:
            self.find(TreeFault.TILE_ALTERED, tile.n, level=tile.level)

    async def _check_heads(self) -> None:
        size = self._range.size
        if self._outside is not None and self._outside.size == size:
            self._compare_root(size, self._outside.root)
        while self._head is not None and self._head.size <= size:
            self.heads += 1
            self._compare_root(size, self._head.root)
            self._check_note(self._head)
            self._head = await anext(self._heads, None)

    def _compare_root(self, size: int, root: bytes) -> None:
        if root != self._range.root():
            self.find(TreeFault.HEAD_OTHER_TREE, size)

    def _check_note(self, head: LedgerHead) -> None:
        try:
            note = parse_note(head.note)
            if tuple(parse_checkpoint(note))[1:] != (head.size, head.root):
                self.find(TreeFault.HEAD_ALTERED, head.size)
            signed = [signed_by(note, key, self._check) for key in self._keys]
        except Malformed:
            self.find(TreeFault.HEAD_ALTERED, head.size)
            return
        if not any(signed):
            self.find(TreeFault.HEAD_UNSIGNED, head.size)
        self._check_cosignatures(head, note)

    def _check_cosignatures(self, head: LedgerHead, note: SignedNote) -> None:
        for witness in self._witnesses:
            try:
                cosignatures_by(note, witness, self._check)
            except Malformed:
                self.find(TreeFault.COSIGNATURE_WRONG, head.size, witness=witness.name)
        own = {key.name for key in self._keys}
        if head.is_cosigned and all(line.name in own for line in note.signatures):
            self.find(TreeFault.COSIGNATURE_MISSING, head.size)


async def _all_heads(ledger: Ledger, size: int) -> AsyncIterator[LedgerHead]:
    """Yield the heads of this tree, the smallest first. The tree grows meanwhile, and has larger ones."""
    after = 0
    while batch := await ledger.heads(after=after, limit=_HEADS):
        for each in batch:
            if each.size > size:
                return
            yield each
        after = batch[-1].size
