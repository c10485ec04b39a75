"""What an append answers when the connection breaks under it: what was really recorded."""

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
from tests.interfaces.storage.test_refused_attempts import ATTEMPT
from tests.interfaces.storage.wire import Fault, Wire

IMPATIENT = Timeouts(lock=0.2, statement=0.3, connect=2, silence=0.4, answer=2.0)
ANY_LOSS = [Fault.QUESTION_LOST, Fault.ANSWER_LOST, Fault.END_OF_ANSWER_LOST, Fault.SILENCE]


@pytest.fixture
async def wire(migrated_url: str) -> AsyncIterator[Wire]:
    async with Wire(migrated_url).listening() as wire:
        yield wire


@pytest.fixture
async def wired(wire: Wire) -> AsyncIterator[PostgresStorage]:
    """A storage behind the wire, whose connections have all been used."""
    async with PostgresStorage(wire.url, patience=IMPATIENT) as storage:
        await storage.events.append(Append(changes("warm", 1, 1)))
        await storage.refusals.keep(ATTEMPT)
        await storage.events.events("warm")
        yield storage


@pytest.mark.parametrize("fault", ANY_LOSS)
async def test_an_append_outlives_its_connection(
    wire: Wire, wired: PostgresStorage, fault: Fault
) -> None:
    """Whatever is lost on the way, the append is recorded exactly once and says so."""
    wire.break_next(fault)
    name = Alias(scope="token", value="t")
    await wired.events.append(Append(changes(ID, 1, 3), aliases=[name], deadline=AT))
    assert list(await wired.events.events(ID)) == changes(ID, 1, 3)
    assert await wired.events.find(name) == ID
    assert await wired.deadlines.due(AT, 10) == [ID]


@pytest.mark.parametrize("fault", ANY_LOSS)
async def test_a_batch_outlives_its_connection(
    wire: Wire, wired: PostgresStorage, fault: Fault
) -> None:
    """Each append of a lost batch gets its own answer: recorded, or another's event is there."""
    await wired.events.append(Append(changes("taken", 1, 1)))
    wire.break_next(fault)
    answers = await asyncio.gather(
        *(wired.events.append(Append(changes(f"c-{number}", 1, 1))) for number in range(20)),
        wired.events.append(Append(changes("taken", 1, 1, "late"))),
        return_exceptions=True,
    )
    assert answers[:20] == [None] * 20
    assert isinstance(answers[20], VersionTaken)
    assert list(await wired.events.events("taken")) == changes("taken", 1, 1)


async def test_the_event_of_another_is_not_taken_for_ones_own(
    wire: Wire, wired: PostgresStorage, migrated_url: str
) -> None:
    """The question is lost and another process records the version: that is VersionTaken."""
    async with PostgresStorage(migrated_url) as other:
        theirs = changes(ID, 1, 1, "theirs")
        wire.break_next(Fault.QUESTION_LOST, meanwhile=lambda: other.events.append(Append(theirs)))
        with pytest.raises(VersionTaken):
            await wired.events.append(Append(changes(ID, 1, 1, "mine")))
    assert list(await wired.events.events(ID)) == theirs


async def test_ones_own_event_is_found_under_those_that_followed(
    wire: Wire, wired: PostgresStorage, migrated_url: str
) -> None:
    """The answer is lost and another process goes on from there: the append was recorded."""
    async with PostgresStorage(migrated_url) as other:
        theirs = changes(ID, 3, 4, "theirs")
        wire.break_next(Fault.ANSWER_LOST, meanwhile=lambda: other.events.append(Append(theirs)))
        await wired.events.append(Append(changes(ID, 1, 2, "mine")))
    assert list(await wired.events.events(ID)) == changes(ID, 1, 2, "mine") + theirs


@pytest.mark.parametrize("fault", ANY_LOSS)
async def test_a_refused_attempt_outlives_its_connection(
    wire: Wire, wired: PostgresStorage, fault: Fault
) -> None:
    """An attempt whose answer was lost is kept once."""
    attempt = dataclasses.replace(ATTEMPT, checkout_id=ID)
    wire.break_next(fault)
    await wired.refusals.keep(attempt)
    assert len(await wired.refusals.of(ID)) == 1


