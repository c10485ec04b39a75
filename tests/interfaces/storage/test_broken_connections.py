"""The outcome of an append whose connection breaks matches what was recorded."""

import asyncio
import contextlib
import dataclasses
from collections.abc import AsyncIterator

import psycopg
import pytest

from application.ports.event_store import Alias, Append, StoreUnavailable, VersionTaken
from interfaces.storage.postgres.connections.session import Timeouts
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.examples import AT, ID, changes
from tests.interfaces.storage.test_refusal_log import REFUSED
from tests.interfaces.storage.wire import Fault, Wire

IMPATIENT = Timeouts(lock=0.2, statement=0.3, connect=2, silence=0.4, answer=2.0)
ANY_LOSS = [Fault.QUESTION_LOST, Fault.ANSWER_LOST, Fault.END_OF_ANSWER_LOST, Fault.SILENCE]


@pytest.fixture
async def wire(migrated_url: str) -> AsyncIterator[Wire]:
    async with Wire(migrated_url).listening() as wire:
        yield wire


@pytest.fixture
async def proxied_storage(wire: Wire) -> AsyncIterator[PostgresStorage]:
    """A storage connected through the proxy, whose connections have all been used."""
    async with PostgresStorage(wire.url, patience=IMPATIENT) as storage:
        await storage.events.append(Append(changes("warm", 1, 1)))
        await storage.refusals.keep(REFUSED)
        await storage.events.events("warm")
        yield storage


@pytest.mark.parametrize("fault", ANY_LOSS)
async def test_an_append_survives_a_broken_connection(
    wire: Wire, proxied_storage: PostgresStorage, fault: Fault
) -> None:
    """Whichever message is lost, the append succeeds and is recorded exactly once."""
    wire.break_next(fault)
    name = Alias(scope="token", value="t")
    await proxied_storage.events.append(Append(changes(ID, 1, 3), aliases=[name], deadline=AT))
    assert list(await proxied_storage.events.events(ID)) == changes(ID, 1, 3)
    assert await proxied_storage.events.find(name) == ID
    assert await proxied_storage.deadlines.due(AT, 10) == [ID]


@pytest.mark.parametrize("fault", ANY_LOSS)
async def test_a_batch_survives_a_broken_connection(
    wire: Wire, proxied_storage: PostgresStorage, fault: Fault
) -> None:
    """Each append of a lost batch gets its own outcome: recorded, or a version conflict."""
    await proxied_storage.events.append(Append(changes("taken", 1, 1)))
    wire.break_next(fault)
    answers = await asyncio.gather(
        *(
            proxied_storage.events.append(Append(changes(f"c-{number}", 1, 1)))
            for number in range(20)
        ),
        proxied_storage.events.append(Append(changes("taken", 1, 1, "late"))),
        return_exceptions=True,
    )
    assert answers[:20] == [None] * 20
    assert isinstance(answers[20], VersionTaken)
    assert list(await proxied_storage.events.events("taken")) == changes("taken", 1, 1)


async def test_an_event_of_another_process_is_a_conflict(
    wire: Wire, proxied_storage: PostgresStorage, migrated_url: str
) -> None:
    """If the request is lost and another process records the version, the append raises VersionTaken."""
    async with PostgresStorage(migrated_url) as other:
        theirs = changes(ID, 1, 1, "theirs")
        wire.break_next(Fault.QUESTION_LOST, meanwhile=lambda: other.events.append(Append(theirs)))
        with pytest.raises(VersionTaken):
            await proxied_storage.events.append(Append(changes(ID, 1, 1, "mine")))
    assert list(await proxied_storage.events.events(ID)) == theirs


async def test_an_append_is_recognised_below_later_events(
    wire: Wire, proxied_storage: PostgresStorage, migrated_url: str
) -> None:
    """If the response is lost and another process appends further events, the append still succeeds."""
    async with PostgresStorage(migrated_url) as other:
        theirs = changes(ID, 3, 4, "theirs")
        wire.break_next(Fault.ANSWER_LOST, meanwhile=lambda: other.events.append(Append(theirs)))
        await proxied_storage.events.append(Append(changes(ID, 1, 2, "mine")))
    assert list(await proxied_storage.events.events(ID)) == changes(ID, 1, 2, "mine") + theirs


@pytest.mark.parametrize("fault", ANY_LOSS)
async def test_a_refused_command_is_not_recorded_twice(
    wire: Wire, proxied_storage: PostgresStorage, fault: Fault
) -> None:
    """A refused command whose response was lost is recorded once."""
    attempt = dataclasses.replace(REFUSED, checkout_id=ID)
    wire.break_next(fault)
    await proxied_storage.refusals.keep(attempt)
    assert len(await proxied_storage.refusals.of(ID)) == 1


@pytest.mark.parametrize("fault", ANY_LOSS)
async def test_a_read_is_retried_on_another_connection(
    wire: Wire, proxied_storage: PostgresStorage, fault: Fault
) -> None:
    """A read whose connection breaks is repeated on another connection."""
    wire.break_next(fault)
    assert list(await proxied_storage.events.events("warm")) == changes("warm", 1, 1)


