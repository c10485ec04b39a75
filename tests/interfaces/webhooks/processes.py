"""`python -m tests.interfaces.webhooks.processes <database url>`: derives and sends, in a process of its own, until
killed.
"""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from interfaces.runtime.clock_and_ids import now
from interfaces.webhooks.sender import SenderLimits
from interfaces.webhooks.service import WebhookService
from tests.interfaces.webhooks.webhook_fixture import HOME, TEST_DIALECT

LEASE = timedelta(seconds=2)


@contextmanager
def serving(database_url: str) -> Iterator["subprocess.Popen[str]"]:
    """A process that derives and sends; killed at the end, if it is not already."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.interfaces.webhooks.processes", database_url],
        cwd=Path.cwd(),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


async def _serve(database_url: str) -> None:
    mechanism = WebhookService(
        database_url,
        callbacks=[TEST_DIALECT],
        reach=HOME,
        clock=now,
        limits=SenderLimits(lease=LEASE, to_each=2),
    )
    async with mechanism:
        print("ready", flush=True)  # noqa: T201
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1]))
