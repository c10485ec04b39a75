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
from tests.interfaces.storage.audit.histories import RandomHistory, one_history, store
from tests.interfaces.storage.audit.oracle import Expected
from tests.interfaces.storage.audit.processes import HISTORIES, VERSIONS, WRITERS, process
from tests.interfaces.storage.audit.reading import EVERYTHING, drain


async def test_a_restarted_follower_misses_and_repeats_no_entry(migrated_url: str) -> None:
    """With writers in two processes, a killed and resumed follower receives every position once.

    Both followers receive the positions in the order of the store. Eight writers begin after the kill.
    """
    count = 2 * WRITERS * HISTORIES * (VERSIONS - 1)
    received: list[int] = []
    async with (
        process("follow", migrated_url, 0) as first,
        process("write", migrated_url, "one"),
    ):
        async with process("follow", migrated_url, 0) as second:
            from_second = await positions(second, count // 4)
            second.kill()
            from_second += await positions(second, count)
        async with (
            process("write", migrated_url, "two"),
            process("follow", migrated_url, from_second[-1]) as restarted,
        ):
            received, rest = await asyncio.gather(
                positions(first, count), positions(restarted, count - len(from_second))
            )
    expected = [entry.position for entry in Expected(migrated_url).entries]
    assert len(expected) == count
    assert received == expected
    assert from_second + rest == expected
    assert count // 4 <= len(from_second) <= count // 2


async def test_a_follower_receives_only_what_its_filter_matches(
    migrated_url: str, indexer: AuditIndexer, read_only_log: PostgresAuditLog
) -> None:
    """A follower with a filter gets the present entries that match, and then the new ones."""
    wanted = AuditFilter(merchants=("demo-shop",), text="shirt")
    history = RandomHistory(20)
    store(migrated_url, history.events(300))
    drain(indexer)
    received: list[AuditEntry] = []
    rounds = 0
    async for entries in read_only_log.follow(wanted, after=0):
        received += entries
        if len(received) == len(Expected(migrated_url).found(wanted)):
            if (rounds := rounds + 1) == 4:
                break
            store(migrated_url, history.events(100))
            drain(indexer)
    assert received == Expected(migrated_url).found(wanted)


async def test_an_idle_follower_gets_keep_alives(
    read_only_log: PostgresAuditLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A follower without new entries gets empty keep-alives."""
    monkeypatch.setattr(audit_log, "_HEARTBEAT_SECONDS", 0.01)
    rounds = 0
    async for entries in read_only_log.follow(EVERYTHING, after=0):
        assert list(entries) == []
        if (rounds := rounds + 1) == 3:
            break


async def test_a_write_is_waited_for(
    migrated_url: str, postgres: PostgresStorage, projecting_log: PostgresAuditLog
) -> None:
    """A reader that waits for the version it wrote gets a log that contains it."""
    for version in range(1, 20):
        await postgres.events.append(Append(one_history("own", version, version)))
        assert await projecting_log.wait_for("own", version, seconds=10)
        page = await projecting_log.page(EVERYTHING, after=None, before=2**62, limit=1)
        assert page.entries[0].version == version
    assert not await projecting_log.wait_for("own", 20, seconds=0.01)
    assert not await projecting_log.wait_for("\0", 1, seconds=10)


async def test_the_status_reports_the_lag(
    migrated_url: str, indexer: AuditIndexer, read_only_log: PostgresAuditLog
) -> None:
    """The status has the number of missing positions and the age of the oldest missing event."""
    store(migrated_url, one_history("a", 1, 10))
    (first, *_) = one_history("a", 1, 1)
    status = await read_only_log.status()
    assert (status.position, status.newest) == (0, 10)
    age = (now() - first.timestamp).total_seconds()
    assert abs(status.behind_seconds - age) < timedelta(hours=1).total_seconds()
    drain(indexer)
    status = await read_only_log.status()
    assert (status.position, status.newest, status.behind_seconds) == (10, 10, 0.0)


async def positions(follower: Process, count: int) -> list[int]:
    """Return up to `count` positions that a following process prints; fewer if it ends."""
    assert follower.stdout is not None
    printed: list[int] = []
    while len(printed) < count and (line := await follower.stdout.readline()).endswith(b"\n"):
        printed.append(int(line))
    return printed
