"""The eventsourcing library's own recorder reads and follows the events that tillroll writes."""

import asyncio
import contextlib
from collections.abc import Iterator, Sequence

import psycopg
import pytest
from eventsourcing.persistence import Notification
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.conninfo import conninfo_to_dict

from application.ports.event_store import Append, VersionTaken
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.examples import ID, changes


@contextlib.contextmanager
def stock_recorder(database_url: str) -> Iterator[PostgresApplicationRecorder]:
    """The library's unmodified recorder, on tillroll's table."""
    server = conninfo_to_dict(database_url)
    with psycopg.connect(database_url) as connection:
        password = (
            connection.info.password
        )  # from the file that the URL names, which the library cannot read
    with PostgresDatastore(
        dbname=str(server["dbname"]),
        host=str(server.get("host") or ""),
        port=str(server.get("port") or ""),
        user=str(server.get("user") or ""),
        password=password,
        schema="tillroll",
        originator_id_type="text",
        pool_size=2,
    ) as datastore:
        yield PostgresApplicationRecorder(datastore, events_table_name="checkout_events")


async def load(storage: PostgresStorage, name: str) -> None:
    """Append events: some alone, some concurrently, and some at versions that are taken."""

    async def one_checkout(number: int) -> None:
        for round_number in range(1, 21):
            await storage.events.append(
                Append(changes(f"{name}-{number}", 2 * round_number - 1, 2 * round_number))
            )
            with contextlib.suppress(VersionTaken):
                await storage.events.append(
                    Append(changes("shared", round_number, round_number, name))
                )

    await asyncio.gather(*map(one_checkout, range(8)))


def follow(recorder: PostgresApplicationRecorder, until: asyncio.Event) -> list[Notification]:
    """Read all notifications in small pages, as a follower does, until writing has ended."""
    seen: list[Notification] = []
    while True:
        is_last_read = until.is_set()
        after = seen[-1].id if seen else 0
        found = recorder.select_notifications(after, 10, inclusive_of_start=False)
        seen += found
        if is_last_read and not found:
            return seen


def assert_complete(seen: Sequence[Notification], expected: int) -> None:
    """Every event was seen, ordered by id without a gap, and each history ordered by version."""
    assert [notification.id for notification in seen] == list(range(1, expected + 1))
    current_versions: dict[str, int] = {}
    for notification in seen:
        checkout_id = str(notification.originator_id)
        assert notification.originator_version == current_versions.get(checkout_id, 0) + 1
        current_versions[checkout_id] = notification.originator_version


async def test_a_follower_sees_every_event_of_two_writers(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """A reader that continues after its last id misses no event. Refused appends use no id."""
    written = asyncio.Event()
    with stock_recorder(migrated_url) as recorder:
        async with PostgresStorage(migrated_url) as other:
            following = asyncio.create_task(asyncio.to_thread(follow, recorder, written))
            await asyncio.gather(load(postgres, "one"), load(other, "other"))
            written.set()
            seen = await following
        shared = len(await postgres.events.events("shared"))
        assert_complete(seen, 2 * 8 * 40 + shared)


async def test_a_follower_sees_every_event_while_a_library_recorder_writes(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """The library's recorder and tillroll's writer exclude each other."""
    written = asyncio.Event()
    mapper = EventCodec()

    def insert_from_the_library() -> None:
        for version in range(1, 101):
            (event,) = changes("library", version, version)
            recorder.insert_events([mapper.to_stored_event(event)])

    with stock_recorder(migrated_url) as recorder:
        recorder.create_table()
        following = asyncio.create_task(asyncio.to_thread(follow, recorder, written))
        await asyncio.gather(load(postgres, "one"), asyncio.to_thread(insert_from_the_library))
        written.set()
        seen = await following
        shared = len(await postgres.events.events("shared"))
        assert_complete(seen, 8 * 40 + 100 + shared)


async def test_a_library_subscription_receives_every_event(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """The library's subscription is notified of appends by NOTIFY, and tillroll's mapper reads them."""
    mapper = EventCodec()

    def receive(count: int) -> list[object]:
        with recorder.subscribe(gt=0) as subscription:
            return [mapper.to_domain_event(next(subscription)) for _ in range(count)]

    with stock_recorder(migrated_url) as recorder:
        receiving = asyncio.create_task(asyncio.to_thread(receive, 30))
        for version in range(1, 31):
            await postgres.events.append(Append(changes(ID, version, version)))
        assert await receiving == changes(ID, 1, 30)
        assert await asyncio.to_thread(recorder.max_notification_id) == 30


async def test_an_event_of_a_library_recorder_takes_its_version(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """An append that waits for the table lock sees what was committed in the meantime."""
    async with await psycopg.AsyncConnection.connect(migrated_url) as library:
        await library.execute("LOCK TABLE tillroll.checkout_events IN EXCLUSIVE MODE")
        append = asyncio.ensure_future(postgres.events.append(Append(changes(ID, 1, 1))))
        await asyncio.sleep(0.1)
        await library.execute(
            "INSERT INTO tillroll.checkout_events (originator_id, originator_version, topic, state)"
            " VALUES (%s, 1, 'checkout.expired', '{}')",
            (ID,),
        )
    with pytest.raises(VersionTaken):
        await append
