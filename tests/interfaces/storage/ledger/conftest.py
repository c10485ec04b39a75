"""A follower of the ledger, and a reader of it."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from application.ports.ledger.reading import Ledger
from interfaces.storage.postgres.embedded.server import as_server
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.ledger.following import (
    ORIGIN,
    Following,
    TestClock,
    make_setup,
    open_follower,
)
from tests.master_key import MASTER_KEYS


@pytest.fixture
def migrated_url(prepared_url: str) -> str:
    """The owner's URL of a database in which the follower has the privileges of the server's role."""
    return prepared_url


@pytest.fixture
def clock() -> TestClock:
    """The clock of the follower and of the reader."""
    return TestClock()


@pytest.fixture
def following(migrated_url: str, tmp_path: Path, clock: TestClock) -> Iterator[Following]:
    """A follower on a database of its own."""
    with open_follower(migrated_url, make_setup(tmp_path), clock=clock) as found:
        yield found


@pytest.fixture
async def recording(migrated_url: str, clock: TestClock) -> AsyncIterator[PostgresStorage]:
    """A storage with a ledger, in the same database as the follower."""
    async with PostgresStorage(
        as_server(migrated_url), master_keys=MASTER_KEYS, ledger_origin=ORIGIN, clock=clock.now
    ) as storage:
        yield storage


@pytest.fixture
def ledger(recording: PostgresStorage) -> Ledger:
    """The ledger as a server reads it."""
    return recording.ledger
