"""The eventsourcing library's own recorder reads histories, and is kept from writing and from following."""

import contextlib
from collections.abc import Iterator

import psycopg
import pytest
from eventsourcing.persistence import IntegrityError
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.conninfo import conninfo_to_dict

from application.ports.event_store import Append
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


async def test_the_library_reads_a_history(migrated_url: str, postgres: PostgresStorage) -> None:
    """The library's recorder reads the events of a checkout, and tillroll's codec decodes them."""
    await postgres.events.append(Append(changes(ID, 1, 30)))
    codec = EventCodec()
    with stock_recorder(migrated_url) as recorder:
        stored = recorder.select_events(ID)
    assert [codec.to_domain_event(each) for each in stored] == changes(ID, 1, 30)


async def test_the_library_cannot_insert_an_event(migrated_url: str) -> None:
    """It knows no position, and an event without one is refused."""
    codec = EventCodec()
    with stock_recorder(migrated_url) as recorder:
        recorder.create_table()
        with pytest.raises(IntegrityError):
            recorder.insert_events([codec.to_stored_event(each) for each in changes(ID, 1, 1)])


def test_the_table_says_that_the_library_may_not_follow(migrated_url: str) -> None:
    """The comment on the column of positions tells how to read them."""
    with psycopg.connect(migrated_url) as connection:
        row = connection.execute(
            "SELECT col_description(attrelid, attnum) FROM pg_attribute"
            " WHERE attrelid = 'tillroll.checkout_events'::regclass AND attname = 'notification_id'"
        ).fetchone()
    assert row is not None
    assert "read below tillroll.horizon() only" in row[0]
