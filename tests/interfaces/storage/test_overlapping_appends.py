"""An append whose version is taken says whether that happened while it waited, or before it was begun."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
import pytest

from application.ports.event_store import Append, VersionTaken
from application.ports.idempotency_store import IdempotentRequest, ResponseToStore
from domain.events import CheckoutEvent
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.examples import AT, ID, changes

_TURN = "SELECT pg_advisory_lock(8388354993986432108)"
_WAITING = """
SELECT count(*) FROM pg_locks
WHERE locktype = 'advisory' AND NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@asynccontextmanager
async def everybody_waits(database_url: str) -> AsyncIterator[psycopg.AsyncConnection]:
    """While somebody else has the turn, appends are begun and go no further."""
    async with await psycopg.AsyncConnection.connect(database_url, autocommit=True) as connection:
        await connection.execute(_TURN)
        yield connection


async def until_waiting(connection: psycopg.AsyncConnection, number: int) -> None:
    """Returns when so many appends wait for their turn."""
    async with asyncio.timeout(10):
        while await (await connection.execute(_WAITING)).fetchone() != (number,):  # noqa: ASYNC110  PostgreSQL tells nobody
            await asyncio.sleep(0.005)


async def append(
    storage: PostgresStorage, events: list[CheckoutEvent], response: ResponseToStore | None = None
) -> bool | None:
    """None where the append was recorded, and else whether it was overlapped."""
    try:
        await storage.events.append(Append(events, response=response))
    except VersionTaken as taken:
        return taken.overlapped
    return None


async def test_what_was_recorded_before_does_not_overlap(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """The other process was answered before this one began."""
    async with PostgresStorage(migrated_url) as other:
        await other.events.append(Append(changes(ID, 1, 2)))
        assert await append(postgres, changes(ID, 2, 2, "late")) is False


@pytest.mark.parametrize("is_alone", [True, False])
async def test_what_was_recorded_meanwhile_overlaps(
    migrated_url: str, postgres: PostgresStorage, *, is_alone: bool
) -> None:
    """Both processes had begun when one of them had its turn; with something that goes along it is no different."""
    idempotent_request = IdempotentRequest(identity="demo", path="/", key="k", fingerprint="f")
    in_progress = ResponseToStore(idempotent_request=idempotent_request, answer=None, at=AT)
    response = None if is_alone else in_progress
    async with PostgresStorage(migrated_url) as other:
        await other.events.append(Append(changes(ID, 1, 1)))
        async with everybody_waits(migrated_url) as turn:
            both = [
                asyncio.create_task(append(postgres, changes(ID, 2, 2, "one"), response)),
                asyncio.create_task(append(other, changes(ID, 2, 2, "two"))),
            ]
            await until_waiting(turn, 2)
        assert sorted(map(str, await asyncio.gather(*both))) == ["None", "True"]


async def test_appends_of_one_process_overlap(postgres: PostgresStorage) -> None:
    """They are in one queue: whoever comes second at a version was there before the first was answered."""
    await postgres.events.append(Append(changes(ID, 1, 1)))
    answers = await asyncio.gather(
        *(append(postgres, changes(ID, 2, 2, str(number))) for number in range(5))
    )
    assert answers == [None, True, True, True, True]


async def test_those_behind_one_that_was_behind_are_behind(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """Two appends here find that another process was first. Neither overlaps, also where only one of them asked."""
    async with PostgresStorage(migrated_url) as other:
        await other.events.append(Append(changes(ID, 1, 2)))
        answers = await asyncio.gather(
            *(append(postgres, changes(ID, 2, 2, str(number))) for number in range(2))
        )
        assert answers == [False, False]


async def test_another_checkout_overlaps_with_nothing(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """What is recorded meanwhile of one checkout is nothing to an append to another that was behind."""
    async with PostgresStorage(migrated_url) as other:
        await other.events.append(Append(changes(ID, 1, 2)))
        async with everybody_waits(migrated_url) as turn:
            both = [
                asyncio.create_task(append(other, changes("another", 1, 1))),
                asyncio.create_task(append(postgres, changes(ID, 2, 2, "late"))),
            ]
            await until_waiting(turn, 2)
        assert await asyncio.gather(*both) == [None, False]