@pytest.mark.parametrize("fault", ANY_LOSS)
async def test_a_read_outlives_its_connection(
    wire: Wire, wired: PostgresStorage, fault: Fault
) -> None:
    """A read is repeated on another connection."""
    wire.break_next(fault)
    assert list(await wired.events.events("warm")) == changes("warm", 1, 1)


async def test_no_acknowledged_append_is_lost_while_connections_are_cut(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """All connections are cut again and again under load: what was acknowledged is there, once."""
    acknowledged: list[str] = []
    cutting = True

    async def keep_appending(writer: int) -> None:
        number = 0
        while cutting:
            number += 1
            # Unavailable means "not known", which is no promise that could be broken.
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


async def test_a_held_table_is_not_waited_for_without_end(migrated_url: str) -> None:
    """An append to a locked table raises StoreUnavailable; once it is unlocked, appends succeed."""
    async with PostgresStorage(migrated_url, patience=IMPATIENT) as storage:
        async with await psycopg.AsyncConnection.connect(migrated_url) as holder:
            await holder.execute("LOCK TABLE tillroll.checkout_events IN ACCESS EXCLUSIVE MODE")
            with pytest.raises(StoreUnavailable):
                await storage.events.append(Append(changes(ID, 1, 1)))
            with pytest.raises(StoreUnavailable):
                await storage.events.events(ID)
        await storage.events.append(Append(changes(ID, 1, 1)))
        assert list(await storage.events.events(ID)) == changes(ID, 1, 1)


async def test_a_held_turn_is_not_waited_for_without_end(migrated_url: str) -> None:
    """The same where another process has the turn to append and does not give it up."""
    async with PostgresStorage(migrated_url, patience=IMPATIENT) as storage:
        async with await psycopg.AsyncConnection.connect(migrated_url) as holder:
            await holder.execute(
                "SELECT tillroll.append_events("
                "'{other}', '{1}', '{t}', '{s}', '{1}', '{}', '{}', '{}', '{}', '{}')"
            )
            with pytest.raises(StoreUnavailable):
                await storage.events.append(Append(changes(ID, 1, 1)))
            await holder.rollback()
        await storage.events.append(Append(changes(ID, 1, 1)))


async def test_analyzing_the_table_holds_no_append_up(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """The lock of ANALYZE and autovacuum and that of an append do not exclude each other."""
    async with await psycopg.AsyncConnection.connect(migrated_url) as holder:
        await holder.execute("LOCK TABLE tillroll.checkout_events IN SHARE UPDATE EXCLUSIVE MODE")
        await postgres.events.append(Append(changes(ID, 1, 1)))


async def test_a_database_that_is_gone_is_unavailable_and_then_found_again(
    wire: Wire, wired: PostgresStorage
) -> None:
    """Appends, reads and attempts raise StoreUnavailable during an outage, and succeed after it."""
    wire.cut()
    answers = await asyncio.gather(
        wired.events.append(Append(changes(ID, 1, 1))),
        wired.refusals.keep(ATTEMPT),
        wired.events.events(ID),
        wired.deadlines.due(AT, 1),
        return_exceptions=True,
    )
    assert [type(answer) for answer in answers] == [StoreUnavailable] * 4
    wire.mend()
    await wired.events.append(Append(changes(ID, 1, 1)))
    assert list(await wired.events.events(ID)) == changes(ID, 1, 1)


async def test_a_database_that_was_gone_for_long_is_found_again_soon(
    wire: Wire, wired: PostgresStorage
) -> None:
    """After an outage of any length, the second query succeeds, and mostly the first."""
    wire.cut()
    for _ in range(3):
        with pytest.raises(StoreUnavailable):
            await wired.deadlines.due(AT, 1)
    wire.mend()
    with contextlib.suppress(StoreUnavailable):
        await wired.deadlines.due(AT, 1)
    assert await wired.deadlines.due(AT, 1) == []


async def test_a_storage_does_not_open_without_a_database() -> None:
    """Nobody at the address is StoreUnavailable, whatever the driver calls it."""
    with pytest.raises(StoreUnavailable):
        async with PostgresStorage(
            "postgresql://nobody@127.0.0.1:1/none", patience=Timeouts(connect=1)
        ):
            pass
