"""Positions by transaction: they rise with numbers of transactions, and a checkout's with its versions."""

import asyncio

import psycopg
import pytest

from application.ports.event_store import Append
from interfaces.storage.postgres.events.append import AppendItem
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.audit.histories import one_history
from tests.interfaces.storage.examples import ID, changes

_APPEND = """
SELECT tillroll.append(ARRAY['a'], '{1}', '{t}', '{s}', '{1}', '{}', '{}', '{}', '{}', '{}')
"""


async def test_a_position_is_the_number_and_the_place(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """8,192 positions for each number since the epoch began, and places from 1 in the order of versions.

    A row has the number of the subtransaction that inserted it, which is the next one.
    """
    await postgres.events.append(Append(changes(ID, 1, 3)))
    with psycopg.connect(migrated_url) as connection:
        rows = connection.execute(
            "SELECT notification_id - base - (event.xmin::text::bigint - 1 - first_number) * 8192"
            " FROM tillroll.checkout_events AS event, tillroll.epochs ORDER BY originator_version"
        ).fetchall()
    assert rows == [(1,), (2,), (3,)]


async def test_histories_of_racing_processes_are_in_the_order_of_versions(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """Two processes that take turns at the versions of a checkout leave no position below an earlier version's."""
    async with PostgresStorage(migrated_url) as other:

        async def extend(storage: PostgresStorage, version: int) -> None:
            await storage.events.append(Append(changes(ID, version, version)))

        for version in range(1, 31):
            await asyncio.gather(
                extend(postgres, version), extend(other, version), return_exceptions=True
            )
    with psycopg.connect(migrated_url) as connection:
        rows = connection.execute(
            "SELECT originator_version FROM tillroll.checkout_events ORDER BY notification_id"
        ).fetchall()
    assert [version for (version,) in rows] == list(range(1, 31))


def test_an_append_of_too_many_events_is_refused() -> None:
    """A transaction has 8,191 places."""
    events = one_history("long", 1, 8192)
    with pytest.raises(ValueError, match="at most 8191"):
        AppendItem(Append(events), EventCodec())
    assert AppendItem(Append(events[:-1]), EventCodec()).rows == 8191


def test_an_append_begins_its_transaction(migrated_url: str) -> None:
    """A transaction with a number may have waited since, so its position could be below an earlier version's."""
    with psycopg.connect(migrated_url) as connection:
        connection.execute("SELECT pg_current_xact_id()")
        with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState):
            connection.execute(_APPEND)


async def test_no_append_notifies_in_its_transaction(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """Two open appends do not wait for each other, and followers are notified after a commit."""
    async with (
        await psycopg.AsyncConnection.connect(migrated_url, autocommit=True) as listener,
        await psycopg.AsyncConnection.connect(migrated_url) as holder,
    ):
        await listener.execute("LISTEN checkout_events")
        await holder.execute(_APPEND)
        await postgres.events.append(Append(changes(ID, 1, 1)))
        notified = [each async for each in listener.notifies(timeout=10, stop_after=1)]
        assert len(notified) == 1
        await holder.rollback()
