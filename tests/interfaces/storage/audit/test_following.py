"""Followers receive every event once and in order, also when processes end and restart."""

import asyncio
from asyncio.subprocess import Process
from datetime import timedelta

import pytest

from application.ports.audit_log import AuditEntry, AuditFilter
from application.ports.event_store import Append
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.audit import audit_log
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.indexer import AuditIndexer
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.audit.histories import Historian, one_history, store
from tests.interfaces.storage.audit.oracle import Expected
from tests.interfaces.storage.audit.processes import HISTORIES, VERSIONS, WRITERS, process
from tests.interfaces.storage.audit.reading import EVERYTHING, drain


async def test_nothing_is_missed_and_nothing_comes_twice(migrated_url: str) -> None:
    """Sixteen writers in two processes, two projecting followers: one is killed in the middle and resumes.

    Both hear every position in the order of the store.
    """
    count = 2 * WRITERS * HISTORIES * (VERSIONS - 1)
    heard: list[int] = []
    async with (
        process("follow", migrated_url, 0) as first,
        process("write", migrated_url, "one"),
        process("write", migrated_url, "two"),
    ):
        async with process("follow", migrated_url, 0) as second:
            from_second = await positions(second, count // 4)
            second.kill()
            from_second += await positions(second, count)
        async with process("follow", migrated_url, from_second[-1]) as back_again:
            heard, rest = await asyncio.gather(
                positions(first, count), positions(back_again, count - len(from_second))
            )
    expected = [entry.position for entry in Expected(migrated_url).entries]
    assert len(expected) == count
    assert heard == expected
    assert from_second + rest == expected
    assert len(from_second) < count, "it was killed when all was over"


async def test_a_follower_receives_only_what_its_filter_matches(
    migrated_url: str, indexer: AuditIndexer, reading: PostgresAuditLog
) -> None:
    """A follower with a filter hears what the filter finds: at once what is there, then what comes."""
    wanted = AuditFilter(merchants=("demo-shop",), text="shirt")
    historian = Historian(20)
    store(migrated_url, historian.events(300))
    drain(indexer)
    heard: list[AuditEntry] = []
    rounds = 0
    async for entries in reading.follow(wanted, after=0):
        heard += entries
        if len(heard) == len(Expected(migrated_url).found(wanted)):
            if (rounds := rounds + 1) == 4:
                break
            store(migrated_url, historian.events(100))
            drain(indexer)
    assert heard == Expected(migrated_url).found(wanted)


async def test_a_silent_follower_gives_a_sign_of_life(
    reading: PostgresAuditLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing comes, it yields nothing now and then."""
    monkeypatch.setattr(audit_log, "_HEARTBEAT_SECONDS", 0.01)
    rounds = 0
    async for entries in reading.follow(EVERYTHING, after=0):
        assert list(entries) == []
        if (rounds := rounds + 1) == 3:
            break


async def test_ones_own_write_is_waited_for(
    migrated_url: str, postgres: PostgresStorage, kept_up: PostgresAuditLog
) -> None:
    """A reader that names the version it wrote gets a trail that has it."""
    for version in range(1, 20):
        await postgres.events.append(Append(one_history("own", version, version)))
        assert await kept_up.wait_for("own", version, seconds=10)
        page = await kept_up.page(EVERYTHING, after=None, before=2**62, limit=1)
        assert page.entries[0].version == version
    assert not await kept_up.wait_for("own", 20, seconds=0.01)
    assert not await kept_up.wait_for("\0", 1, seconds=10)


async def test_lag_is_known(
    migrated_url: str, indexer: AuditIndexer, reading: PostgresAuditLog
) -> None:
    """The status says how many positions are missing and for how long the oldest of them has been."""
    store(migrated_url, one_history("a", 1, 10))
    (first, *_) = one_history("a", 1, 1)
    status = await reading.status()
    assert (status.position, status.newest) == (0, 10)
    age = (now() - first.timestamp).total_seconds()
    assert abs(status.behind_seconds - age) < timedelta(hours=1).total_seconds()
    drain(indexer)
    status = await reading.status()
    assert (status.position, status.newest, status.behind_seconds) == (10, 10, 0.0)


async def positions(follower: Process, count: int) -> list[int]:
    """The next positions that a following process says, up to so many; fewer where it ends."""
    assert follower.stdout is not None
    said: list[int] = []
    while len(said) < count and (line := await follower.stdout.readline()).endswith(b"\n"):
        said.append(int(line))
    return said
