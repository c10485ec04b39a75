"""Reading histories from snapshots gives the same states as a full replay, in PostgreSQL and in memory."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import takewhile

import psycopg
import pytest

from application.checkouts.snapshots import FIRST, INTERVAL, replay_range
from application.ports.event_store import Append
from application.ports.snapshot_store import EventRange
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from interfaces.storage.memory.storage import InMemorySnapshots
from interfaces.storage.postgres.storage import PostgresStorage
from tests.domain.event_builders import DEADLINE, ID, NOW, EventAt, metadata_replaced, opened
from tests.domain.scenario import replay
from tests.interfaces.storage.conftest import Storage

LENGTH = FIRST + 4 * INTERVAL + 3
EVERY = range(FIRST, LENGTH + 1, INTERVAL)
SECOND = timedelta(seconds=1)


def history() -> list[CheckoutEvent]:
    """A history with three changes in each second."""
    event_builders: list[EventAt] = [opened()]
    event_builders += [metadata_replaced(f'{{"n":{number}}}') for number in range(2, LENGTH + 1)]
    return [
        _at(build(version), NOW + (version // 3) * SECOND)
        for version, build in enumerate(event_builders, 1)
    ]


def _at(event: CheckoutEvent, at: datetime) -> CheckoutEvent:
    return type(event)(**{**vars(event), "timestamp": at})


EVENTS = history()
STATES = [replay(EVENTS[:version]) for version in range(1, LENGTH + 1)]


@pytest.fixture
async def long(storage: Storage) -> Storage:
    """A storage with a long history and all its snapshots."""
    await storage.events.append(Append(EVENTS))
    for version in EVERY:
        storage.snapshots.keep(STATES[version - 1])
    await storage.snapshots.settle()
    return storage


Spoil = Callable[[int, str], None]
"""Removes or damages the snapshot of a version."""


@pytest.fixture
def spoil(storage: Storage, storage_url: str) -> Spoil:
    """A function that removes or damages single snapshots."""
    if isinstance(storage, PostgresStorage):
        return _spoiler_in(storage_url)
    return _spoiler_of(storage.snapshots)


def _spoiler_in(url: str) -> Spoil:
    harm = {
        "missing": "DELETE FROM tillroll.snapshots WHERE version = %s",
        "damaged": "UPDATE tillroll.snapshots SET state = substr(state, 3) WHERE version = %s",
        "of another format": "UPDATE tillroll.snapshots SET format = '0' WHERE version = %s",
    }

    def spoil(version: int, how: str) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(harm[how].encode(), (version,))

    return spoil


def _spoiler_of(snapshots: InMemorySnapshots) -> Spoil:
    def spoil(version: int, how: str) -> None:
        if how == "missing":
            del snapshots.kept[ID, version]
        else:
            snapshots.kept[ID, version] = snapshots.kept[ID, version][2:]

    return spoil


def versions(event_range: EventRange) -> tuple[int | None, list[int]]:
    """The version that a range starts with, and those of its events."""
    start = None if event_range.state is None else event_range.state.version
    return start, [event.originator_version for event in event_range.events]


async def test_a_history_is_read_from_its_latest_snapshot(long: Storage) -> None:
    """The state of the latest snapshot is returned with only the events after it."""
    assert versions(await long.snapshots.up_to(ID)) == (
        EVERY[-1],
        [LENGTH - 2, LENGTH - 1, LENGTH],
    )


async def test_a_past_version_is_read_from_the_snapshot_before_it(long: Storage) -> None:
    """A snapshot of the version itself needs no events, and later snapshots are ignored."""
    past = EVERY[1]
    assert versions(await long.snapshots.up_to(ID, past)) == (past, [])
    assert versions(await long.snapshots.up_to(ID, past + 2)) == (past, [past + 1, past + 2])
    assert versions(await long.snapshots.up_to(ID, 2)) == (None, [1, 2])


async def test_a_past_time_is_read_from_the_snapshot_before_it(long: Storage) -> None:
    """Reading a point in time returns fewer events than the interval between snapshots."""
    at = EVENTS[EVERY[2] + 1].timestamp
    start, events = versions(await long.snapshots.until(ID, at))
    assert start == EVERY[2]
    assert len(events) < INTERVAL


@pytest.mark.parametrize("how", ["untouched", "missing", "damaged", "of another format"])
@pytest.mark.parametrize("which", ["first", "last", "two in the middle", "all"])
async def test_every_version_and_time_equals_a_full_replay(
    long: Storage, spoil: Spoil, how: str, which: str
) -> None:
    """Each version and point in time equals a full replay, with snapshots missing, damaged or of another format."""
    if how != "untouched":
        for version in _chosen(which):
            spoil(version, how)
    for version in range(LENGTH, 0, -1):
        event_range = await long.snapshots.up_to(ID, version)
        assert replay_range(event_range, _without_snapshots) == STATES[version - 1]
    assert replay_range(await long.snapshots.up_to(ID), _without_snapshots) == STATES[-1]
    for second in range(LENGTH // 3 + 2):
        at = NOW + second * SECOND
        event_range = await long.snapshots.until(ID, at)
        assert replay_range(event_range, _without_snapshots) == _last_until(at)


def _chosen(which: str) -> Sequence[int]:
    return {
        "first": EVERY[:1],
        "last": EVERY[-1:],
        "two in the middle": EVERY[2:4],
        "all": EVERY,
    }[which]


def _last_until(at: datetime) -> Checkout:
    return replay(list(takewhile(lambda event: event.timestamp <= at, EVENTS)))


class _WithoutSnapshots:
    async def up_to(self, checkout_id: str, version: int | None = None) -> EventRange:
        raise NotImplementedError

    async def until(self, checkout_id: str, at: datetime) -> EventRange:
        raise NotImplementedError

    def keep(self, checkout: Checkout) -> None:
        """Discard the snapshot."""


_without_snapshots = _WithoutSnapshots()


@pytest.mark.parametrize("how", ["missing", "damaged", "of another format"])
async def test_a_replay_restores_unusable_snapshots(long: Storage, spoil: Spoil, how: str) -> None:
    """A replay writes the snapshots that are missing or unusable."""
    for version in _chosen("all"):
        spoil(version, how)
    replay_range(await long.snapshots.up_to(ID), long.snapshots)
    await long.snapshots.settle()
    for version in _chosen("all"):
        assert versions(await long.snapshots.up_to(ID, version)) == (version, [])


async def test_a_time_before_the_first_event_has_no_state(long: Storage) -> None:
    """A time before the checkout was opened returns no state and no events."""
    event_range = await long.snapshots.until(ID, NOW - SECOND)
    assert versions(event_range) == (None, [])


@pytest.mark.parametrize("checkout_id", ["unknown", "", "a\0b", "\ud800", "x" * 10_000])
async def test_an_unknown_checkout_has_no_state(long: Storage, checkout_id: str) -> None:
    """An unknown checkout has no state and no events, by version and by time."""
    assert versions(await long.snapshots.up_to(checkout_id)) == (None, [])
    assert versions(await long.snapshots.until(checkout_id, DEADLINE)) == (None, [])


@pytest.mark.parametrize("version", [0, -1, -(10**30)])
async def test_a_version_before_the_first_has_no_state(long: Storage, version: int) -> None:
    """Versions of zero and below return nothing, because they come from URLs."""
    assert versions(await long.snapshots.up_to(ID, version)) == (None, [])


async def test_a_version_beyond_the_last_reads_the_whole_history(long: Storage) -> None:
    """A version of any size reads up to the last event."""
    assert replay_range(await long.snapshots.up_to(ID, 10**30), _without_snapshots) == STATES[-1]


async def test_a_short_history_is_read_without_snapshots(storage: Storage) -> None:
    """A history too short for a snapshot is read at every time of an event."""
    await storage.events.append(Append(EVENTS[: FIRST - 1]))
    for event in EVENTS[: FIRST - 1]:
        event_range = await storage.snapshots.until(ID, event.timestamp)
        state = replay_range(event_range, _without_snapshots)
        assert state is not None
        assert state.modified_on == event.timestamp
        assert state.version >= event.originator_version


async def test_a_failed_snapshot_fails_no_request(
    postgres: PostgresStorage, caplog: pytest.LogCaptureFixture
) -> None:
    """A snapshot that cannot be written is logged, and raises no error."""
    strange = STATES[-1].draft()
    vars(strange)["mood"] = "good"
    postgres.snapshots.keep(strange)
    await postgres.snapshots.settle()
    assert "mood" in caplog.text
    await postgres.__aexit__(None, None, None)
    postgres.snapshots.keep(STATES[-1])
    await postgres.snapshots.settle()


async def test_pending_snapshots_are_written_on_close(
    migrated_url: str,
) -> None:
    """A storage that is closed in order writes its pending snapshots."""
    async with PostgresStorage(migrated_url) as storage:
        await storage.events.append(Append(EVENTS))
        storage.snapshots.keep(STATES[FIRST - 1])
    async with PostgresStorage(migrated_url) as storage:
        assert versions(await storage.snapshots.up_to(ID, FIRST)) == (FIRST, [])