async def test_no_acknowledged_append_is_lost_while_connections_are_cut(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """Every append acknowledged while connections are repeatedly cut is recorded exactly once."""
    acknowledged: list[str] = []
    cutting = True

    async def keep_appending(writer: int) -> None:
        number = 0
        while cutting:
            number += 1
            # StoreUnavailable means that the outcome is unknown; only acknowledged appends are
            # checked.
            with contextlib.suppress(StoreUnavailable):
                await postgres.events.append(Append(changes(f"{writer}-{number}", 1, 2)))
                acknowledged.append(f"{writer}-{number}")

    load = asyncio.gather(*map(keep_appending, range(16)))
    async with await psycopg.AsyncConnection.connect(migrated_url, autocommit=True) as connection:
        for _ in range(8):
            await asyncio.sleep(0.1)
            await connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        cutting = False
        await load
        cursor = await connection.execute(
            "SELECT originator_id, count(*) FROM tillroll.checkout_events GROUP BY originator_id"
        )
        recorded: dict[str, int] = dict(await cursor.fetchall())
    assert len(acknowledged) > 100
    assert {checkout_id: recorded.get(checkout_id) for checkout_id in acknowledged} == (
        dict.fromkeys(acknowledged, 2)
    )
    await postgres.events.append(Append(changes("afterwards", 1, 1)))


async def test_an_append_to_a_locked_table_times_out(migrated_url: str) -> None:
    """An append to a locked table raises StoreUnavailable. Appends succeed after the lock is released."""
    async with PostgresStorage(migrated_url, patience=IMPATIENT) as storage:
        async with await psycopg.AsyncConnection.connect(migrated_url) as holder:
            await holder.execute("LOCK TABLE tillroll.checkout_events IN ACCESS EXCLUSIVE MODE")
            with pytest.raises(StoreUnavailable):
                await storage.events.append(Append(changes(ID, 1, 1)))
            with pytest.raises(StoreUnavailable):
                await storage.events.events(ID)
        await storage.events.append(Append(changes(ID, 1, 1)))
        assert list(await storage.events.events(ID)) == changes(ID, 1, 1)


async def test_an_append_waiting_for_another_at_its_version_times_out(migrated_url: str) -> None:
    """An append raises StoreUnavailable while another process has the version in an open transaction."""
    async with PostgresStorage(migrated_url, patience=IMPATIENT) as storage:
        async with await psycopg.AsyncConnection.connect(migrated_url) as holder:
            await holder.execute(
                "SELECT tillroll.append("
                "ARRAY[%s], '{1}', '{t}', '{s}', '{1}', '{}', '{}', '{}', '{}', '{}')",
                (ID,),
            )
            with pytest.raises(StoreUnavailable):
                await storage.events.append(Append(changes(ID, 1, 1)))
            await holder.rollback()
        await storage.events.append(Append(changes(ID, 1, 1)))


async def test_analyze_does_not_block_appends(migrated_url: str, postgres: PostgresStorage) -> None:
    """The table lock of ANALYZE and autovacuum does not conflict with that of an append."""
    async with await psycopg.AsyncConnection.connect(migrated_url) as holder:
        await holder.execute("LOCK TABLE tillroll.checkout_events IN SHARE UPDATE EXCLUSIVE MODE")
        await postgres.events.append(Append(changes(ID, 1, 1)))


async def test_operations_fail_during_an_outage_and_succeed_after_it(
    wire: Wire, proxied_storage: PostgresStorage
) -> None:
    """Appends, reads and refused commands raise StoreUnavailable during an outage, and succeed after it."""
    wire.cut()
    answers = await asyncio.gather(
        proxied_storage.events.append(Append(changes(ID, 1, 1))),
        proxied_storage.refusals.keep(REFUSED),
        proxied_storage.events.events(ID),
        proxied_storage.deadlines.due(AT, 1),
        return_exceptions=True,
    )
    assert [type(answer) for answer in answers] == [StoreUnavailable] * 4
    wire.restore()
    await proxied_storage.events.append(Append(changes(ID, 1, 1)))
    assert list(await proxied_storage.events.events(ID)) == changes(ID, 1, 1)


async def test_the_storage_reconnects_soon_after_a_long_outage(
    wire: Wire, proxied_storage: PostgresStorage
) -> None:
    """After an outage of any length, at the latest the second query succeeds."""
    wire.cut()
    for _ in range(3):
        with pytest.raises(StoreUnavailable):
            await proxied_storage.deadlines.due(AT, 1)
    wire.restore()
    with contextlib.suppress(StoreUnavailable):
        await proxied_storage.deadlines.due(AT, 1)
    assert await proxied_storage.deadlines.due(AT, 1) == []


async def test_opening_a_storage_without_a_database_fails() -> None:
    """Opening a storage at an address without a server raises StoreUnavailable."""
    with pytest.raises(StoreUnavailable):
        async with PostgresStorage(
            "postgresql://nobody@127.0.0.1:1/none", patience=Timeouts(connect=1)
        ):
            pass
