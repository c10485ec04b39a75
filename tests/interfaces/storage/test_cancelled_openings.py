"""A storage whose opening or closing is cancelled leaves nothing behind that would keep the process from ending."""

import asyncio

import pytest

from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.examples import AT


@pytest.mark.parametrize("loops", [1, 2, 5, 20])
async def test_no_task_is_left_of_a_storage(migrated_url: str, loops: int) -> None:
    """Each task of the pool has ended, wherever the opening was."""
    await _cancel_opening(PostgresStorage(migrated_url), loops)


@pytest.mark.parametrize("loops", [1, 5])
async def test_no_task_is_left_of_an_audit_log(migrated_url: str, loops: int) -> None:
    """Each task of the pool has ended, wherever the opening was."""
    await _cancel_opening(PostgresAuditLog(migrated_url, clock=lambda: AT, projects=False), loops)


@pytest.mark.parametrize("loops", [1, 2, 3])
async def test_no_task_is_left_after_a_cancelled_closing(migrated_url: str, loops: int) -> None:
    """A closing that is cancelled at its first parts closes the rest all the same."""
    before = asyncio.all_tasks()
    storage = PostgresStorage(migrated_url)
    await storage.__aenter__()
    closing = asyncio.create_task(storage.__aexit__(None, None, None))
    await _cancel_after(closing, loops)
    assert asyncio.all_tasks() == before


async def _cancel_opening(opened: PostgresStorage | PostgresAuditLog, loops: int) -> None:
    before = asyncio.all_tasks()

    async def open_and_close() -> None:
        async with opened:
            pass

    await _cancel_after(asyncio.create_task(open_and_close()), loops)
    assert asyncio.all_tasks() == before


async def _cancel_after(task: asyncio.Task[None], loops: int) -> None:
    for _ in range(loops):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
