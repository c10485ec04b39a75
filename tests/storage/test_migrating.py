"""Bringing a database to the schema of this version."""

import asyncio

import psycopg
import pytest
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.conninfo import conninfo_to_dict

from application.ports import StoreUnavailable
from interfaces.storage.migrations import DatabaseTooNew, known_migrations, migrate
from interfaces.storage.storage import PostgresStorage

NEWEST = known_migrations()[-1].number
_LAYOUT = """
SELECT attname, format_type(atttypid, atttypmod), attnotnull
FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0 ORDER BY attnum
"""
_INDEXES = """
SELECT indexname, regexp_replace(indexdef, ' ON [a-z]+\\.', ' ON ')
FROM pg_indexes WHERE schemaname = %s AND tablename = 'checkout_events' ORDER BY indexname
"""


def test_the_steps_are_numbered_without_a_gap() -> None:
    """A step's place is its number."""
    numbers = [step.number for step in known_migrations()]
    assert numbers == list(range(1, NEWEST + 1))


async def test_several_processes_may_migrate_at_once(fresh_database_url: str) -> None:
    """Each step is taken once, and all who asked go on with the newest schema."""
    assert await asyncio.gather(*(migrate(fresh_database_url) for _ in range(4))) == [NEWEST] * 4
    async with await psycopg.AsyncConnection.connect(fresh_database_url) as connection:
        cursor = await connection.execute("SELECT number FROM tillroll.migrations ORDER BY number")
        assert await cursor.fetchall() == [(step.number,) for step in known_migrations()]


async def test_a_migrated_database_is_left_as_it_is(fresh_database_url: str) -> None:
    """Migrating again changes nothing, and needs no right to create anything."""
    await migrate(fresh_database_url)
    async with await psycopg.AsyncConnection.connect(
        fresh_database_url, autocommit=True
    ) as connection:
        await connection.execute(
            "DO $$ BEGIN EXECUTE format("
            "'ALTER DATABASE %I SET default_transaction_read_only = on', current_database()"
            "); END $$"
        )
    assert await migrate(fresh_database_url) == NEWEST


async def test_a_database_of_a_later_version_is_refused(fresh_database_url: str) -> None:
    """The error names both versions, and nothing is opened."""
    await migrate(fresh_database_url)
    async with await psycopg.AsyncConnection.connect(fresh_database_url) as connection:
        await connection.execute(
            "INSERT INTO tillroll.migrations (number, name) VALUES (%s, 'later')", (NEWEST + 1,)
        )
    with pytest.raises(DatabaseTooNew, match=rf"version {NEWEST + 1}.*{NEWEST}"):
        async with PostgresStorage.connect(fresh_database_url):
            pass


async def test_a_database_that_cannot_be_reached_is_unavailable() -> None:
    """A driver's error says StoreUnavailable here too."""
    with pytest.raises(StoreUnavailable):
        await migrate("postgresql://nobody@127.0.0.1:1/none")


async def test_the_events_are_laid_out_as_the_library_does_it(fresh_database_url: str) -> None:
    """Columns, primary key and index are those that the library's recorder creates."""
    await migrate(fresh_database_url)
    server = conninfo_to_dict(fresh_database_url)
    async with await psycopg.AsyncConnection.connect(
        fresh_database_url, autocommit=True
    ) as connection:
        await connection.execute("CREATE SCHEMA library")
        with PostgresDatastore(
            dbname=str(server["dbname"]),
            host=str(server.get("host") or ""),
            port=str(server.get("port") or ""),
            user=str(server.get("user") or ""),
            password=str(server.get("password") or ""),
            schema="library",
            originator_id_type="text",
        ) as datastore:
            PostgresApplicationRecorder(
                datastore, events_table_name="checkout_events"
            ).create_table()
        for query, ours, theirs in (
            (_LAYOUT, "tillroll.checkout_events", "library.checkout_events"),
            (_INDEXES, "tillroll", "library"),
        ):
            expected = await (await connection.execute(query, (theirs,))).fetchall()
            assert await (await connection.execute(query, (ours,))).fetchall() == expected
            assert expected
