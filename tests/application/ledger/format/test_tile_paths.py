"""The paths of tiles and bundles, and their widths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.ledger.format.encoding import Malformed
from application.ledger.format.tiles import TilePath, edge_tiles, parse_tile_path, width_at

PATHS = [
    ("tile/0/005", TilePath(0, 5, 256)),
    ("tile/0/273.p/112", TilePath(0, 273, 112)),
    ("tile/1/x001/x234/067", TilePath(1, 1_234_067, 256)),
    ("tile/63/000.p/1", TilePath(63, 0, 1)),
    ("tile/entries/x001/000.p/255", TilePath(None, 1_000, 255)),
]


@pytest.mark.parametrize(("text", "path"), PATHS)
def test_a_path(text: str, path: TilePath) -> None:
    """The text of a place is this, and names this place."""
    assert path.text() == text
    assert parse_tile_path(text) == path


@given(st.none() | st.integers(0, 63), st.integers(0, 2**63 - 1), st.integers(1, 256))
def test_every_place_has_a_path(level: int | None, n: int, width: int) -> None:
    """Each place is read back from its path."""
    path = TilePath(level, n, width)

    assert parse_tile_path(path.text()) == path


@pytest.mark.parametrize(
    "text",
    [
        "",
        "checkpoint",
        "/tile/0/000",
        "tile/64/000",
        "tile/00/000",
        "tile/-1/000",
        "tile/0/0",
        "tile/0/0000",
        "tile/0/x000/001",
        "tile/0/001/002",
        "tile/0/x1/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000\n",
        "tile/0/\u0660\u0660\u0660",
        "tile/entries/../../checkpoint",
        "tile/0/x009/x999/x999/x999/x999/x999/999",
    ],
)
def test_what_is_no_path(text: str) -> None:
    """Each place has one path: another spelling of it, and a place that no tree has, are refused."""
    with pytest.raises(Malformed, match="path"):
        parse_tile_path(text)


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        (0, {}),
        (1, {(0, 0): 1}),
        (255, {(0, 0): 255}),
        (256, {(1, 0): 1}),
        (257, {(0, 1): 1, (1, 0): 1}),
        (65_536, {(2, 0): 1}),
        (70_000, {(0, 273): 112, (1, 1): 17, (2, 0): 1}),
    ],
)
def test_the_partial_tiles_of_a_size(size: int, widths: dict[tuple[int, int], int]) -> None:
    """A tree has one partial tile a level at most, and none where the width would be 0."""
    edge = edge_tiles(size)

    assert {(tile.level, tile.n): width_at(tile.level, tile.n, size) for tile in edge} == widths


def test_the_width_of_other_tiles() -> None:
    """A tile before the edge is full, and one after it is empty."""
    assert [width_at(0, n, 70_000) for n in (0, 272, 273, 274)] == [256, 256, 112, 0]
