"""Followers of events beside writers that commit out of order, roll back, wait for each other and are killed.

`python -m tests.system.faults.followers` runs 44 writers until 200,000 events are recorded, and prints how many of them
were passed over: by tillroll's feed, and by one that reads by position alone.
"""

import argparse
import contextlib
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import psycopg
import typer
from eventsourcing.persistence import Notification

from interfaces.storage.postgres.ledger.records.event_source import StoredEvents
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.feed import EventFeed
from interfaces.storage.postgres.schema.migrations import migrate
from tests.system.faults.database import own_database

_WRITERS = 44
_EVENTS = 200_000
_BATCH = 500
_PAUSE_SECONDS = 0.002
_LONGEST_SECONDS = 0.03
_CHECKOUTS = 60
_EVENTS_OF_A_CHECKOUT = 3
_KILL_EVERY_SECONDS = 0.05
_APPEND = """
SELECT count(*) FROM tillroll.append(
    %s::text[], %s::bigint[], %s::text[], %s::bytea[], %s::bigint[], '{}', '{}', '{}', '{}', '{}'
)
"""
_VERSIONS = """
SELECT each.id, coalesce(
    (SELECT max(originator_version) FROM tillroll.checkout_events WHERE originator_id = each.id), 0
) FROM unnest(%s::text[]) AS each (id)
"""
_IN_ORDER = """
SELECT notification_id, originator_id, originator_version FROM tillroll.checkout_events
ORDER BY notification_id
"""
_KILL = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE application_name = 'writer' AND datname = current_database() ORDER BY random() LIMIT 1
"""

Seen = tuple[int, str, int]


class _Feed(Protocol):
    def read(self, after: int, limit: int) -> Sequence[Notification]: ...


class _ByPosition:
    """Reads whatever is after a position, and so passes over what is committed later."""

    def __init__(self, source: StoredEvents) -> None:
        self._source = source

    def read(self, after: int, limit: int) -> Sequence[Notification]:
        return self._source.select_notifications(after, limit, inclusive_of_start=False)


@dataclass(frozen=True, kw_only=True)
class Followed:
    """The recorded events in order, what each follower saw, and the numbers of transactions and of killed writers."""

    recorded: Sequence[Seen]
    seen: Sequence[Seen]
    seen_by_position: Sequence[Seen]
    transactions: Counter[str]
    killed: int

    @property
    def passed_over(self) -> int:
        """The number of events that the feed did not see."""
        return len(set(self.recorded) - set(self.seen))

    @property
    def passed_over_by_position(self) -> int:
        """The number of events that the follower by position alone did not see."""
        return len(set(self.recorded) - set(self.seen_by_position))

    def out_of_version_order(self) -> Sequence[Seen]:
        """Return the events that the feed saw before or without their predecessors."""
        latest: Counter[str] = Counter()
        wrong = []
        for each in self.seen:
            if each[2] != latest[each[1]] + 1:
                wrong.append(each)
            latest[each[1]] = each[2]
        return wrong


@dataclass(kw_only=True)
class _Run:
    """What the threads share."""

    url: str
    is_over: threading.Event = field(default_factory=threading.Event)
    is_followed: threading.Event = field(default_factory=threading.Event)
    fates: Counter[str] = field(default_factory=Counter)
    events: int = 0


def follow_writers(url: str, *, writers: int, events: int) -> Followed:
    """Follow writers until they have recorded `events`, and compare what was seen with what is there."""
    run = _Run(url=url)
    seen: list[Seen] = []
    seen_by_position: list[Seen] = []
    writing = [
        threading.Thread(target=_write, args=(run, random.Random(n))) for n in range(writers)
    ]
    following = [
        threading.Thread(target=_follow, args=(run, EventFeed, seen)),
        threading.Thread(target=_follow, args=(run, _ByPosition, seen_by_position)),
    ]
    with _threads([*writing, *following]), psycopg.connect(url, autocommit=True) as connection:
        killed = 0
        while run.events < events and any(each.is_alive() for each in writing):
            time.sleep(_KILL_EVERY_SECONDS)
            killed += len(connection.execute(_KILL).fetchall())
        run.is_over.set()
        for thread in writing:
            thread.join()
        run.is_followed.set()
        for thread in following:
            thread.join()
        recorded = connection.execute(_IN_ORDER).fetchall()
    return Followed(
        recorded=recorded,
        seen=seen,
        seen_by_position=seen_by_position,
        transactions=run.fates,
        killed=killed,
    )


@contextlib.contextmanager
def _threads(threads: Sequence[threading.Thread]) -> Iterator[None]:
    for thread in threads:
        thread.start()
    yield


def _write(run: _Run, chance: random.Random) -> None:
    while not run.is_over.is_set():
        with (
            contextlib.suppress(psycopg.OperationalError),
            psycopg.connect(run.url, application_name="writer", autocommit=True) as connection,
        ):
            connection.execute("SET lock_timeout = '2s'")
            while not run.is_over.is_set():
                _write_batch(run, connection, chance)


def _write_batch(run: _Run, connection: psycopg.Connection, chance: random.Random) -> None:
    ids = [f"shared-{chance.randrange(_CHECKOUTS)}", *(f"{chance.random()}" for _ in range(3))]
    latest: dict[str, int] = dict(connection.execute(_VERSIONS, (ids,)).fetchall())
    events = [
        (each, latest[each] + place, latest[each] + 1)
        for each in ids
        for place in range(1, _EVENTS_OF_A_CHECKOUT + 1)
    ]
    columns = (
        [each for each, _, _ in events],
        [version for _, version, _ in events],
        ["checkout.expired"] * len(events),
        [b"{}"] * len(events),
        [first for _, _, first in events],
    )
    refused = 0
    fate = "rolled back" if chance.random() < 0.1 else "committed"
    try:
        with connection.transaction():
            [(refused,)] = connection.execute(_APPEND, columns).fetchall()
            time.sleep(chance.random() ** 3 * _LONGEST_SECONDS)
            if fate == "rolled back":
                raise psycopg.Rollback
    except psycopg.errors.SerializationFailure:
        fate = "second at a version"
    except psycopg.Rollback:
        # The connection was cut, and cannot roll back any more.
        fate = "killed"
    run.fates[fate] += 1
    if fate == "committed":
        # Another writer was first at the next version of a shared checkout, whose events alone are refused.
        run.events += len(events) - _EVENTS_OF_A_CHECKOUT * refused


def _follow(run: _Run, make: Callable[[StoredEvents], _Feed], seen: list[Seen]) -> None:
    with ProjectionDatastore(run.url, schema="tillroll") as datastore:
        feed = make(StoredEvents(datastore))
        position = 0
        while True:
            is_last_look = run.is_followed.is_set()
            found = feed.read(position, _BATCH)
            seen += [(each.id, str(each.originator_id), each.originator_version) for each in found]
            if found:
                position = found[-1].id
            elif is_last_look:
                return
            else:
                time.sleep(_PAUSE_SECONDS)


def follow_killed_writers(*, writers: int = _WRITERS, events: int = _EVENTS) -> bool:
    """Print what was passed over. Return whether the feed passed over an event, saw one twice, or in another order."""
    with (
        tempfile.TemporaryDirectory(prefix="tillroll-faults-") as folder,
        own_database(Path(folder)) as database,
    ):
        migrate(database.url)
        found = follow_writers(database.url, writers=writers, events=events)
    fates = ", ".join(f"{number:,} {fate}" for fate, number in sorted(found.transactions.items()))
    typer.echo(f"{len(found.recorded):,} events of {writers} writers; transactions: {fates}")
    typer.echo(f"writers killed: {found.killed}")
    typer.echo(f"passed over by the feed: {found.passed_over}")
    typer.echo(f"passed over by position alone: {found.passed_over_by_position:,}")
    is_same = list(found.seen) == list(found.recorded)
    typer.echo(f"in the table's order, none twice: {is_same}")
    typer.echo(f"out of the order of versions: {len(found.out_of_version_order())}")
    return not is_same or bool(found.out_of_version_order())


def main() -> int:
    """The exit status is 1 if the feed passed over an event, saw one twice, or in another order."""
    parser = argparse.ArgumentParser(prog="python -m tests.system.faults.followers")
    parser.add_argument("--writers", type=int, default=_WRITERS)
    parser.add_argument("--events", type=int, default=_EVENTS)
    wanted = parser.parse_args()
    return int(follow_killed_writers(writers=wanted.writers, events=wanted.events))


if __name__ == "__main__":
    sys.exit(main())
