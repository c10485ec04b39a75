"""A subprocess that derives and sends deliveries until it is killed.

python -m tests.interfaces.webhooks.processes DATABASE_URL
"""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from interfaces.runtime.clock_and_ids import now
from interfaces.webhooks.sender import SenderLimits
from interfaces.webhooks.service import WebhookService
from tests.interfaces.webhooks.webhook_fixture import HOME, TEST_DIALECT
from tests.system.service.forked.process import ForkedProcess, start_forked

LEASE = timedelta(seconds=2)


@contextmanager
def serving(database_url: str) -> Iterator[ForkedProcess]:
    """Run a subprocess that derives and sends deliveries, and kill it at the end."""
    process = start_forked("tests.interfaces.webhooks.processes", [database_url], os.environ)
    try:
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.communicate()


async def _serve(database_url: str) -> None:
    service = WebhookService(
        database_url,
        callbacks=[TEST_DIALECT],
        reach=HOME,
        clock=now,
        limits=SenderLimits(lease=LEASE, to_each=2),
    )
    async with service:
        print("ready", flush=True)  # noqa: T201
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1]))
