"""A follower of the ledger that a test moves step by step, and its tree computed anew from the stored rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from application.ledger.format.merkle import CompactRange, leaf_hash
from interfaces.storage.codecs.wrapping import KeyWrapping
from interfaces.storage.postgres.embedded.server import as_server
from interfaces.storage.postgres.ledger.bundles import split_entries
from interfaces.storage.postgres.ledger.follower import LedgerFollower
from interfaces.storage.postgres.ledger.head_signing import HeadClock, HeadSigner
from interfaces.storage.postgres.ledger.kinds import EVENTS
from interfaces.storage.postgres.ledger.records.event_source import StoredEvents
from interfaces.storage.postgres.ledger.records.following import FollowedEvents
from interfaces.storage.postgres.ledger.setup import LedgerSetup
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.throttle import no_throttle
from interfaces.storage.signing_key_file import create_signing_key
from tests.master_key import MASTER_KEYS

ORIGIN = "tillroll.example/test"


@dataclass
class TestClock:
    """A clock that a test sets. Its monotonic seconds pass one at each reading, so that every head is due."""

    __test__ = False

    at: datetime = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)
    seconds: float = 0.0
    pace: float = 1.0

    def now(self) -> datetime:
        """Return the time that the test has set."""
        return self.at

    def monotonic(self) -> float:
        """Return the seconds, and let some pass."""
        self.seconds += self.pace
        return self.seconds


@dataclass(frozen=True)
class Following:
    """A follower, its clock, and where its key and heads are."""

    follower: LedgerFollower
    clock: TestClock
    setup: LedgerSetup
    database_url: str

    def drain(self) -> int:
        """Step until nothing is left, and return the number of events that were logged."""
        logged = 0
        while found := self.follower.step():
            logged += found
        return logged

    def wait(self, **time: float) -> None:
        """Let time pass."""
        self.clock.at += timedelta(**time)


def make_setup(folder: Path, origin: str = ORIGIN) -> LedgerSetup:
    """Return a setup with a key file in this folder, making that if it is missing."""
    key_file = folder / "ledger.key"
    if not key_file.exists():
        create_signing_key(key_file)
    return LedgerSetup(origin=origin, key_files=(key_file,), heads_folder=folder / "heads")


@contextmanager
def open_follower(
    database_url: str,
    setup: LedgerSetup,
    *,
    batch: int = 2048,
    max_bytes: int = 16_000_000,
    clock: TestClock | None = None,
    master_keys: KeyWrapping = MASTER_KEYS,
) -> Iterator[Following]:
    """Open a follower without an election. It has the privileges of the server, as in the embedded PostgreSQL."""
    clock = clock or TestClock()
    with ProjectionDatastore(as_server(database_url), schema="tillroll") as datastore:
        head_clock = HeadClock(now=clock.now, monotonic=clock.monotonic)
        follower = LedgerFollower(
            datastore,
            master_keys,
            HeadSigner(datastore, EVENTS.name, setup, head_clock),
            throttle=no_throttle,
            replaces_lost_keys=setup.replaces_lost_keys,
            records=FollowedEvents(datastore, StoredEvents(datastore, max_bytes=max_bytes)),
            batch=batch,
        )
        yield Following(follower, clock, setup, database_url)


def stored_entries(database_url: str, ledger: str = EVENTS.name) -> list[bytes]:
    """Return all entries of the stored bundles of a ledger, in order."""
    with psycopg.connect(database_url) as connection:
        rows = connection.execute(
            "SELECT entries FROM tillroll.ledger_bundles WHERE ledger = %s ORDER BY n, start",
            (ledger,),
        )
        return [entry for (entries,) in rows for entry in split_entries(entries)]


def stored_heads(database_url: str, ledger: str = EVENTS.name) -> list[tuple[int, bytes]]:
    """Return the sizes and the roots of all stored heads of a ledger, in order."""
    with psycopg.connect(database_url) as connection:
        rows = connection.execute(
            "SELECT size, root FROM tillroll.ledger_heads WHERE ledger = %s ORDER BY size",
            (ledger,),
        )
        return [(size, bytes(root)) for size, root in rows]


def root_of(entries: list[bytes]) -> bytes:
    """Return the root of a tree of these entries, by the compact range."""
    tree = CompactRange()
    for entry in entries:
        tree.append(leaf_hash(entry))
    return tree.root()


def problem(database_url: str, ledger: str = EVENTS.name) -> str | None:
    """Return why a ledger stands still."""
    with psycopg.connect(database_url) as connection:
        row = connection.execute(
            "SELECT problem FROM tillroll.ledger_state WHERE ledger = %s", (ledger,)
        ).fetchone()
    assert row is not None
    return row[0] if row[0] is None else str(row[0])
