"""A follower of the ledger of refused attempts, and a reader of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from application.ports.ledger.reading import Ledger
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.ledger.following import Following, TestClock, make_setup
from tests.interfaces.storage.ledger.refusals.refused_attempts import open_refusal_follower


@pytest.fixture
def following(migrated_url: str, tmp_path: Path, clock: TestClock) -> Iterator[Following]:
    """A follower on a database of its own."""
    with open_refusal_follower(migrated_url, make_setup(tmp_path), clock=clock) as found:
        yield found


@pytest.fixture
def ledger(recording: PostgresStorage) -> Ledger:
    """The ledger of refused attempts as a server reads it."""
    return recording.refusal_ledger
