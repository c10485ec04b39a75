"""Migrating a database to the schema of this version."""

import asyncio

import psycopg
import pytest
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.conninfo import conninfo_to_dict

from interfaces.storage.postgres.schema import migrations
from interfaces.storage.postgres.schema.migrations import (
    BASELINE,
    DatabaseTooNew,
    DatabaseTooOld,
    EncodingUnfit,
    known_migrations,
    migrate,
    require_current_schema,
)
from tests.databases import drop_database, new_name, with_database

_LAYOUT = """
SELECT attname, format_type(atttypid, atttypmod), attnotnull
FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0 ORDER BY attnum
"""
_INDEXES = """
SELECT indexname, regexp_replace(indexdef, ' ON [a-z]+\\.', ' ON ')
FROM pg_indexes WHERE schemaname = %s AND tablename = 'checkout_events' ORDER BY indexname
"""


STEPS = [(step.number, step.name) for step in known_migrations()]


def applied_steps(database_url: str) -> list[tuple[int, str]]:
    with psycopg.connect(database_url) as connection:
        query = "SELECT number, name FROM tillroll.migrations ORDER BY number"
        return connection.execute(query).fetchall()


def test_migration_numbers_are_unique_and_ascending() -> None:
    """The baseline is first, and the steps have unique numbers after it."""
    numbers = [number for number, _ in STEPS]
    assert numbers[0] == BASELINE
    assert numbers == sorted(set(numbers))


async def test_processes_may_migrate_concurrently(fresh_database_url: str) -> None:
    """Each step is applied once, and all concurrent callers end with the newest schema."""
    await asyncio.gather(*(asyncio.to_thread(migrate, fresh_database_url) for _ in range(4)))
    assert applied_steps(fresh_database_url) == STEPS


def test_a_migration_that_times_out_changes_nothing(
    fresh_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A migration that waits too long for another one raises an error, and creates no schema."""
    monkeypatch.setattr(migrations, "_WAIT", "10ms")
    with psycopg.connect(fresh_database_url, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", (migrations._LOCK,))
        with pytest.raises(psycopg.errors.LockNotAvailable):
            migrate(fresh_database_url)
        assert other.execute("SELECT to_regnamespace('tillroll')").fetchone() == (None,)


def test_a_database_that_is_not_in_utf8_is_refused(fresh_database_url: str) -> None:
    """The sentence names the encoding and the remedy, and nothing is made in the database."""
    other = new_name()
    url = with_database(fresh_database_url, other)
    with psycopg.connect(fresh_database_url, autocommit=True) as connection:
        connection.execute(
            f"CREATE DATABASE {other} ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0".encode()
        )
        try:
            with pytest.raises(EncodingUnfit, match=r"SQL_ASCII.*ENCODING 'UTF8'"):
                migrate(url)
            with psycopg.connect(url) as made:
                assert made.execute("SELECT to_regnamespace('tillroll')").fetchone() == (None,)
        finally:
            drop_database(connection, other)


_ROWS_OF_STEPS = "SELECT number, xmin::text FROM tillroll.migrations ORDER BY number"
_REFUSE = """
CREATE FUNCTION pg_temp.refuse() RETURNS event_trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'an object would change'; END $$
"""


def test_a_migrated_database_is_unchanged(fresh_database_url: str) -> None:
    """Migrating again changes no object and no row of the steps."""
    migrate(fresh_database_url)
    with psycopg.connect(fresh_database_url, autocommit=True) as connection:
        rows = connection.execute(_ROWS_OF_STEPS).fetchall()
        connection.execute(_REFUSE)
        connection.execute(
            "CREATE EVENT TRIGGER refused ON ddl_command_start EXECUTE FUNCTION pg_temp.refuse()"
        )
        try:
            migrate(fresh_database_url)
        finally:
            connection.execute("DROP EVENT TRIGGER refused")
        assert connection.execute(_ROWS_OF_STEPS).fetchall() == rows
    assert applied_steps(fresh_database_url) == STEPS


def test_a_failed_step_rolls_back_all_steps(fresh_database_url: str) -> None:
    """Either all steps are applied or none."""
    with psycopg.connect(fresh_database_url) as connection:
        connection.execute("CREATE SCHEMA tillroll")
    with pytest.raises(psycopg.errors.DuplicateSchema):
        migrate(fresh_database_url)
    with psycopg.connect(fresh_database_url) as connection:
        connection.execute("DROP SCHEMA tillroll")
    migrate(fresh_database_url)


def test_a_database_of_a_later_version_is_refused(fresh_database_url: str) -> None:
    """The error names the steps that this version does not know."""
    migrate(fresh_database_url)
    with psycopg.connect(fresh_database_url) as connection:
        connection.execute("INSERT INTO tillroll.migrations (number, name) VALUES (9999, 'later')")
    with pytest.raises(DatabaseTooNew, match=r"9999 \(later\)"):
        migrate(fresh_database_url)


async def test_the_events_table_matches_the_librarys(fresh_database_url: str) -> None:
    """Columns, primary key and index are those that the library's recorder creates."""
    migrate(fresh_database_url)
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
            password=connection.info.password,
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


def test_requiring_the_current_schema_refuses_any_other(fresh_database_url: str) -> None:
    """An empty database, a missing step and an unknown step raise an error, and nothing is changed."""
    with pytest.raises(DatabaseTooOld, match=r"42 \(baseline\)"):
        require_current_schema(fresh_database_url)
    migrate(fresh_database_url)
    require_current_schema(fresh_database_url)
    number, name = STEPS[-1]
    with psycopg.connect(fresh_database_url, autocommit=True) as connection:
        connection.execute("DELETE FROM tillroll.migrations WHERE number = %s", (number,))
        with pytest.raises(DatabaseTooOld, match=rf"{number} \({name}\)"):
            require_current_schema(fresh_database_url)
        connection.execute("INSERT INTO tillroll.migrations (number, name) VALUES (9999, 'later')")
        with pytest.raises(DatabaseTooNew, match=r"9999 \(later\)"):
            require_current_schema(fresh_database_url)
    assert (number, name) not in applied_steps(fresh_database_url)
