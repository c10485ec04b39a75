"""The process that lets the ledger grow is killed again and again under load, and no head contradicts another."""

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from interfaces.storage.files.ledger_heads import LedgerHeadFiles
from interfaces.storage.postgres.ledger.setup import LEDGER, LedgerSetup
from tests.interfaces.storage.ledger.following import (
    make_setup,
    problem,
    root_of,
    stored_entries,
    stored_heads,
)
from tests.master_key import MASTER_KEY
from tests.system.faults.database import own_database
from tests.system.faults.record import lost_changes
from tests.system.faults.scenarios import Outcome
from tests.system.faults.shop import Shop
from tests.system.service.forked.projection import ForkedProjection, start_projection
from tests.system.service.server import running

_PAUSE_SECONDS = 0.005
_WAIT_SECONDS = 60.0
_SIZE = "SELECT coalesce(max(size), 0) FROM tillroll.ledger_state WHERE ledger = 'events'"
_NEWEST = "SELECT count(*) FROM tillroll.checkout_events"


async def ledger_killed(folder: Path, kills: int) -> Outcome:
    """The follower of the ledger is killed with SIGKILL as soon as its tree has grown, `kills` times."""
    setup = make_setup(folder / "ledger")
    heads: set[tuple[int, bytes]] = set()
    with own_database(folder) as database, running(database.url) as server:
        shop = Shop(server.address)
        await asyncio.to_thread(shop.open)
        async with shop.selling():
            for _ in range(kills):
                with _follower(database.url, setup) as process:
                    before = _number(database.url, _SIZE)
                    await asyncio.to_thread(_wait_for_growth, database.url, before)
                    process.kill()
                heads |= _seen_heads(database.url, setup)
        with _follower(database.url, setup):
            await asyncio.to_thread(_wait_for_head, database.url)
        heads |= _seen_heads(database.url, setup)
        entries = stored_entries(database.url)
        assert len(entries) == len(set(entries)) == _number(database.url, _NEWEST)
        assert problem(database.url) is None
        # Each head that anybody may have seen is that of the first entries of the last tree.
        for size, root in heads:
            assert root_of(entries[:size]) == root
        lost = await lost_changes(database.url, shop)
    return Outcome(tried=shop.tried, acknowledged=shop.sold, lost=lost)


@contextmanager
def _follower(database_url: str, setup: LedgerSetup) -> Iterator[ForkedProjection]:
    """Run the process of the follower as the server does, until the end of its input or a kill."""
    setup.hand_over()
    environment = {
        **os.environ,
        LEDGER: os.environ.pop(LEDGER),
        "TILLROLL_TRAIL_OF": database_url,
        "TILLROLL_TRAIL_PROCESSES": "1",
        "TILLROLL_MASTER_KEY": MASTER_KEY,
    }
    with start_projection(environment) as process:
        yield process


def _seen_heads(database_url: str, setup: LedgerSetup) -> set[tuple[int, bytes]]:
    """The heads in the database, and the one outside of it, which may be newer."""
    outside = LedgerHeadFiles(setup.heads_folder).read(setup.origin)
    kept = set() if outside is None else {(outside.size, outside.root)}
    return kept | set(stored_heads(database_url))


def _wait_for_growth(database_url: str, before: int) -> None:
    give_up = time.monotonic() + _WAIT_SECONDS
    while _number(database_url, _SIZE) == before:
        assert time.monotonic() < give_up, "the tree does not grow"
        time.sleep(_PAUSE_SECONDS)


def _wait_for_head(database_url: str) -> None:
    give_up = time.monotonic() + _WAIT_SECONDS
    while not _is_signed(database_url):
        assert time.monotonic() < give_up, "no head has all events"
        time.sleep(_PAUSE_SECONDS)


def _is_signed(database_url: str) -> bool:
    heads = stored_heads(database_url)
    return bool(heads) and heads[-1][0] == _number(database_url, _NEWEST)


def _number(database_url: str, statement: str) -> int:
    with psycopg.connect(database_url) as connection:
        row = connection.execute(statement.encode()).fetchone()
    return 0 if row is None else int(row[0])
