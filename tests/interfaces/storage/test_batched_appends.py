"""Batched appends: concurrent appends of one or several processes each get their own outcome."""

import asyncio
import base64
import contextlib
import random
from collections import Counter
from collections.abc import Awaitable, Iterable

import psycopg
import pytest
import uvloop

from application.ports.event_store import Alias, AliasTaken, Append, StoreUnavailable, VersionTaken
from domain.events import ReferenceChanged
from interfaces.storage.postgres.batching.batch_writer import BatchLimits
from interfaces.storage.postgres.connections.session import Timeouts, connect
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.examples import AT, ID, changes
from tests.interfaces.storage.test_refusal_log import REFUSED

# Base64 compresses to three quarters of its size: 20,000 bytes remain.
INCOMPRESSIBLE = base64.b64encode(random.Random(1).randbytes(20_000)).decode()
_BATCHES = """
SELECT count(*), sum(octet_length(state))
FROM tillroll.checkout_events GROUP BY xmin ORDER BY min(notification_id)
"""


async def batches(database_url: str) -> list[tuple[int, int]]:
    """Return rows and bytes of each transaction that recorded events, in order."""
    async with await psycopg.AsyncConnection.connect(database_url) as connection:
        return list(await (await connection.execute(_BATCHES)).fetchall())


async def outcomes(appends: Iterable[Awaitable[object]]) -> Counter[str]:
    """Count the outcomes of the appends."""
    answers = await asyncio.gather(*appends, return_exceptions=True)
    return Counter("recorded" if answer is None else type(answer).__name__ for answer in answers)


async def test_one_of_many_appends_at_a_version_is_recorded(postgres: PostgresStorage) -> None:
    """Of 64 concurrent appends at one version, one is recorded and 63 conflict."""
    await postgres.events.append(Append(changes(ID, 1, 1)))
    for version in range(2, 6):
        counted = await outcomes(
            postgres.events.append(Append(changes(ID, version, version, f"caller {caller}")))
            for caller in range(64)
        )
        assert counted == {"recorded": 1, "VersionTaken": 63}
    recorded = await postgres.events.events(ID)
    assert [event.originator_version for event in recorded] == [1, 2, 3, 4, 5]


