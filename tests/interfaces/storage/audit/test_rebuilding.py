"""A rebuild under load gives an audit log that equals the previous one row by row."""

import asyncio
from contextlib import closing

import psycopg
import pytest

from application.ports.audit_log import AuditEntry
from application.ports.event_store import Append
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.indexer import AuditIndexer
from interfaces.storage.postgres.audit.rebuild import Rebuild, RebuildUnderWay, rebuild
from interfaces.storage.postgres.events.codec import UnreadableEvent
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.audit.histories import Historian, one_history, store
from tests.interfaces.storage.audit.oracle import Expected
from tests.interfaces.storage.audit.processes import HISTORIES, VERSIONS, WRITERS, process
from tests.interfaces.storage.audit.reading import EVERYTHING, drain, everything
from tests.interfaces.storage.audit.tables import position, table


def quietly(done: int, total: int) -> None: ...


async def test_a_rebuild_while_writers_go_on(migrated_url: str, kept_up: PostgresAuditLog) -> None:
    """Eight writers, a projector and a follower go on during rebuilds; every rebuild finds both trails equal."""
    count = WRITERS * HISTORIES * (VERSIONS - 1)
    heard: list[AuditEntry] = []

    async def follow() -> None:
        async for entries in kept_up.follow(EVERYTHING, after=0):
            heard.extend(entries)
            if len(heard) >= count:
                return

    following = asyncio.create_task(follow())
    async with process("write", migrated_url, "one"):
        while not following.done():
            rebuilt = await asyncio.to_thread(rebuild, migrated_url, quietly)
            assert rebuilt.differing == 0
        await following
    expected = Expected(migrated_url).entries
    assert len(expected) == count
    assert heard == expected
    assert await everything(kept_up) == expected


def test_it_is_the_same_row_for_row(migrated_url: str, indexer: AuditIndexer) -> None:
    """A rebuild with nothing going on changes not one column, and the projector goes on from there."""
    historian = Historian(30)
    store(migrated_url, historian.events(500))
    drain(indexer)
    before = table(migrated_url)
    rebuilt = rebuild(migrated_url, quietly)
    assert (rebuilt.position, rebuilt.compared, rebuilt.differing) == (500, 500, 0)
    assert table(migrated_url) == before
    store(migrated_url, historian.events(100))
    assert drain(indexer) == 100
    assert rebuild(migrated_url, quietly).differing == 0


async def test_it_tells_and_mends_what_was_changed_by_hand(
    migrated_url: str, indexer: AuditIndexer, reading: PostgresAuditLog
) -> None:
    """Rows that were changed, removed or made up are counted, and are as they should be afterwards."""
    store(migrated_url, Historian(31).events(100))
    drain(indexer)
    with psycopg.connect(migrated_url) as connection:
        connection.execute("UPDATE tillroll.trail SET total = total + 1 WHERE position = 10")
        connection.execute("UPDATE tillroll.trail SET marks = 'x' WHERE position = 11")
        connection.execute("UPDATE tillroll.trail SET reference = 'y' WHERE position = 12")
        connection.execute("DELETE FROM tillroll.trail WHERE position = 13")
    rebuilt = rebuild(migrated_url, quietly)
    assert (rebuilt.compared, rebuilt.differing) == (100, 4)
    assert await everything(reading) == Expected(migrated_url).entries


def test_it_begins_from_nothing(migrated_url: str) -> None:
    """A log without any step and one of an empty store can be rebuilt, and progress is reported."""
    assert rebuild(migrated_url, quietly).position == 0
    store(migrated_url, Historian(32).events(50))
    told: list[tuple[int, int]] = []
    assert rebuild(migrated_url, lambda done, total: told.append((done, total))).position == 50
    assert told[0] == (0, 50)
    assert told[-1] == (50, 50)
    assert told == sorted(told)


def test_only_one_at_a_time(migrated_url: str) -> None:
    """A second rebuild is refused while one is under way, and not after it was broken off."""
    store(migrated_url, Historian(33).events(50))
    with closing(Rebuild(migrated_url)) as broken_off:
        broken_off.begin()
        broken_off.catch_up(quietly)
        with pytest.raises(RebuildUnderWay):
            rebuild(migrated_url, quietly)
    assert rebuild(migrated_url, quietly).position == 50


async def test_the_trail_in_use_stays_where_a_rebuild_fails(
    migrated_url: str, indexer: AuditIndexer, reading: PostgresAuditLog
) -> None:
    """An event that this code cannot read ends the rebuild, and readers never notice."""
    store(migrated_url, one_history("a", 1, 10))
    drain(indexer)
    expected = await everything(reading)
    with psycopg.connect(migrated_url) as connection:
        connection.execute(
            "INSERT INTO tillroll.checkout_events VALUES ('a', 11, 'checkout.of-tomorrow', '{}')"
        )
    with pytest.raises(UnreadableEvent):
        rebuild(migrated_url, quietly)
    assert await everything(reading) == expected
    assert position(migrated_url) == 10


async def test_an_export_that_is_under_way_goes_on(
    migrated_url: str, indexer: AuditIndexer, reading: PostgresAuditLog
) -> None:
    """The exchange of the trails is not held up by an export, nor is the export broken or changed by it."""
    store(migrated_url, Historian(34).events(1500))
    drain(indexer)
    expected = Expected(migrated_url).entries
    found: list[AuditEntry] = []
    async for piece in reading.all(EVERYTHING):
        found += piece
        await asyncio.to_thread(rebuild, migrated_url, quietly)
    assert found == expected


async def test_writers_need_not_wait_for_a_rebuild(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """Appends go on at every step of a rebuild, and what they record in its course is in the new trail."""
    with closing(Rebuild(migrated_url)) as under_way:
        await postgres.events.append(Append(one_history("a", 1, 1)))
        under_way.begin()
        await postgres.events.append(Append(one_history("a", 2, 2)))
        under_way.catch_up(quietly)
        await postgres.events.append(Append(one_history("a", 3, 3)))
        under_way.index()
        await postgres.events.append(Append(one_history("a", 4, 4)))
        assert under_way.exchange() == 4
