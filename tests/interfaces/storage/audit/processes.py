"""Subprocesses that a test can kill: one that writes, one that projects, and one that follows.

python -m tests.interfaces.storage.audit.processes WHAT DATABASE_URL ARGUMENT

WHAT is write, project, project-in-two, project-a-part or follow.
"""

import asyncio
import os
import sys
import threading
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from application.ports.event_store import Append
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.spec import audit_spec
from interfaces.storage.postgres.projections.runner import ProjectionRunner
from interfaces.storage.postgres.projections.throttle import Pace, no_throttle
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.audit.histories import one_history
from tests.interfaces.storage.audit.reading import EVERYTHING

WRITERS = 8
HISTORIES = 10
VERSIONS = 8
PART = 400
ROOT = Path(__file__).parents[4]


@asynccontextmanager
async def process(what: str, database_url: str, argument: object) -> AsyncIterator[Process]:
    """Run a subprocess until the end of the block, and kill it if it still runs."""
    started = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.interfaces.storage.audit.processes"),
        *(what, database_url, str(argument)),
        stdin=PIPE,
        stdout=PIPE,
        cwd=ROOT,
    )
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
        # Read the remaining output, so that the pipe is closed.
        await started.communicate()


async def write(database_url: str, name: str) -> None:
    """Append from eight concurrent writers, each to its own checkouts, one or two events at a time."""
    async with PostgresStorage(database_url) as storage:

        async def writer(number: int) -> None:
            for history in range(HISTORIES):
                checkout_id = f"{name}-{number}-{history}"
                await storage.events.append(Append(one_history(checkout_id, 1, 1)))
                for version in range(2, VERSIONS, 2):
                    await storage.events.append(
                        Append(one_history(checkout_id, version, version + 1))
                    )

        await asyncio.gather(*map(writer, range(WRITERS)))


async def follow(database_url: str, after: str) -> None:
    """Run a projecting audit log, and print the position of every entry that it follows."""
    async with PostgresAuditLog(database_url, clock=now) as audit_log:
        async for entries in audit_log.follow(EVERYTHING, after=int(after)):
            os.write(1, b"".join(b"%d\n" % entry.position for entry in entries))


class PauseAfterPart:
    """Stops the projection after it has read and computed 400 events, until the process is killed."""

    def __init__(self) -> None:
        self._events = 0

    def __call__(self) -> None:
        self._events += 1
        if self._events == PART:
            threading.Event().wait()


def project(
    database_url: str,
    batch: str,
    processes: int = 1,
    throttle: Callable[[], None] = no_throttle,
) -> None:
    """Run the projection until standard input ends."""
    pace = Pace(batch=int(batch), cached_lines=1000, throttle=throttle, processes=processes)
    projector = ProjectionRunner(database_url, audit_spec(database_url, pace))
    projector.start()
    sys.stdin.read()
    projector.stop()


if __name__ == "__main__":
    _, what, url, argument = sys.argv
    match what:
        case "write":
            asyncio.run(write(url, argument))
        case "follow":
            asyncio.run(follow(url, argument))
        case "project-in-two":
            project(url, argument, processes=2)
        case "project-a-part":
            project(url, argument, throttle=PauseAfterPart())
        case _:
            project(url, argument)
