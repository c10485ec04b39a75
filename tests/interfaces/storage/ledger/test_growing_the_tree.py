"""The tree grows with the feed: one entry for each event, in the order of positions."""

import asyncio
from pathlib import Path

import psycopg
from hypothesis import given
from hypothesis import strategies as st

from application.ledger.format.entries import decode_entry, tag_of
from application.ledger.format.merkle import leaf_hash
from application.ledger.format.tiles import Tile, edge_tiles, grow, width_at
from application.ports.ledger.reading import Ledger
from interfaces.storage.postgres.ledger.bundles import split_entries
from tests.interfaces.storage.audit.histories import RandomHistory, one_history, store, store_from
from tests.interfaces.storage.ledger.following import (
    Following,
    make_setup,
    open_follower,
    root_of,
    stored_entries,
    stored_heads,
)


def test_an_index_is_the_rank_by_position(migrated_url: str, following: Following) -> None:
    """Gaps between positions, as batches leave that were rolled back, are no gaps between indexes."""
    store_from(migrated_url, 0, one_history("a", 1, 2))
    store_from(migrated_url, 40, one_history("b", 1, 2))
    assert following.drain() == 4
    store_from(migrated_url, 1000, one_history("a", 3, 3))
    following.drain()
    found = [decode_entry(entry) for entry in stored_entries(migrated_url)]
    a, b = tag_of("a"), tag_of("b")
    assert [(each.tag, each.version) for each in found] == [(a, 1), (a, 2), (b, 1), (b, 2), (a, 3)]


async def test_tiles_are_those_of_the_entries(following: Following, ledger: Ledger) -> None:
    """However the events come in steps, each tile and root is that of a tree made of the entries at one time."""
    url, history = following.database_url, RandomHistory(1)
    for count in (1, 254, 1, 1, 255, 300):
        store(url, history.events(count))
        assert await asyncio.to_thread(following.drain) == count
    entries = stored_entries(url)
    size = len(entries)
    assert size == 812
    expected = grow(0, {}, [leaf_hash(entry) for entry in entries])
    assert set(edge_tiles(size)) < set(expected)
    assert await ledger.tiles(list(expected), size) == expected
    for head_size, root in stored_heads(url):
        assert root == root_of(entries[:head_size])
    assert [head_size for head_size, _ in stored_heads(url)] == [1, 255, 256, 257, 512, 812]


async def test_tiles_and_bundles_of_smaller_trees(following: Following, ledger: Ledger) -> None:
    """A tree of a smaller size has the same tiles and bundles, cut to its width, and none beyond it."""
    store(following.database_url, RandomHistory(2).events(300))
    await asyncio.to_thread(following.drain)
    entries = stored_entries(following.database_url)
    leaves = [leaf_hash(entry) for entry in entries]
    for size in (0, 1, 255, 256, 257, 300):
        wanted = [Tile(0, 0), Tile(0, 1), Tile(1, 0), Tile(7, 3)]
        whole = grow(0, {}, leaves[:size])
        assert await ledger.tiles(wanted, size) == {
            tile: whole[tile] for tile in wanted if width_at(tile.level, tile.n, size)
        }
        bundles = [await ledger.bundle(n, size) for n in (0, 1, 2)]
        shown = [entry for bundle in bundles if bundle for entry in bundle.entries]
        assert shown == entries[:size]


@given(st.lists(st.binary(min_size=75, max_size=75), max_size=20))
def test_a_stored_bundle_has_its_entries(entries: list[bytes]) -> None:
    """Joined entries are cut where they were joined."""
    assert list(split_entries(b"".join(entries))) == entries


def test_large_events_are_read_in_several_steps(migrated_url: str, tmp_path: Path) -> None:
    """A step reads a bounded number of bytes, and one event at least, whatever its size."""
    store(migrated_url, one_history("a", 1, 4))
    with open_follower(migrated_url, make_setup(tmp_path), max_bytes=1) as following:
        assert [following.follower.step() for _ in range(5)] == [1, 1, 1, 1, 0]


async def test_a_bundle_that_several_steps_have_filled(
    migrated_url: str, tmp_path: Path, ledger: Ledger
) -> None:
    """Each step adds a row to the last bundle, which is one row when it is full. Readers see no difference."""
    store_from(migrated_url, 0, one_history("a", 1, 260))
    with open_follower(migrated_url, make_setup(tmp_path), batch=100) as following:
        rows = []
        while await asyncio.to_thread(following.follower.step):
            rows.append(bundle_rows(migrated_url))
            size = await ledger.size()
            bundle = await ledger.bundle(0, size)
            assert bundle is not None
            assert (bundle.first_position, bundle.last_position) == (1, min(size, 256))
            assert [await ledger.index_of("a", version) for version in (1, size, size + 1)] == [
                0,
                size - 1,
                None,
            ]
    assert rows == [[(0, 0)], [(0, 0), (0, 100)], [(0, 0), (1, 0)]]
    assert len(stored_entries(migrated_url)) == 260


def bundle_rows(database_url: str) -> list[tuple[int, int]]:
    """Return the number and the start of each row of a bundle."""
    with psycopg.connect(database_url) as connection:
        return connection.execute(
            "SELECT n, start FROM tillroll.ledger_bundles ORDER BY n, start"
        ).fetchall()
