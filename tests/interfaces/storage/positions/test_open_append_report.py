"""A transaction that writes events and stays open is named in the readiness report, the metrics and the log."""

import logging
from collections.abc import Iterator

import psycopg
import pytest

from interfaces.storage.open_appends import open_append_age, open_append_check
from interfaces.storage.postgres.ledger.records.event_source import StoredEvents
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.feed import EventFeed
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.audit.histories import INSERT_EVENT, one_history, store


@pytest.fixture
def holder(migrated_url: str) -> Iterator[psycopg.Connection]:
    """A connection with an event that is not committed."""
    with psycopg.connect(migrated_url) as connection:
        connection.execute(INSERT_EVENT, ("held", 1, "checkout.expired", b"{}", 1))
        yield connection
        connection.rollback()


async def test_its_process_and_age_are_reported(
    postgres: PostgresStorage, holder: psycopg.Connection
) -> None:
    """The check names the process of PostgreSQL. It never makes the server unready."""
    check = open_append_check(postgres.open_appends)
    facts = await check.look()
    assert facts["holder"] == f"process {holder.info.backend_pid}"
    assert not check.decides
    (metric,) = await open_append_age(postgres.open_appends)()
    assert metric.samples[0].value > 0


async def test_nothing_is_reported_without_one(postgres: PostgresStorage) -> None:
    """The age is 0, and there is no process."""
    assert await open_append_check(postgres.open_appends).look() == {
        "open_seconds": 0.0,
        "holder": None,
    }


def test_a_follower_that_waits_long_logs_its_process(
    migrated_url: str, holder: psycopg.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    """After ten seconds, and then once a minute, while committed events are beyond it."""
    clock = iter([0.0, 9.0, 11.0, 30.0, 72.0])
    store(migrated_url, one_history("beyond", 1, 2))
    with (
        ProjectionDatastore(migrated_url, schema="tillroll") as datastore,
        caplog.at_level(logging.WARNING, "tillroll"),
    ):
        feed = EventFeed(StoredEvents(datastore), monotonic=lambda: next(clock))
        warnings = []
        for _ in range(5):
            assert feed.read(0, 10) == []
            warnings.append(len(caplog.records))
    assert warnings == [0, 0, 1, 1, 2]
    assert f"process {holder.info.backend_pid}" in caplog.text
