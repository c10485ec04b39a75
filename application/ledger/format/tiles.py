"""Tiles and entry bundles of a tree, and their paths (C2SP tlog-tiles)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from application.ledger.format.encoding import BIGGEST_NUMBER, Malformed, u16
from application.ledger.format.merkle import HASH_BYTES, fold, node_hash
from application.ledger.format.proofs import LeafRange, Node, NodeReader, nodes_of

TILE_WIDTH = 256
_HEIGHT = 8
_HIGHEST_LEVEL = 63
_PATH = re.compile(
    r"tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?"
)


class Tile(NamedTuple):
    """The place of a tile: hash i is that of the entries `(256 * n + i) * 256**level` up to those of i + 1."""

    level: int
    n: int


class TilePath(NamedTuple):
    """What a path names: a tile of `level`, or a bundle of entries where that is None, cut to `width`."""

    level: int | None
    n: int
    width: int

    def text(self) -> str:
        """Return the path below the log's prefix, without a slash in front."""
        kind = "entries" if self.level is None else str(self.level)
        digits = str(self.n).zfill(-(-len(str(self.n)) // 3) * 3)
        groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
        place = "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])
        return f"tile/{kind}/{place}" + ("" if self.width == TILE_WIDTH else f".p/{self.width}")


def parse_tile_path(text: str) -> TilePath:
    """Return what the path below the log's prefix names. Raises Malformed."""
    match = _PATH.fullmatch(text)
    if match is None:
        raise Malformed("a path is not that of a tile")
    kind, place, width = match.groups()
    level = None if kind == "entries" else int(kind)
    n = int(place.replace("/", "").replace("x", ""))
    path = TilePath(level, n, TILE_WIDTH if width is None else int(width))
    if (level or 0) > _HIGHEST_LEVEL or n > BIGGEST_NUMBER or path.text() != text:
        raise Malformed("a path is not that of a tile")
    return path


def width_at(level: int, n: int, size: int) -> int:
    """Return how many hashes a tile has in a tree of this size: 0 to 256. Level 0 is that of bundles too."""
    return max(0, min(TILE_WIDTH, (size >> (_HEIGHT * level)) - n * TILE_WIDTH))


def edge_tiles(size: int) -> tuple[Tile, ...]:
    """Return the partial tiles of a tree of this size: all that its root and its growth need."""
    tiles: list[Tile] = []
    level, hashes = 0, size
    while hashes:
        if hashes % TILE_WIDTH:
            tiles.append(Tile(level, hashes // TILE_WIDTH))
        level, hashes = level + 1, hashes // TILE_WIDTH
    return tuple(tiles)


def grow(size: int, edge: Mapping[Tile, bytes], leaves: Sequence[bytes]) -> dict[Tile, bytes]:
    """Return every tile that the new leaf hashes change or make, from the edge of the tree of this size."""
    written: dict[Tile, bytes] = {}
    level, first, hashes = 0, size, list(leaves)
    while hashes:
        full: list[bytes] = []
        at = 0
        while at < len(hashes):
            n, filled = divmod(first + at, TILE_WIDTH)
            taken = hashes[at : at + TILE_WIDTH - filled]
            before = edge[Tile(level, n)][: filled * HASH_BYTES] if filled else b""
            written[Tile(level, n)] = tile = before + b"".join(taken)
            if len(tile) == TILE_WIDTH * HASH_BYTES:
                full.append(tile_hash(tile))
            at += len(taken)
        level, first, hashes = level + 1, first // TILE_WIDTH, full
    return written


def tile_hash(hashes: bytes) -> bytes:
    """Return the hash of the subtree over the hashes of a tile, or over a part of it that is a power of two wide."""
    each = [hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES)]
    return fold([_perfect(each[node_start:node_end]) for node_start, node_end in _spans(len(each))])


def tiles_for(ranges: Sequence[LeafRange]) -> frozenset[Tile]:
    """Return the tiles that have the hashes of a proof, to be read at one time."""
    return frozenset(_place(node)[0] for leaves in ranges for node in nodes_of(leaves))


def node_reader(tiles: Mapping[Tile, bytes]) -> NodeReader:
    """Return a reader of nodes from tiles. It raises KeyError for a missing tile, IndexError for one too narrow."""

    def read(node: Node) -> bytes:
        tile, start, width = _place(node)
        hashes = tiles[tile][start * HASH_BYTES : (start + width) * HASH_BYTES]
        if len(hashes) != width * HASH_BYTES:
            raise IndexError(f"tile {tile.n} of level {tile.level} is too narrow")
        return tile_hash(hashes)

    return read


def encode_bundle(entries: Sequence[bytes]) -> bytes:
    """Return the bytes of an entry bundle: each entry with its length in front."""
    return b"".join(u16(len(entry)) + entry for entry in entries)


def decode_bundle(octets: bytes) -> tuple[bytes, ...]:
    """Return the entries of a bundle. Raises Malformed."""
    entries: list[bytes] = []
    at = 0
    while at < len(octets):
        end = at + 2 + int.from_bytes(octets[at : at + 2], "big")
        if at + 2 > len(octets) or end > len(octets):
            raise Malformed("a bundle ends inside an entry")
        entries.append(octets[at + 2 : end])
        at = end
    return tuple(entries)


def _place(node: Node) -> tuple[Tile, int, int]:
    """Return the tile of a node, and where in it the hashes below the node start, and how many they are."""
    level, height = divmod(node.level, _HEIGHT)
    n, start = divmod(node.n << height, TILE_WIDTH)
    return Tile(level, n), start, 1 << height


def _spans(width: int) -> list[tuple[int, int]]:
    nodes = nodes_of(LeafRange(0, width))
    return [(node.n << node.level, (node.n + 1) << node.level) for node in nodes]


def _perfect(hashes: Sequence[bytes]) -> bytes:
    level = list(hashes)
    while len(level) > 1:
        level = [node_hash(level[at], level[at + 1]) for at in range(0, len(level), 2)]
    return level[0]
