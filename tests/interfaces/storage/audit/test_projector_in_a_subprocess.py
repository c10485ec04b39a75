"""The projector in a process of its own."""

import os
import signal

import psutil

from application.ports.event_store import Append
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.audit.histories import one_history


def projectors() -> list[psutil.Process]:
    """The processes that project for this one."""
    return [
        process
        for process in psutil.Process().children()
        if "interfaces.storage.postgres.audit.subprocess" in process.cmdline()
    ]


async def test_it_keeps_the_trail_up_and_ends_with_it(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """Events come into the trail while it is entered, and nothing of it runs on afterwards."""
    async with PostgresAuditLog(migrated_url, clock=now, in_subprocess=True) as trail:
        await postgres.events.append(Append(one_history("a", 1, 1)))
        assert await trail.wait_for("a", 1, seconds=20)
        assert len(projectors()) == 1
    assert not projectors()


async def test_it_is_started_again(migrated_url: str, postgres: PostgresStorage) -> None:
    """When its process is killed, another one takes over where it was."""
    async with PostgresAuditLog(migrated_url, clock=now, in_subprocess=True) as trail:
        await postgres.events.append(Append(one_history("a", 1, 1)))
        assert await trail.wait_for("a", 1, seconds=20)
        os.kill(projectors()[0].pid, signal.SIGKILL)
        await postgres.events.append(Append(one_history("a", 2, 2)))
        assert await trail.wait_for("a", 2, seconds=20)