async def test_two_processes_share_the_versions_of_a_checkout(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """Writers of two processes race for each version of ten checkouts. Every version has exactly one winner."""
    async with PostgresStorage(migrated_url) as other:
        won: Counter[tuple[str, int, str]] = Counter()

        async def race(storage: PostgresStorage, name: str, checkout_id: str) -> None:
            for version in range(1, 21):
                with contextlib.suppress(VersionTaken):
                    await storage.events.append(
                        Append(changes(checkout_id, version, version, name))
                    )
                    won[checkout_id, version, name] += 1

        await asyncio.gather(
            *(
                race(storage, name, f"c-{number}")
                for number in range(10)
                for storage, name in ((postgres, "one"), (other, "other"), (other, "third"))
            )
        )
        recorded: Counter[tuple[str, int, str]] = Counter()
        for checkout_id in (f"c-{number}" for number in range(10)):
            for event in await postgres.events.events(checkout_id):
                assert isinstance(event, ReferenceChanged)
                recorded[checkout_id, event.originator_version, str(event.reference)] += 1
    assert recorded == won
    assert Counter((checkout_id, version) for checkout_id, version, _ in won) == {
        (f"c-{number}", version): 1 for number in range(10) for version in range(1, 21)
    }


async def test_waiting_appends_are_committed_together(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """A hundred concurrent appends need fewer than ten transactions, and are recorded in their order."""
    await outcomes(postgres.events.append(Append(changes(f"c-{n:03}", 1, 2))) for n in range(100))
    groups = await batches(migrated_url)
    assert sum(rows for rows, _ in groups) == 200
    assert len(groups) < 10
    async with await psycopg.AsyncConnection.connect(migrated_url) as connection:
        cursor = await connection.execute(
            "SELECT originator_id, originator_version FROM tillroll.checkout_events"
            " ORDER BY notification_id"
        )
        places = await cursor.fetchall()
    assert places == sorted(places)


async def test_a_refused_append_does_not_affect_its_batch(postgres: PostgresStorage) -> None:
    """Taken versions, taken aliases and gaps in a batch fail only their own callers."""
    token = Alias(scope="token", value="t")
    await postgres.events.append(Append(changes("old", 1, 1), aliases=[token]))
    answers = await asyncio.gather(
        postgres.events.append(Append(changes("new-1", 1, 2))),
        postgres.events.append(Append(changes("old", 1, 1))),
        postgres.events.append(Append(changes("new-2", 1, 1), aliases=[token])),
        postgres.events.append(
            Append(changes("new-3", 1, 1), aliases=[Alias(scope="token", value="u")])
        ),
        postgres.events.append(Append(changes("new-4", 5, 5))),
        postgres.events.append(Append(changes("old", 2, 3), deadline=AT)),
        return_exceptions=True,
    )
    assert [type(answer).__name__ for answer in answers] == [
        "NoneType",
        "VersionTaken",
        "AliasTaken",
        "NoneType",
        "MissingEvents",
        "NoneType",
    ]
    assert len(await postgres.events.events("old")) == 3


async def test_consecutive_appends_may_share_a_batch(postgres: PostgresStorage) -> None:
    """Versions 1 to 10 of one checkout, appended concurrently in order, are all recorded."""
    counted = await outcomes(
        postgres.events.append(Append(changes(ID, version, version))) for version in range(1, 11)
    )
    assert counted == {"recorded": 10}


async def test_one_of_many_claims_to_an_alias_succeeds(postgres: PostgresStorage) -> None:
    """Of twenty checkouts that claim one alias, one gets it. The others' AliasTaken names the owner."""
    token = Alias(scope="token", value="t")
    answers = await asyncio.gather(
        *(
            postgres.events.append(Append(changes(f"c-{n}", 1, 1), aliases=[token]))
            for n in range(20)
        ),
        return_exceptions=True,
    )
    assert answers.count(None) == 1
    winner = f"c-{answers.index(None)}"
    assert {answer.checkout_id for answer in answers if isinstance(answer, AliasTaken)} == {winner}
    assert await postgres.events.find(token) == winner


async def test_a_batch_has_a_limit_of_rows_and_bytes(migrated_url: str) -> None:
    """The limits hold for every transaction, except for a single append that exceeds them."""
    limits = BatchLimits(rows=10, bytes=50_000)
    async with PostgresStorage(migrated_url, limits=limits) as storage:
        small = (storage.events.append(Append(changes(f"s-{n}", 1, 3))) for n in range(20))
        large = (
            storage.events.append(Append(changes(f"l-{n}", 1, 1, INCOMPRESSIBLE))) for n in range(9)
        )
        alone = storage.events.append(Append(changes("alone", 1, 12, INCOMPRESSIBLE)))
        assert await outcomes([*small, *large, alone]) == {"recorded": 30}
    groups = await batches(migrated_url)
    assert (12, 12 * 20_000) in [(rows, size // 20_000 * 20_000) for rows, size in groups]
    assert all(rows <= 10 and size <= 50_000 for rows, size in groups if rows != 12)


async def test_an_append_refused_by_the_database_does_not_affect_its_batch(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """When a batch statement fails, its appends are retried one by one."""
    async with await psycopg.AsyncConnection.connect(migrated_url) as connection:
        await connection.execute(
            "ALTER TABLE tillroll.checkout_events ADD CHECK (originator_id <> 'bad')"
        )
    answers = await asyncio.gather(
        *(postgres.events.append(Append(changes(name, 1, 1))) for name in ("a", "bad", "b")),
        return_exceptions=True,
    )
    assert answers[0] is None
    assert isinstance(answers[1], StoreUnavailable)
    assert answers[2] is None
    await postgres.events.append(Append(changes("c", 1, 1)))


async def test_appends_beyond_the_queue_limit_are_rejected(migrated_url: str) -> None:
    """With ten appends waiting, further appends raise StoreUnavailable at once."""
    limits = BatchLimits(waiting=10)
    async with PostgresStorage(migrated_url, limits=limits) as storage:
        counted = await outcomes(
            storage.events.append(Append(changes(f"c-{n}", 1, 1))) for n in range(15)
        )
    assert counted == {"recorded": 10, "StoreUnavailable": 5}


async def test_cancelled_callers_do_not_affect_others(postgres: PostgresStorage) -> None:
    """Half of the callers are cancelled, before or during sending. The other half is recorded."""
    appends = [
        asyncio.ensure_future(postgres.events.append(Append(changes(f"c-{n}", 1, 1))))
        for n in range(40)
    ]
    for index, append in enumerate(appends[::2]):
        append.cancel()
        for _ in range(index % 4):
            await asyncio.sleep(0)
    answers = await asyncio.gather(*appends, return_exceptions=True)
    assert all(answer is None for answer in answers[1::2])
    for number in range(1, 40, 2):
        assert list(await postgres.events.events(f"c-{number}")) == changes(f"c-{number}", 1, 1)
    await postgres.events.append(Append(changes("next", 1, 1)))


async def test_closing_writes_waiting_appends(migrated_url: str) -> None:
    """Appends made before closing are recorded. Later ones raise StoreUnavailable."""
    async with PostgresStorage(migrated_url) as storage:
        appends = [
            asyncio.ensure_future(storage.events.append(Append(changes(f"c-{n}", 1, 1))))
            for n in range(20)
        ]
        await asyncio.sleep(0)
    assert await outcomes(appends) == {"recorded": 20}
    for call in (
        storage.events.append(Append(changes("late", 1, 1))),
        storage.refusals.keep(REFUSED),
    ):
        with pytest.raises(StoreUnavailable):
            await call
    with pytest.raises(StoreUnavailable):
        await storage.events.events("c-0")


async def test_commits_are_durable_whatever_the_database_default(
    migrated_url: str,
) -> None:
    """`synchronous_commit` is on where the database has it off or local, and a stricter setting is kept."""
    async with await psycopg.AsyncConnection.connect(migrated_url, autocommit=True) as connection:
        for default, in_force in (("off", "on"), ("local", "on"), ("remote_apply", "remote_apply")):
            await connection.execute(
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = "
                f"{default}', current_database()); END $$"
            )
            session = await connect(migrated_url, Timeouts())
            async with session:
                cursor = await session.execute("SHOW synchronous_commit")
                assert await cursor.fetchone() == (in_force,)


@pytest.mark.parametrize("run", [asyncio.run, uvloop.run])
def test_the_store_works_on_either_event_loop(migrated_url: str, run: object) -> None:
    """Appends and reads work on asyncio's own event loop and on uvloop."""

    async def append_and_read() -> None:
        async with PostgresStorage(migrated_url) as storage:
            counted = await outcomes(
                storage.events.append(Append(changes(f"c-{n}", 1, 1))) for n in range(50)
            )
            assert counted == {"recorded": 50}
            assert list(await storage.events.events("c-7")) == changes("c-7", 1, 1)
            await storage.refusals.keep(REFUSED)

    assert callable(run)
    run(append_and_read())
