"""Heads are signed a second apart, after their tree is durable, with keys that only their owner can read."""

import asyncio
import os
import stat
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from application.ledger.format.checkpoints import parse_checkpoint, signed_by
from application.ledger.format.notes import parse_note
from application.ledger.signing import verify_ed25519
from application.ports.ledger.reading import Ledger
from interfaces.storage.postgres.ledger.setup import LedgerSetup
from interfaces.storage.signing_key_file import create_signing_key, read_signing_key
from tests.interfaces.storage.audit.histories import one_history, store
from tests.interfaces.storage.ledger.following import (
    ORIGIN,
    Following,
    TestClock,
    make_setup,
    open_follower,
    problem,
    root_of,
    stored_entries,
    stored_heads,
)


async def test_a_head_says_the_size_and_the_root(following: Following, ledger: Ledger) -> None:
    """The note is signed with the key of the file, and kept in a file outside of the database."""
    assert await ledger.latest_head() is None
    store(following.database_url, one_history("a", 1, 3))
    await asyncio.to_thread(following.drain)
    head = await ledger.latest_head()
    assert head is not None
    note = parse_note(head.note)
    key = read_signing_key(following.setup.key_files[0], ORIGIN).verifier_key
    assert signed_by(note, key, verify_ed25519)
    root = root_of(stored_entries(following.database_url))
    assert parse_checkpoint(note) == (ORIGIN, 3, root)
    assert (head.size, head.root, head.at) == (3, root, following.clock.at)
    assert await ledger.head(3) == head
    assert await ledger.head(2) is None
    (kept,) = following.setup.heads_folder.iterdir()
    assert kept.read_bytes() == head.note


async def test_heads_are_listed_by_size(following: Following, ledger: Ledger) -> None:
    """Heads come in pages, the smallest size first."""
    for version in (1, 2, 3):
        store(following.database_url, one_history("a", version, version))
        await asyncio.to_thread(following.drain)
    assert [head.size for head in await ledger.heads(after=0, limit=2)] == [1, 2]
    assert [head.size for head in await ledger.heads(after=2, limit=2)] == [3]


def test_heads_are_a_second_apart(migrated_url: str, tmp_path: Path) -> None:
    """A tree that grows sooner gets its head with a later step, which needs no new event."""
    clock = TestClock(pace=0.4)
    with open_follower(migrated_url, make_setup(tmp_path), clock=clock) as following:
        for version in (1, 2, 3):
            store(migrated_url, one_history("a", version, version))
            following.follower.step()
        assert [size for size, _ in stored_heads(migrated_url)] == [1]
        following.follower.step()
        assert [size for size, _ in stored_heads(migrated_url)] == [1, 3]


def test_no_head_for_an_empty_tree(following: Following) -> None:
    """A follower without events signs nothing, and reports no problem."""
    assert following.drain() == 0
    assert stored_heads(following.database_url) == []
    assert problem(following.database_url) is None


def test_a_tree_that_has_not_grown_gets_no_second_head(following: Following) -> None:
    """Steps without events leave the head as it is."""
    store(following.database_url, one_history("a", 1, 1))
    following.drain()
    (kept,) = following.setup.heads_folder.iterdir()
    written_at = kept.stat().st_mtime_ns
    following.drain()
    assert kept.stat().st_mtime_ns == written_at


async def test_a_clock_that_goes_back(following: Following, ledger: Ledger) -> None:
    """Heads are signed all the same, and no age is below zero."""
    store(following.database_url, one_history("a", 1, 1))
    await asyncio.to_thread(following.drain)
    following.wait(hours=-500_000)
    store(following.database_url, one_history("a", 2, 2))
    await asyncio.to_thread(following.drain)
    status = await ledger.status()
    assert status.head is not None
    assert status.head.size == 2
    assert (status.head_age_seconds, status.behind_seconds, status.unsigned_seconds) == (0, 0, 0)
    following.wait(hours=-1)
    assert (await ledger.status()).head_age_seconds == 0


def test_both_keys_sign_while_a_key_is_rotated(migrated_url: str, tmp_path: Path) -> None:
    """Each configured key file signs a line of its own, under the same name."""
    setup = make_setup(tmp_path)
    create_signing_key(tmp_path / "next.key")
    both = LedgerSetup(
        origin=ORIGIN,
        key_files=(*setup.key_files, tmp_path / "next.key"),
        heads_folder=setup.heads_folder,
    )
    store(migrated_url, one_history("a", 1, 1))
    with open_follower(migrated_url, both) as following:
        following.drain()
    (kept,) = setup.heads_folder.iterdir()
    note = parse_note(kept.read_bytes())
    for file in both.key_files:
        assert signed_by(note, read_signing_key(file, ORIGIN).verifier_key, verify_ed25519)


