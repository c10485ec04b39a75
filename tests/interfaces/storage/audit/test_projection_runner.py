"""The projection thread: leader election, start and stop."""

import threading
from collections.abc import AsyncIterator

import psycopg
import pytest

from application.ports.event_store import Append
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.spec import audit_spec
from interfaces.storage.postgres.projections.runner import ProjectionRunner
from interfaces.storage.postgres.projections.throttle import server_pace
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.audit.histories import one_history
from tests.interfaces.storage.wire import Wire

PROJECTORS = "application_name = 'tillroll-trail' AND datname = current_database()"


@pytest.fixture
async def wire(migrated_url: str) -> AsyncIterator[Wire]:
    async with Wire(migrated_url).listening() as wire:
        yield wire


async def test_another_process_takes_over(
    migrated_url: str, wire: Wire, postgres: PostgresStorage, read_only_log: PostgresAuditLog
) -> None:
    """When the leader loses its database, another process projects. When it reconnects, no event is recorded twice."""
    async with PostgresAuditLog(wire.url, clock=now):
        await postgres.events.append(Append(one_history("a", 1, 1)))
        assert await read_only_log.wait_for("a", 1, seconds=20)
        async with PostgresAuditLog(migrated_url, clock=now):
            wire.cut()
            await postgres.events.append(Append(one_history("a", 2, 2)))
            assert await read_only_log.wait_for("a", 2, seconds=20)
            wire.restore()
        await postgres.events.append(Append(one_history("a", 3, 3)))
        assert await read_only_log.wait_for("a", 3, seconds=20)


async def test_the_projection_reconnects(
    migrated_url: str, postgres: PostgresStorage, projecting_log: PostgresAuditLog
) -> None:
    """A projection whose connections are cut reconnects by itself."""
    with psycopg.connect(migrated_url, autocommit=True) as killer:
        for version in range(1, 4):
            killer.execute(
                f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {PROJECTORS}"
            )
            await postgres.events.append(Append(one_history("a", version, version)))
            assert await projecting_log.wait_for("a", version, seconds=20)


def test_the_runner_starts_and_stops_without_a_database() -> None:
    """The runner starts and stops while no database answers."""
    nowhere = "postgresql://nobody@127.0.0.1:1/none"
    runner = ProjectionRunner(nowhere, audit_spec(nowhere, server_pace()))
    runner.start()
    runner.stop()
    assert not any(thread.name == "tillroll the audit trail" for thread in threading.enumerate())


async def test_closing_ends_the_thread_and_its_connections(migrated_url: str) -> None:
    """After the audit log is closed, its thread has ended and its connections are closed."""
    async with PostgresAuditLog(migrated_url, clock=now) as audit_log:
        await audit_log.status()
    assert not any(thread.name == "tillroll the audit trail" for thread in threading.enumerate())
    with psycopg.connect(migrated_url) as connection:
        left = connection.execute(
            f"SELECT count(*) FROM pg_stat_activity WHERE {PROJECTORS}"
        ).fetchone()
    assert left is not None
    assert left[0] <= 2, "a server process may take a moment to go"
