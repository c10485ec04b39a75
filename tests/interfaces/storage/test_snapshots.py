"""Reading histories from snapshots on, which never shows: PostgreSQL, and memory in unit tests."""

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
    """A checkout that was changed often, three times in each second."""
    event_builders: list[EventAt] = [opened()]
    event_builders += [metadata_replaced(f'{{"n":{number}}}') for number in range(2, LENGTH + 1)]
    return [
        _at(happening(version), NOW + (version // 3) * SECOND)
        for version, happening in enumerate(event_builders, 1)
    ]


def _at(event: CheckoutEvent, at: datetime) -> CheckoutEvent:
    return type(event)(**{**vars(event), "timestamp": at})


EVENTS = history()
STATES = [replay(EVENTS[:version]) for version in range(1, LENGTH + 1)]


@pytest.fixture
async def long(storage: Storage) -> Storage:
    """A storage with a long history, and all the snapshots that belong to it."""
    await storage.events.append(Append(EVENTS))
    for version in EVERY:
        storage.snapshots.keep(STATES[version - 1])
    await storage.snapshots.settle()
    return storage


Spoil = Callable[[int, str], None]
"""Removes or damages the snapshot of a version."""


@pytest.fixture
def spoil(storage: Storage, request: pytest.FixtureRequest) -> Spoil:
    """Harms single snapshots behind the storage's back."""
    if isinstance(storage, PostgresStorage):
        return _spoiler_in(request.getfixturevalue("migrated_url"))
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


def versions(stretch: EventRange) -> tuple[int | None, list[int]]:
    """The version that a stretch begins with, and those of its events."""
    beginning = None if stretch.state is None else stretch.state.version
    return beginning, [event.originator_version for event in stretch.events]


async def test_a_history_is_read_from_its_last_snapshot_on(long: Storage) -> None:
    """The state of the snapshot comes with the events after it, and with no other."""
    assert versions(await long.snapshots.up_to(ID)) == (
        EVERY[-1],
        [LENGTH - 2, LENGTH - 1, LENGTH],
    )


async def test_a_past_version_is_read_from_the_snapshot_before_it(long: Storage) -> None:
    """A snapshot of the version itself leaves no events to be read, and later ones are not looked at."""
    past = EVERY[1]
    assert versions(await long.snapshots.up_to(ID, past)) == (past, [])
    assert versions(await long.snapshots.up_to(ID, past + 2)) == (past, [past + 1, past + 2])
    assert versions(await long.snapshots.up_to(ID, 2)) == (None, [1, 2])


async def test_a_past_instant_is_read_from_the_snapshot_before_it(long: Storage) -> None:
    """Of an instant, too, no more is read than lies after the snapshot."""
    at = EVENTS[EVERY[2] + 1].timestamp
    beginning, events = versions(await long.snapshots.until(ID, at))
    assert beginning == EVERY[2]
    assert len(events) < INTERVAL


@pytest.mark.parametrize("how", ["untouched", "missing", "damaged", "of another format"])
@pytest.mark.parametrize("which", ["first", "last", "two in the middle", "all"])
async def test_every_version_and_instant_reads_as_replayed(
    long: Storage, spoil: Spoil, how: str, which: str
) -> None:
    """Whatever became of the snapshots, each version and each instant gives the state that a whole replay gives."""
    if how != "untouched":
        for version in _chosen(which):
            spoil(version, how)
    for version in range(LENGTH, 0, -1):
        stretch = await long.snapshots.up_to(ID, version)
        assert replay_range(stretch, _keeping_none) == STATES[version - 1]
    assert replay_range(await long.snapshots.up_to(ID), _keeping_none) == STATES[-1]
    for second in range(LENGTH // 3 + 2):
        at = NOW + second * SECOND
        stretch = await long.snapshots.until(ID, at)
        assert replay_range(stretch, _keeping_none) == _last_until(at)


def _chosen(which: str) -> Sequence[int]:
    return {
        "first": EVERY[:1],
        "last": EVERY[-1:],
        "two in the middle": EVERY[2:4],
        "all": EVERY,
    }[which]


def _last_until(at: datetime) -> Checkout:
    return replay(list(takewhile(lambda event: event.timestamp <= at, EVENTS)))


class _KeepingNone:
    async def up_to(self, checkout_id: str, version: int | None = None) -> EventRange:
        raise NotImplementedError

    async def until(self, checkout_id: str, at: datetime) -> EventRange:
        raise NotImplementedError

    def keep(self, checkout: Checkout) -> None:
        """Lets it go."""


_keeping_none = _KeepingNone()


@pytest.mark.parametrize("how", ["missing", "damaged", "of another format"])
async def test_a_replay_puts_the_snapshots_back(long: Storage, spoil: Spoil, how: str) -> None:
    """A replay writes the snapshots that are missing or unusable."""
    for version in _chosen("all"):
        spoil(version, how)
    replay_range(await long.snapshots.up_to(ID), long.snapshots)
    await long.snapshots.settle()
    for version in _chosen("all"):
        assert versions(await long.snapshots.up_to(ID, version)) == (version, [])


async def test_an_instant_before_the_first_event_has_no_state(long: Storage) -> None:
    """Nothing is said of a checkout that was not opened yet."""
    stretch = await long.snapshots.until(ID, NOW - SECOND)
    assert versions(stretch) == (None, [])


@pytest.mark.parametrize("checkout_id", ["unknown", "", "a\0b", "\ud800", "x" * 10_000])
async def test_an_unknown_checkout_has_nothing(long: Storage, checkout_id: str) -> None:
    """Neither by version nor by time."""
    assert versions(await long.snapshots.up_to(checkout_id)) == (None, [])
    assert versions(await long.snapshots.until(checkout_id, DEADLINE)) == (None, [])


@pytest.mark.parametrize("version", [0, -1, -(10**30)])
async def test_there_is_no_version_before_the_first(long: Storage, version: int) -> None:
    """A number from a URL may be anything."""
    assert versions(await long.snapshots.up_to(ID, version)) == (None, [])


async def test_a_version_beyond_the_end_reads_to_the_end(long: Storage) -> None:
    """However large the number is."""
    assert replay_range(await long.snapshots.up_to(ID, 10**30), _keeping_none) == STATES[-1]


async def test_a_history_without_snapshots_is_read_at_every_instant(storage: Storage) -> None:
    """A short one has none yet."""
    await storage.events.append(Append(EVENTS[: FIRST - 1]))
    for event in EVENTS[: FIRST - 1]:
        stretch = await storage.snapshots.until(ID, event.timestamp)
        state = replay_range(stretch, _keeping_none)
        assert state is not None
        assert state.modified_on == event.timestamp
        assert state.version >= event.originator_version


async def test_a_snapshot_that_cannot_be_written_fails_no_request(
    postgres: PostgresStorage, caplog: pytest.LogCaptureFixture
) -> None:
    """To hand over a state raises nothing, whatever is wrong with it or with the store; the log tells."""
    strange = STATES[-1].draft()
    vars(strange)["mood"] = "good"
    postgres.snapshots.keep(strange)
    await postgres.snapshots.settle()
    assert "mood" in caplog.text
    await postgres.__aexit__(None, None, None)
    postgres.snapshots.keep(STATES[-1])
    await postgres.snapshots.settle()


async def test_what_was_handed_over_is_written_before_the_storage_closes(
    migrated_url: str,
) -> None:
    """A process that ends in order loses no snapshot."""
    async with PostgresStorage(migrated_url) as storage:
        await storage.events.append(Append(EVENTS))
        storage.snapshots.keep(STATES[FIRST - 1])
    async with PostgresStorage(migrated_url) as storage:
        assert versions(await storage.snapshots.up_to(ID, FIRST)) == (FIRST, [])
