"""The projection in a subprocess."""

import os
import signal

import psutil

from application.ports.event_store import Append
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.audit.histories import one_history


def projection_processes() -> list[psutil.Process]:
    """Return the projecting subprocesses of this process."""
    return [
        process
        for process in psutil.Process().children()
        if "interfaces.storage.postgres.audit.subprocess" in process.cmdline()
    ]


async def test_the_subprocess_runs_while_the_audit_log_is_open(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """Events enter the audit log while it is open. The subprocess ends when it is closed."""
    async with PostgresAuditLog(migrated_url, clock=now, in_subprocess=True) as audit_log:
        await postgres.events.append(Append(one_history("a", 1, 1)))
        assert await audit_log.wait_for("a", 1, seconds=20)
        assert len(projection_processes()) == 1
    assert not projection_processes()


async def test_a_killed_subprocess_is_restarted(
    migrated_url: str, postgres: PostgresStorage
) -> None:
    """After the subprocess is killed, another one continues."""
    async with PostgresAuditLog(migrated_url, clock=now, in_subprocess=True) as audit_log:
        await postgres.events.append(Append(one_history("a", 1, 1)))
        assert await audit_log.wait_for("a", 1, seconds=20)
        os.kill(projection_processes()[0].pid, signal.SIGKILL)
        await postgres.events.append(Append(one_history("a", 2, 2)))
        assert await audit_log.wait_for("a", 2, seconds=20)
