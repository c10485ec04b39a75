"""A tree that does not continue a head that others may have is never signed under the same origin."""

import asyncio
from pathlib import Path

import psycopg
import pytest

from application.ports.ledger.reading import Ledger
from tests.databases import Databases, database_name
from tests.interfaces.storage.audit.histories import RandomHistory, one_history, store
from tests.interfaces.storage.ledger.following import (
    ORIGIN,
    Following,
    make_setup,
    open_follower,
    problem,
    root_of,
    stored_entries,
    stored_heads,
)


@pytest.mark.parametrize("more", [0, 10, 15])
def test_a_restored_backup_is_not_signed(
    database_copies: Databases, migrated_url: str, tmp_path: Path, more: int
) -> None:
    """Neither a smaller tree, nor one of equal size, nor a larger one that grew in another way."""
    setup, history = make_setup(tmp_path), RandomHistory(8)
    store(migrated_url, history.events(10))
    with open_follower(migrated_url, setup) as following:
        following.drain()
    with database_copies.copy(database_name(migrated_url)) as backup:
        store(migrated_url, history.events(10))
        with open_follower(migrated_url, setup) as following:
            following.drain()
        assert [size for size, _ in stored_heads(migrated_url)] == [10, 20]
        if more:
            store(backup, one_history("another", 1, more))
        with open_follower(backup, setup) as restored:
            restored.drain()
        assert [size for size, _ in stored_heads(backup)] == [10]
        assert len(stored_entries(backup)) == 10 + more
        assert "restored from a backup" in (problem(backup) or "")
        assert f"Nothing is signed as {ORIGIN} any more" in (problem(backup) or "")


async def test_a_new_origin_goes_on(following: Following, tmp_path: Path, ledger: Ledger) -> None:
    """The tree is signed under the new origin, and the heads of the old one stay for its readers."""
    url, history = following.database_url, RandomHistory(10)
    store(url, history.events(10))
    await asyncio.to_thread(following.drain)
    (kept,) = following.setup.heads_folder.iterdir()
    kept.write_bytes(kept.read_bytes().replace(b"\n10\n", b"\n12\n"))
    store(url, history.events(1))
    await asyncio.to_thread(following.drain)
    assert "has 12 entries, and the tree has 11" in (problem(url) or "")
    with open_follower(url, make_setup(tmp_path, f"{ORIGIN}/2")) as renamed:
        await asyncio.to_thread(renamed.drain)
    assert problem(url) is None
    with psycopg.connect(url) as connection:
        heads = connection.execute("SELECT origin, size FROM tillroll.ledger_heads ORDER BY size")
        assert heads.fetchall() == [(ORIGIN, 10), (f"{ORIGIN}/2", 11)]
    latest = await ledger.latest_head()
    assert latest is not None
    assert latest.size == 10


def test_a_file_that_is_no_head(following: Following) -> None:
    """Nothing is signed while the file with the newest head cannot be read."""
    store(following.database_url, one_history("a", 1, 2))
    following.drain()
    (kept,) = following.setup.heads_folder.iterdir()
    kept.write_text("damaged")
    store(following.database_url, one_history("a", 3, 4))
    following.drain()
    assert [size for size, _ in stored_heads(following.database_url)] == [2]
    assert "has no signed head" in (problem(following.database_url) or "")


def test_heads_that_cannot_be_kept_outside(following: Following) -> None:
    """A head that cannot be kept outside of the database is not served."""
    following.setup.heads_folder.write_text("a file")
    store(following.database_url, RandomHistory(13).events(2))
    following.drain()
    assert stored_heads(following.database_url) == []
    assert "cannot be" in (problem(following.database_url) or "")


def test_a_tree_that_was_changed_is_not_signed(following: Following) -> None:
    """An entry that was changed below the newest head gives another root, and no head."""
    store(following.database_url, one_history("a", 1, 2))
    following.drain()
    with psycopg.connect(following.database_url) as connection:
        connection.execute("UPDATE tillroll.ledger_bundles SET entries = set_byte(entries, 74, 7)")
        connection.execute("UPDATE tillroll.ledger_bundles SET entries = set_byte(entries, 73, 7)")
    store(following.database_url, one_history("a", 3, 4))
    following.drain()
    assert [size for size, _ in stored_heads(following.database_url)] == [2]
    assert "has another root at 2 entries" in (problem(following.database_url) or "")


def test_a_bundle_of_another_length_stops_the_tree(following: Following) -> None:
    """A tree whose rows do not fit its size does not grow."""
    store(following.database_url, one_history("a", 1, 2))
    following.drain()
    with psycopg.connect(following.database_url) as connection:
        connection.execute("UPDATE tillroll.ledger_bundles SET entries = substring(entries FOR 75)")
    store(following.database_url, one_history("a", 3, 4))
    with pytest.raises(Exception, match="bundle 0 has another length"):
        following.drain()
    assert "bundle 0 has another length" in (problem(following.database_url) or "")
    assert (
        root_of(stored_entries(following.database_url))
        != stored_heads(following.database_url)[0][1]
    )
