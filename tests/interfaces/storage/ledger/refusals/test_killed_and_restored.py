"""Whatever is killed or restored, no head of the log of refused attempts contradicts another."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from application.ports.ledger.reading import Ledger
from interfaces.storage.postgres.embedded.server import as_server
from interfaces.storage.postgres.ledger.kinds import REFUSALS
from interfaces.storage.postgres.ledger.setup import LEDGER, LedgerSetup
from tests.interfaces.storage.audit.histories import one_history, store
from tests.interfaces.storage.ledger.following import (
    Following,
    make_setup,
    problem,
    root_of,
    stored_entries,
    stored_heads,
)
from tests.interfaces.storage.ledger.refusals.refused_attempts import (
    open_refusal_follower,
    refuse,
    store_refusals,
)
from tests.master_key import MASTER_KEY
from tests.system.service.forked.projection import ForkedProjection, start_projection

_WAIT_SECONDS = 60.0


def test_a_follower_between_tree_and_head(migrated_url: str, tmp_path: Path) -> None:
    """The next one signs what the killed one has logged."""
    setup = make_setup(tmp_path)
    setup.key_files[0].rename(tmp_path / "away")
    store_refusals(migrated_url, "a", "b")
    with open_refusal_follower(migrated_url, setup) as killed:
        assert killed.drain() == 2
    assert stored_heads(migrated_url, REFUSALS.name) == []
    (tmp_path / "away").rename(setup.key_files[0])
    with open_refusal_follower(migrated_url, setup) as following:
        assert following.drain() == 0
    ((size, root),) = stored_heads(migrated_url, REFUSALS.name)
    assert (size, root) == (2, root_of(stored_entries(migrated_url, REFUSALS.name)))


def test_the_process_is_killed(migrated_url: str, tmp_path: Path) -> None:
    """The process that has both followers is killed twice while attempts are inserted; each is logged one time."""
    setup = make_setup(tmp_path)
    heads: set[tuple[int, bytes]] = set()
    store(migrated_url, one_history("a", 1, 2))
    for round_number in range(2):
        with psycopg.connect(migrated_url) as slow, _process(migrated_url, setup) as process:
            refuse(slow, f"slow-{round_number}")
            store_refusals(migrated_url, *"abc")
            slow.commit()
            _wait_for_entries(migrated_url, 4 * round_number + 1)
            process.kill()
        heads |= set(stored_heads(migrated_url, REFUSALS.name))
    with _process(migrated_url, setup):
        _wait_for_entries(migrated_url, 8)
        _wait_for_heads(migrated_url, 8)
    heads |= set(stored_heads(migrated_url, REFUSALS.name))
    entries = stored_entries(migrated_url, REFUSALS.name)
    assert len(entries) == len(set(entries)) == 8
    assert all(root_of(entries[:size]) == root for size, root in heads)
    assert len(stored_entries(migrated_url)) == 2
    assert problem(migrated_url, REFUSALS.name) is None


def test_a_restored_backup_is_not_signed(following: Following, ledger: Ledger) -> None:
    """A tree with fewer entries than the head outside of the database has is not signed, and the status says so."""
    url = following.database_url
    store_refusals(url, "a", "b", "c")
    following.drain()
    with psycopg.connect(url) as connection:
        for table in ("state", "bundles", "tiles", "heads"):
            connection.execute(f"DELETE FROM tillroll.ledger_{table}")
        connection.execute("DELETE FROM tillroll.logged_refusals")
        connection.execute("DELETE FROM tillroll.refusals WHERE id > 1")
    setup = make_setup(following.setup.heads_folder.parent)
    with open_refusal_follower(url, setup) as restored:
        assert restored.drain() == 1
    assert stored_heads(url, REFUSALS.name) == []
    assert "has 3 entries, and the tree has 1" in (problem(url, REFUSALS.name) or "")


@contextmanager
def _process(database_url: str, setup: LedgerSetup) -> Iterator[ForkedProjection]:
    """Run the process of the followers as the server does, until the end of its input or a kill."""
    setup.hand_over()
    environment = {
        **os.environ,
        LEDGER: os.environ.pop(LEDGER),
        "TILLROLL_TRAIL_OF": as_server(database_url),
        "TILLROLL_TRAIL_PROCESSES": "1",
        "TILLROLL_MASTER_KEY": MASTER_KEY,
    }
    with start_projection(environment) as process:
        yield process


def _wait_for_entries(database_url: str, count: int) -> None:
    give_up = time.monotonic() + _WAIT_SECONDS
    while len(stored_entries(database_url, REFUSALS.name)) < count:
        assert time.monotonic() < give_up, "the tree does not grow"
        time.sleep(0.02)


def _wait_for_heads(database_url: str, size: int) -> None:
    give_up = time.monotonic() + _WAIT_SECONDS
    while [found for found, _ in stored_heads(database_url, REFUSALS.name)][-1:] != [size]:
        assert time.monotonic() < give_up, "no head has all attempts"
        time.sleep(0.02)
    while [found for found, _ in stored_heads(database_url)][-1:] != [2]:
        assert time.monotonic() < give_up, "no head has all events"
        time.sleep(0.02)
