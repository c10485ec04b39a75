"""The stored tree of a ledger: its state, bundles and tiles.

A follower that changes a tree locks its row in `ledger_state` until the commit, and changes nothing unless the row is
as it was when the step began. So one of two followers changes nothing, also if it has lost its turn without noticing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, LiteralString

from psycopg import Cursor

from application.ledger.format.entries import ENTRY_BYTES
from application.ledger.format.merkle import EMPTY_ROOT, HASH_BYTES, fold, leaf_hash
from application.ledger.format.proofs import LeafRange, nodes_of
from application.ledger.format.tiles import (
    TILE_WIDTH,
    Tile,
    edge_tiles,
    grow,
    node_reader,
    tiles_for,
    width_at,
)

_BEGIN: LiteralString = """
INSERT INTO tillroll.ledger_state (ledger, size, position) VALUES (%s, 0, 0) ON CONFLICT DO NOTHING
"""
_STATE: LiteralString = (
    "SELECT size, position, problem FROM tillroll.ledger_state WHERE ledger = %s"
)
_LOCKED_STATE: LiteralString = _STATE + " FOR UPDATE"
_ADVANCE: LiteralString = """
UPDATE tillroll.ledger_state SET size = %s, position = %s
WHERE ledger = %s AND size = %s AND position = %s
"""
_NOTE_PROBLEM: LiteralString = """
UPDATE tillroll.ledger_state SET problem = %s WHERE ledger = %s AND problem IS DISTINCT FROM %s
"""
_TILES: LiteralString = """
SELECT level, n, hashes FROM tillroll.ledger_tiles
JOIN unnest(%s::int[], %s::bigint[]) AS wanted (level, n) USING (level, n) WHERE ledger = %s
"""
_SET_TILE: LiteralString = """
INSERT INTO tillroll.ledger_tiles (ledger, level, n, hashes) VALUES (%s, %s, %s, %s)
ON CONFLICT (ledger, level, n) DO UPDATE SET hashes = excluded.hashes
"""
_ADD_ENTRIES: LiteralString = """
INSERT INTO tillroll.ledger_bundles AS kept (ledger, n, first_position, last_position, entries)
VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (ledger, n) DO UPDATE
SET last_position = excluded.last_position, entries = kept.entries || excluded.entries
RETURNING octet_length(entries)
"""


class CorruptTree(Exception):
    """Rows of the stored tree are missing or have another length than the size of the tree says."""


@dataclass(frozen=True)
class TreeState:
    """The number of entries, the position of the last one, and why the ledger stands still, if it does."""

    size: int
    position: int
    problem: str | None = None


@dataclass(frozen=True)
class PlacedEntry:
    """An entry, and the position of its record."""

    position: int
    entry: bytes


class StoredTree:
    """The tree of one ledger. Every method works in the transaction of the cursor that it is given."""

    def __init__(self, ledger: str) -> None:
        self._ledger = ledger

    def state(self, cursor: Cursor[Any]) -> TreeState:
        """Return the state, beginning an empty tree if there is none."""
        cursor.execute(_BEGIN, (self._ledger,))
        return self._read_state(cursor, _STATE)

    def lock(self, cursor: Cursor[Any]) -> TreeState:
        """Return the state, and keep every other follower from changing the tree until the transaction ends."""
        return self._read_state(cursor, _LOCKED_STATE)

    def note_problem(self, cursor: Cursor[Any], problem: str | None) -> None:
        """Record why the ledger stands still; None if it does not."""
        cursor.execute(_NOTE_PROBLEM, (problem, self._ledger, problem))

    def append(
        self, cursor: Cursor[Any], state: TreeState, entries: Sequence[PlacedEntry]
    ) -> TreeState:
        """Add entries to the tree whose state the caller has locked, and return the new state. Raises CorruptTree."""
        edge = self.tiles(cursor, edge_tiles(state.size))
        leaves = [leaf_hash(each.entry) for each in entries]
        try:
            written = grow(state.size, edge, leaves)
        except KeyError as error:
            raise CorruptTree(f"tile {error} is missing") from error
        after = TreeState(state.size + len(entries), entries[-1].position, state.problem)
        self._add_entries(cursor, state.size, entries)
        for tile, hashes in written.items():
            _require_length(hashes, HASH_BYTES * width_at(tile.level, tile.n, after.size), tile)
        rows = [(self._ledger, tile.level, tile.n, hashes) for tile, hashes in written.items()]
        cursor.executemany(_SET_TILE, rows)
        cursor.execute(
            _ADVANCE, (after.size, after.position, self._ledger, state.size, state.position)
        )
        if cursor.rowcount != 1:
            raise CorruptTree("the state of the tree changed while it was locked")
        return after

    def root(self, cursor: Cursor[Any], size: int) -> bytes:
        """Return the root of the first `size` entries. Raises CorruptTree."""
        if size == 0:
            return EMPTY_ROOT
        whole = LeafRange(0, size)
        read = node_reader(self.tiles(cursor, tiles_for([whole])))
        try:
            return fold([read(node) for node in nodes_of(whole)])
        except LookupError as error:
            raise CorruptTree(str(error)) from error

    def tiles(self, cursor: Cursor[Any], tiles: Collection[Tile]) -> Mapping[Tile, bytes]:
        """Return these tiles as they are stored; missing ones are left out."""
        levels, numbers = [tile.level for tile in tiles], [tile.n for tile in tiles]
        cursor.execute(_TILES, (levels, numbers, self._ledger), prepare=True, binary=True)
        return {Tile(row["level"], row["n"]): row["hashes"] for row in cursor.fetchall()}

    def _add_entries(self, cursor: Cursor[Any], size: int, entries: Sequence[PlacedEntry]) -> None:
        after = size + len(entries)
        indexed = zip(range(size, after), entries, strict=True)
        for n, group in groupby(indexed, lambda each: each[0] // TILE_WIDTH):
            found = [each for _, each in group]
            joined = b"".join(each.entry for each in found)
            cursor.execute(
                _ADD_ENTRIES,
                (self._ledger, n, found[0].position, found[-1].position, joined),
                prepare=True,
                binary=True,
            )
            row = cursor.fetchone()
            if row is None or row["octet_length"] != ENTRY_BYTES * width_at(0, n, after):
                raise CorruptTree(f"bundle {n} has another length")

    def _read_state(self, cursor: Cursor[Any], statement: LiteralString) -> TreeState:
        cursor.execute(statement, (self._ledger,))
        row = cursor.fetchone()
        if row is None:
            raise CorruptTree("the state of the tree is missing")
        return TreeState(row["size"], row["position"], row["problem"])


def _require_length(hashes: bytes, length: int, tile: Tile) -> None:
    if len(hashes) != length:
        raise CorruptTree(f"tile {tile.n} of level {tile.level} has another length")