def _remove(file: Path) -> None:
    file.unlink()


def _open_to_all(file: Path) -> None:
    file.chmod(0o644)


def _damage(file: Path) -> None:
    file.write_text("no key")


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (_remove, "cannot be read: No such file"),
        (_open_to_all, "can be read or changed by other accounts (mode 644)"),
        (_damage, "has no private key of Ed25519"),
    ],
)
def test_a_key_file_that_cannot_be_used(following: Following, spoil: object, reason: str) -> None:
    """The tree grows on, nothing is signed and the state says why; with the key again, the head is signed."""
    (file,) = following.setup.key_files
    key = file.read_bytes()
    assert callable(spoil)
    spoil(file)
    store(following.database_url, one_history("a", 1, 2))
    assert following.drain() == 2
    assert stored_heads(following.database_url) == []
    assert reason in (problem(following.database_url) or "")
    file.write_bytes(key)
    file.chmod(0o600)
    following.follower.step()
    assert [size for size, _ in stored_heads(following.database_url)] == [2]
    assert problem(following.database_url) is None


def test_a_key_of_32_bytes(tmp_path: Path) -> None:
    """The seed of RFC 8032's first test signs as in the frozen vectors."""
    file = tmp_path / "seed"
    file.write_bytes(
        bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    )
    file.chmod(0o600)
    assert read_signing_key(file, ORIGIN).verifier_key.text() == (
        "tillroll.example/test+6aff9f73+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea"
    )


def test_a_new_key_is_private(tmp_path: Path) -> None:
    """A new file is of mode 600 whatever the umask, and none is replaced."""
    file = tmp_path / "folder" / "ledger.key"
    before = os.umask(0)
    try:
        create_signing_key(file)
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    content = file.read_bytes()
    with pytest.raises(FileExistsError):
        create_signing_key(file)
    assert (file.read_bytes(), [each.name for each in file.parent.iterdir()]) == (
        content,
        ["ledger.key"],
    )


async def test_heads_are_kept_for_a_day(following: Following, ledger: Ledger) -> None:
    """After a day a head goes, unless it is the newest one."""
    following.clock.pace = 61.0
    for version in (1, 2):
        store(following.database_url, one_history("a", version, version))
        await asyncio.to_thread(following.drain)
        following.wait(hours=23)
    following.clock.at += timedelta(hours=2)
    store(following.database_url, one_history("a", 3, 3))
    await asyncio.to_thread(following.drain)
    assert [head.size for head in await ledger.heads(after=0, limit=9)] == [3]


async def test_cosigned_heads_are_thinned_out(following: Following, ledger: Ledger) -> None:
    """After a day the first cosigned head of each minute stays, and one with a time stamp; before, all of them."""
    following.clock.pace, begin = 61.0, following.clock.at
    # Signed 10 s apart from 14:00:00 on. Of the second minute, the first head is not cosigned.
    for version in range(1, 14):
        store(following.database_url, one_history("a", version, version))
        await asyncio.to_thread(following.drain)
        following.wait(seconds=10)
    with psycopg.connect(following.database_url) as connection:
        connection.execute("UPDATE tillroll.ledger_heads SET is_cosigned = true WHERE size <> 7")
        connection.execute(
            "INSERT INTO tillroll.ledger_time_stamps SELECT ledger, origin, size, at, at, note, '' "
            "FROM tillroll.ledger_heads WHERE size = 4"
        )
    following.clock.at = begin + timedelta(days=1, seconds=119)
    await _sign_one_more(following, 14)
    # The first minute is over for a day, the second one not yet.
    assert await _sizes(ledger) == [1, 4, *range(8, 15)]
    following.clock.at = begin + timedelta(days=1, seconds=130)
    await _sign_one_more(following, 15)
    assert await _sizes(ledger) == [1, 4, 8, 13, 14, 15]
    below = [await ledger.cosigned_head(up_to=size) for size in (0, 3, 7, 8, 15)]
    assert [each and each.size for each in below] == [None, 1, 4, 8, 13]
    following.wait(days=2)
    await _sign_one_more(following, 16)
    assert await _sizes(ledger) == [1, 4, 8, 13, 16]


async def _sign_one_more(following: Following, version: int) -> None:
    store(following.database_url, one_history("a", version, version))
    await asyncio.to_thread(following.drain)


async def _sizes(ledger: Ledger) -> list[int]:
    return [head.size for head in await ledger.heads(after=0, limit=99)]
