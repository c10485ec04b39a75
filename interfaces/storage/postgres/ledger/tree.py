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
from application.ledger.format.merkle import HASH_BYTES, leaf_hash
from application.ledger.format.proofs import LeafRange, tree_root
from application.ledger.format.tiles import (
    TILE_WIDTH,
    Tile,
    edge_tiles,
    grow,
    node_reader,
    tiles_for,
    width_at,
)
from interfaces.storage.postgres.ledger.bundles import hashes_of

_BEGIN: LiteralString = """
INSERT INTO tillroll.ledger_state (ledger, size, last_position) VALUES (%s, 0, 0) ON CONFLICT DO NOTHING
"""
_STATE: LiteralString = (
    "SELECT size, last_position, problem FROM tillroll.ledger_state WHERE ledger = %s"
)
_LOCKED_STATE: LiteralString = _STATE + " FOR UPDATE"
_ADVANCE: LiteralString = """
UPDATE tillroll.ledger_state SET size = %s, last_position = %s
WHERE ledger = %s AND size = %s AND last_position = %s
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
_BUNDLE: LiteralString = """
SELECT first_position, entries FROM tillroll.ledger_bundles WHERE ledger = %s AND n = %s ORDER BY start
"""
_DELETE_BUNDLE: LiteralString = "DELETE FROM tillroll.ledger_bundles WHERE ledger = %s AND n = %s"
_ADD_ENTRIES: LiteralString = """
INSERT INTO tillroll.ledger_bundles (ledger, n, start, first_position, last_position, entries)
VALUES (%s, %s, %s, %s, %s, %s)
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


@dataclass(frozen=True)
class _LastBundle:
    """The bundle to which the next entry belongs: its entries so far, and the position of the first one."""

    n: int
    first_position: int
    entries: bytes


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
        last = self._read_bundle(cursor, state.size)
        edge = dict(self.tiles(cursor, edge_tiles(state.size)))
        edge[Tile(0, last.n)] = hashes_of(last.entries)
        try:
            written = grow(state.size, edge, [leaf_hash(each.entry) for each in entries])
        except KeyError as error:
            raise CorruptTree(f"tile {error} is missing") from error
        after = TreeState(state.size + len(entries), entries[-1].position, state.problem)
        self._set_tiles(cursor, after.size, written)
        self._add_entries(cursor, last, state.size, entries)
        cursor.execute(
            _ADVANCE, (after.size, after.position, self._ledger, state.size, state.position)
        )
        if cursor.rowcount != 1:
            raise CorruptTree("the state of the tree changed while it was locked")
        return after

    def root(self, cursor: Cursor[Any], size: int) -> bytes:
        """Return the root of the first `size` entries. Raises CorruptTree."""
        read = node_reader(self.tiles(cursor, tiles_for([LeafRange(0, size)])))
        try:
            return tree_root(size, read)
        except LookupError as error:
            raise CorruptTree(str(error)) from error

    def tiles(self, cursor: Cursor[Any], tiles: Collection[Tile]) -> Mapping[Tile, bytes]:
        """Return these tiles as they are; missing ones are left out."""
        levels, numbers = [tile.level for tile in tiles], [tile.n for tile in tiles]
        cursor.execute(_TILES, (levels, numbers, self._ledger), prepare=True, binary=True)
        found = {Tile(row["level"], row["n"]): row["hashes"] for row in cursor.fetchall()}
        for tile in tiles:
            if tile.level == 0 and tile not in found:
                # The last one of level 0 is not stored.
                _, entries = self._read_entries(cursor, tile.n)
                if entries:
                    found[tile] = hashes_of(entries)
        return found

    def _set_tiles(self, cursor: Cursor[Any], size: int, written: Mapping[Tile, bytes]) -> None:
        rows = []
        for tile, hashes in written.items():
            width = width_at(tile.level, tile.n, size)
            if len(hashes) != HASH_BYTES * width:
                raise CorruptTree(f"tile {tile.n} of level {tile.level} has another length")
            if tile.level or width == TILE_WIDTH:
                rows.append((self._ledger, tile.level, tile.n, hashes))
        cursor.executemany(_SET_TILE, rows)

    def _add_entries(
        self,
        cursor: Cursor[Any],
        last: _LastBundle,
        size: int,
        entries: Sequence[PlacedEntry],
    ) -> None:
        """Add rows of entries. A bundle that becomes full is written anew, in one row."""
        indexed = zip(range(size, size + len(entries)), entries, strict=True)
        for n, group in groupby(indexed, lambda each: each[0] // TILE_WIDTH):
            added = list(group)
            start = added[0][0] % TILE_WIDTH
            first, last_position = added[0][1].position, added[-1][1].position
            joined = b"".join(each.entry for _, each in added)
            if start and start + len(added) == TILE_WIDTH:
                cursor.execute(_DELETE_BUNDLE, (self._ledger, n))
                start, first, joined = 0, last.first_position, last.entries + joined
            cursor.execute(
                _ADD_ENTRIES,
                (self._ledger, n, start, first, last_position, joined),
                prepare=True,
                binary=True,
            )

    def _read_bundle(self, cursor: Cursor[Any], size: int) -> _LastBundle:
        """Return the bundle to which the next entry belongs. Raises CorruptTree unless it has what the size says."""
        n = size // TILE_WIDTH
        first_position, entries = self._read_entries(cursor, n)
        if len(entries) != ENTRY_BYTES * width_at(0, n, size):
            raise CorruptTree(f"bundle {n} has another length")
        return _LastBundle(n, first_position, entries)

    def _read_entries(self, cursor: Cursor[Any], n: int) -> tuple[int, bytes]:
        """Return the position of the first entry of a bundle, and all entries; 0 and none if it has not begun."""
        cursor.execute(_BUNDLE, (self._ledger, n), prepare=True, binary=True)
        rows = cursor.fetchall()
        return (rows[0]["first_position"] if rows else 0), b"".join(row["entries"] for row in rows)

    def _read_state(self, cursor: Cursor[Any], statement: LiteralString) -> TreeState:
        cursor.execute(statement, (self._ledger,))
        row = cursor.fetchone()
        if row is None:
            raise CorruptTree("the state of the tree is missing")
        return TreeState(row["size"], row["last_position"], row["problem"])
