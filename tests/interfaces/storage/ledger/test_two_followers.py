"""Each event gets one entry, whichever follower was killed, overtaken or cut off."""

import threading
from pathlib import Path

import psycopg
import pytest

from interfaces.storage.files.ledger_heads import LedgerHeadFiles
from interfaces.storage.postgres.ledger.head_signing import HeadSigner
from interfaces.storage.postgres.ledger.tree import StoredTree
from tests.interfaces.storage.audit.histories import RandomHistory, store
from tests.interfaces.storage.ledger.following import (
    Following,
    make_setup,
    open_follower,
    root_of,
    stored_entries,
    stored_heads,
)


class _Killed(Exception):
    """The process ends here."""


def test_two_followers_at_one_time(migrated_url: str, tmp_path: Path) -> None:
    """Two followers that both believe to be the leader log each event one time, and sign one tree."""
    store(migrated_url, RandomHistory(3).events(120))
    setup = make_setup(tmp_path)

    def follow() -> None:
        with open_follower(migrated_url, setup, batch=7) as following:
            while len(stored_entries(migrated_url)) < 120:
                following.follower.step()

    threads = [threading.Thread(target=follow) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    entries = stored_entries(migrated_url)
    assert len(entries) == len(set(entries)) == 120
    for size, root in stored_heads(migrated_url):
        assert root == root_of(entries[:size])


def test_a_follower_that_was_overtaken(
    migrated_url: str, tmp_path: Path, following: Following
) -> None:
    """It changes nothing in the step for which another one was faster, and goes on after its events."""
    history = RandomHistory(4)
    store(migrated_url, history.events(10))
    following.drain()
    store(migrated_url, history.events(10))
    with open_follower(migrated_url, make_setup(tmp_path)) as other:
        assert other.drain() == 10
    assert following.follower.step() == 0
    store(migrated_url, history.events(10))
    assert following.drain() == 10
    assert len(set(stored_entries(migrated_url))) == 30


def test_killed_before_the_tree_is_durable(
    following: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step that breaks off leaves no entry, tile, key or head."""
    store(following.database_url, RandomHistory(5).events(30))
    with monkeypatch.context() as patched:
        patched.setattr(StoredTree, "append", _killed_after(StoredTree.append))
        with pytest.raises(_Killed):
            following.follower.step()
    with psycopg.connect(following.database_url) as connection:
        for table in ("ledger_bundles", "ledger_tiles", "ledger_heads", "data_keys"):
            row = connection.execute(f"SELECT count(*) FROM tillroll.{table}".encode()).fetchone()
            assert row == (0,), table
    assert following.drain() == 30
    assert len(set(stored_entries(following.database_url))) == 30


def test_killed_between_the_tree_and_its_head(
    migrated_url: str, tmp_path: Path, following: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tree is there and has no head; the next follower signs it, also without new events."""
    store(migrated_url, RandomHistory(6).events(30))
    with monkeypatch.context() as patched:
        patched.setattr(HeadSigner, "sign_if_due", _killed)
        with pytest.raises(_Killed):
            following.follower.step()
    assert len(stored_entries(migrated_url)) == 30
    assert stored_heads(migrated_url) == []
    with open_follower(migrated_url, make_setup(tmp_path)) as another:
        assert another.follower.step() == 0
    assert stored_heads(migrated_url) == [(30, root_of(stored_entries(migrated_url)))]


def test_killed_between_the_file_and_the_table_of_heads(
    migrated_url: str, tmp_path: Path, following: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A head that is kept in its file and was not stored is signed again as it was, and stored."""
    store(migrated_url, RandomHistory(7).events(30))
    with monkeypatch.context() as patched:
        patched.setattr(LedgerHeadFiles, "write", _killed_after(LedgerHeadFiles.write))
        with pytest.raises(_Killed):
            following.follower.step()
    (kept,) = following.setup.heads_folder.glob("*.note")
    before = kept.read_bytes()
    assert stored_heads(migrated_url) == []
    with open_follower(migrated_url, make_setup(tmp_path)) as another:
        another.follower.step()
    assert kept.read_bytes() == before
    assert [size for size, _ in stored_heads(migrated_url)] == [30]


def _killed(*_: object) -> object:
    raise _Killed


def _killed_after(method: object) -> object:
    def run(*arguments: object) -> object:
        assert callable(method)
        method(*arguments)
        raise _Killed

    return run
