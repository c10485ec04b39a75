"""A process that archives is killed with SIGKILL, at each place where that could lose or double events."""

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

from domain.events import CheckoutEvent
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.archive import killed
from tests.interfaces.storage.archive.ended import (
    archive,
    ended_checkout,
    store_followed,
    stored_rows,
)
from tests.master_key import MASTER_KEYS

NAMES = ("a", "b", "c")


def _read(url: str) -> dict[str, list[CheckoutEvent]]:
    async def read() -> dict[str, list[CheckoutEvent]]:
        async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
            return {name: list(await storage.events.events(name)) for name in NAMES}

    return asyncio.run(read())


def test_killed_at_each_place(prepared_url: str, tmp_path: Path) -> None:
    """After each kill every history is whole and none of its events is read twice, and the last run completes."""
    histories = {name: ended_checkout(name) for name in NAMES}
    store_followed(prepared_url, [event for events in histories.values() for event in events])
    whole = sum(map(len, histories.values()))
    left = []
    for place in killed.PLACES:
        ran = subprocess.run(
            [sys.executable, "-m", killed.__name__, prepared_url, str(tmp_path), place],
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert ran.returncode == -signal.SIGKILL, ran.stderr
        left.append(len(stored_rows(prepared_url)))
        assert _read(prepared_url) == histories
    moved = len(histories["a"]) - 1
    assert left == [whole, whole, whole - moved]
    done = archive(prepared_url, tmp_path)
    assert (done.files, done.checkouts, done.events) == (0, 2, 2 * moved)
    assert len(stored_rows(prepared_url)) == len(NAMES)
    assert _read(prepared_url) == histories
    assert len(list(tmp_path.glob("*/*.parquet"))) == 1
