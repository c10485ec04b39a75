"""The tiles of a tree of 70,000 entries, which grows in steps."""

from hashlib import sha256

import pytest

from application.ledger.format.proofs import LeafRange, consistency_ranges, range_hash, tree_root
from application.ledger.format.tiles import (
    Tile,
    TilePath,
    edge_tiles,
    grow,
    node_reader,
    tiles_for,
    width_at,
)
from tests.application.ledger.format.vectors import SPECIFICATION, leaves

TILES = SPECIFICATION["tiles"]
SIZE = 70_000


@pytest.fixture(scope="module")
def tiles() -> dict[Tile, bytes]:
    """Every tile, after steps whose sizes cross the ends of tiles in many ways."""
    hashes = leaves(SIZE)
    stored: dict[Tile, bytes] = {}
    size = 0
    for step in (1, 255, 1, 2_048, 63_231, 1, 4_463):
        edge = {tile: stored[tile] for tile in edge_tiles(size)}
        stored |= grow(size, edge, hashes[size : size + step])
        size += step
    assert size == SIZE
    return stored


@pytest.mark.parametrize(
    ("size", "name"), [(256, "root256"), (257, "root257"), (SIZE, "root70000")]
)
def test_the_roots(size: int, name: str, tiles: dict[Tile, bytes]) -> None:
    """The root of a size is computed from its edge tiles alone, cut to that size's widths."""
    edge = {
        tile: tiles[tile][: 32 * width_at(tile.level, tile.n, size)] for tile in edge_tiles(size)
    }

    assert tree_root(size, node_reader(edge)).hex() == TILES[name]


@pytest.mark.parametrize(
    ("path", "digest"),
    [
        (TilePath(0, 273, 112), TILES["tile_0_273_p112"]),
        (TilePath(1, 0, 256), TILES["tile_1_000"]),
        (TilePath(1, 1, 17), TILES["tile_1_001_p17"]),
    ],
)
def test_the_tiles(path: TilePath, digest: str, tiles: dict[Tile, bytes]) -> None:
    """Full and partial tiles have the published bytes, and the width that the size asks for."""
    tile = tiles[Tile(path.level or 0, path.n)]

    assert width_at(path.level or 0, path.n, SIZE) == path.width == len(tile) // 32
    assert sha256(tile).hexdigest() == digest


def test_the_top_tile(tiles: dict[Tile, bytes]) -> None:
    """The tile of level 2 has the one hash of the first 65,536 entries."""
    assert tiles[Tile(2, 0)].hex() == TILES["tile_2_000_p1"]
    assert width_at(2, 0, SIZE) == 1


def test_no_other_tile_is_made(tiles: dict[Tile, bytes]) -> None:
    """There are 274 tiles of level 0, 2 of level 1 and one of level 2: none is empty."""
    assert [sum(tile.level == level for tile in tiles) for level in range(4)] == [274, 2, 1, 0]
    assert min(len(hashes) for hashes in tiles.values()) == 32


def test_a_proof_needs_few_tiles(tiles: dict[Tile, bytes]) -> None:
    """The tiles of a proof are known before they are read, and the hashes are computed from those alone."""
    ranges = consistency_ranges(300, SIZE)
    needed = tiles_for(ranges)

    read = node_reader({tile: tiles[tile] for tile in needed})

    assert len(needed) <= 6
    assert [range_hash(each, read) for each in ranges] == [
        range_hash(each, node_reader(tiles)) for each in ranges
    ]


def test_a_missing_hash_is_an_error(tiles: dict[Tile, bytes]) -> None:
    """A hash that no tile has is an error, and never another hash."""
    read = node_reader(tiles)

    with pytest.raises(IndexError):
        range_hash(LeafRange(0, SIZE + 1), read)
    with pytest.raises(KeyError):
        range_hash(LeafRange(4 * SIZE, 4 * SIZE + 1), read)
