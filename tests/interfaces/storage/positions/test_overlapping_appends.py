"""VersionTaken tells whether the version was taken during the append (overlapped) or before it started."""

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

_LOCK_TABLE = "LOCK TABLE tillroll.checkout_events IN SHARE MODE"
_WAITING = """
SELECT count(*) FROM pg_locks
WHERE locktype = 'relation' AND NOT granted AND relation = 'tillroll.checkout_events'::regclass
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@asynccontextmanager
async def table_locked(database_url: str) -> AsyncIterator[psycopg.AsyncConnection]:
    """Lock the table of events, so that appends start and wait for it."""
    async with await psycopg.AsyncConnection.connect(database_url) as connection:
        await connection.execute(_LOCK_TABLE)
        yield connection


async def until_waiting(connection: psycopg.AsyncConnection, number: int) -> None:
    """Return when this number of appends waits for the table."""
    async with asyncio.timeout(10):
        while await (await connection.execute(_WAITING)).fetchone() != (number,):  # noqa: ASYNC110  PostgreSQL has no notification of waiting locks
            await asyncio.sleep(0.005)


async def append(
    storage: PostgresStorage, events: list[CheckoutEvent], response: ResponseToStore | None = None
) -> bool | None:
    """Return None if the append was recorded, and otherwise whether it was overlapped."""
    try:
        await storage.events.append(Append(events, response=response))
    except VersionTaken as taken:
        return taken.overlapped
    return None


async def test_an_earlier_append_does_not_overlap(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """An append that was acknowledged before this one started does not overlap it."""
    async with PostgresStorage(migrated_url) as other:
        await other.events.append(Append(changes(ID, 1, 2)))
        assert await append(postgres, changes(ID, 2, 2, "late")) is False


@pytest.mark.parametrize("is_alone", [True, False])
async def test_a_concurrent_append_overlaps(
    migrated_url: str, postgres: PostgresStorage, *, is_alone: bool
) -> None:
    """Of two waiting appends at one version, one is recorded and the other overlaps, with or without inline writes."""
    idempotent_request = IdempotentRequest(identity="demo", path="/", key="k", fingerprint="f")
    in_progress = ResponseToStore(idempotent_request=idempotent_request, answer=None, at=AT)
    response = None if is_alone else in_progress
    async with PostgresStorage(migrated_url) as other:
        await other.events.append(Append(changes(ID, 1, 1)))
        async with table_locked(migrated_url) as holder:
            both = [
                asyncio.create_task(append(postgres, changes(ID, 2, 2, "one"), response)),
                asyncio.create_task(append(other, changes(ID, 2, 2, "two"))),
            ]
            await until_waiting(holder, 2)
        assert sorted(map(str, await asyncio.gather(*both))) == ["None", "True"]


@pytest.mark.parametrize("is_rolled_back", [True, False])
async def test_a_version_in_an_open_transaction_is_waited_for(
    migrated_url: str, postgres: PostgresStorage, *, is_rolled_back: bool
) -> None:
    """The append overlaps if the other transaction is committed, and is recorded if it is rolled back."""
    await postgres.events.append(Append(changes(ID, 1, 1)))
    async with await psycopg.AsyncConnection.connect(migrated_url) as other:
        await other.execute(
            "SELECT tillroll.append(ARRAY[%s], '{2}', '{checkout.expired}', '{}'::bytea[] || '{}'::bytea, '{2}',"
            " '{}', '{}', '{}', '{}', '{}')",
            (ID,),
        )
        waiting = asyncio.create_task(append(postgres, changes(ID, 2, 2, "one")))
        await asyncio.sleep(0.1)
        assert not waiting.done()
        await (other.rollback() if is_rolled_back else other.commit())
        assert await waiting is (None if is_rolled_back else True)


async def test_appends_of_one_process_overlap(postgres: PostgresStorage) -> None:
    """Concurrent appends of one process at one version overlap with the one that is recorded."""
    await postgres.events.append(Append(changes(ID, 1, 1)))
    answers = await asyncio.gather(
        *(append(postgres, changes(ID, 2, 2, str(number))) for number in range(5))
    )
    assert answers == [None, True, True, True, True]


async def test_outdated_appends_of_one_process_do_not_overlap(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """Two concurrent appends at a version that was taken before both started do not overlap."""
    async with PostgresStorage(migrated_url) as other:
        await other.events.append(Append(changes(ID, 1, 2)))
        answers = await asyncio.gather(
            *(append(postgres, changes(ID, 2, 2, str(number))) for number in range(2))
        )
        assert answers == [False, False]


async def test_an_append_to_another_checkout_does_not_overlap(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """A concurrent append to another checkout does not overlap an outdated one."""
    async with PostgresStorage(migrated_url) as other:
        await other.events.append(Append(changes(ID, 1, 2)))
        async with table_locked(migrated_url) as holder:
            both = [
                asyncio.create_task(append(other, changes("another", 1, 1))),
                asyncio.create_task(append(postgres, changes(ID, 2, 2, "late"))),
            ]
            await until_waiting(holder, 2)
        assert await asyncio.gather(*both) == [None, False]
