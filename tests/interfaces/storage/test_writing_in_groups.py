"""Many appends at once, from one process and from several: each is decided on its own."""

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
from tests.interfaces.storage.test_refused_attempts import ATTEMPT

# Three characters of base64 in four make it through the packing: 20,000 bytes remain.
INCOMPRESSIBLE = base64.b64encode(random.Random(1).randbytes(20_000)).decode()
_BATCHES = """
SELECT count(*), sum(octet_length(state))
FROM tillroll.checkout_events GROUP BY xmin ORDER BY min(notification_id)
"""


async def batches(database_url: str) -> list[tuple[int, int]]:
    """Rows and bytes of each transaction that recorded events, in order."""
    async with await psycopg.AsyncConnection.connect(database_url) as connection:
        return list(await (await connection.execute(_BATCHES)).fetchall())


async def outcomes(appends: Iterable[Awaitable[None]]) -> Counter[str]:
    """How many appends ended how."""
    answers = await asyncio.gather(*appends, return_exceptions=True)
    return Counter("recorded" if answer is None else type(answer).__name__ for answer in answers)


async def test_of_many_appends_at_one_version_one_is_recorded(postgres: PostgresStorage) -> None:
    """64 callers append at the same version, four times over; each time one of them wins."""
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
    """Two writers race for each version of ten checkouts; every version has exactly one winner."""
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


async def test_what_waits_is_committed_together(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """A hundred appends at once need a few transactions, and are recorded in their order."""
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


async def test_one_refused_append_harms_no_other_of_its_batch(postgres: PostgresStorage) -> None:
    """Taken versions, taken names and gaps in one batch fail their own callers alone."""
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


async def test_appends_that_follow_each_other_may_wait_together(postgres: PostgresStorage) -> None:
    """Versions 1 to 10 of one checkout, handed in at once and in order, are all recorded."""
    counted = await outcomes(
        postgres.events.append(Append(changes(ID, version, version))) for version in range(1, 11)
    )
    assert counted == {"recorded": 10}


async def test_of_many_claims_to_a_name_one_is_heard(postgres: PostgresStorage) -> None:
    """Twenty new checkouts claim one name at once: one gets it, the others learn whose it is."""
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


async def test_a_batch_has_at_most_so_many_rows_and_bytes(migrated_url: str) -> None:
    """The caps hold for every transaction, except for one append that is larger by itself."""
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


async def test_one_append_that_the_database_refuses_harms_no_other(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """Where a statement fails for what is in it, its appends are tried one by one."""
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


async def test_too_many_waiting_are_turned_away_at_once(migrated_url: str) -> None:
    """A bounded line: the eleventh is StoreUnavailable and the ten are recorded."""
    limits = BatchLimits(waiting=10)
    async with PostgresStorage(migrated_url, limits=limits) as storage:
        counted = await outcomes(
            storage.events.append(Append(changes(f"c-{n}", 1, 1))) for n in range(15)
        )
    assert counted == {"recorded": 10, "StoreUnavailable": 5}


async def test_cancelled_callers_do_not_affect_others(postgres: PostgresStorage) -> None:
    """Half of the callers are cancelled, before sending or during it; the other half is recorded."""
    appends = [
        asyncio.ensure_future(postgres.events.append(Append(changes(f"c-{n}", 1, 1))))
        for n in range(40)
    ]
    for turns, append in enumerate(appends[::2]):
        append.cancel()
        for _ in range(turns % 4):
            await asyncio.sleep(0)
    answers = await asyncio.gather(*appends, return_exceptions=True)
    assert all(answer is None for answer in answers[1::2])
    for number in range(1, 40, 2):
        assert list(await postgres.events.events(f"c-{number}")) == changes(f"c-{number}", 1, 1)
    await postgres.events.append(Append(changes("next", 1, 1)))


async def test_closing_writes_what_waits(migrated_url: str) -> None:
    """What was handed in before closing is recorded; what comes after is StoreUnavailable."""
    async with PostgresStorage(migrated_url) as storage:
        appends = [
            asyncio.ensure_future(storage.events.append(Append(changes(f"c-{n}", 1, 1))))
            for n in range(20)
        ]
        await asyncio.sleep(0)
    assert await outcomes(appends) == {"recorded": 20}
    for call in (
        storage.events.append(Append(changes("late", 1, 1))),
        storage.refusals.keep(ATTEMPT),
    ):
        with pytest.raises(StoreUnavailable):
            await call
    with pytest.raises(StoreUnavailable):
        await storage.events.events("c-0")


async def test_commits_are_durable_whatever_the_default_of_the_database(
    migrated_url: str,
) -> None:
    """A database that is set to lose recent commits in a crash is overruled; a stricter one is not."""
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
def test_it_works_on_either_event_loop(migrated_url: str, run: object) -> None:
    """asyncio's own loop and uvloop's."""

    async def append_and_read() -> None:
        async with PostgresStorage(migrated_url) as storage:
            counted = await outcomes(
                storage.events.append(Append(changes(f"c-{n}", 1, 1))) for n in range(50)
            )
            assert counted == {"recorded": 50}
            assert list(await storage.events.events("c-7")) == changes("c-7", 1, 1)
            await storage.refusals.keep(ATTEMPT)

    assert callable(run)
    run(append_and_read())
