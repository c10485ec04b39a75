"""The contract of every event store, run against PostgreSQL and the in-memory store."""

import pytest

from application.ports.event_store import Append, VersionTaken
from domain.events import CheckoutEvent
from interfaces.storage.postgres.events.append import MissingEvents
from tests.interfaces.storage.conftest import Storage
from tests.interfaces.storage.examples import EXAMPLES, ID, VERSION, changes


async def test_every_event_type_is_read_as_appended(storage: Storage) -> None:
    """An event of each type is read with the values it was appended with."""
    await storage.events.append(Append(changes(ID, 1, VERSION - 1)))
    for place, event in enumerate(EXAMPLES):
        moved = {**vars(event), "originator_version": VERSION + place}
        await storage.events.append(Append([type(event)(**moved)]))
    read = await storage.events.events(ID, after=VERSION - 1)
    assert [{**vars(event), "originator_version": VERSION} for event in read] == [
        vars(event) for event in EXAMPLES
    ]
    assert [type(event) for event in read] == [type(event) for event in EXAMPLES]


async def test_a_long_history_is_read_complete_and_in_order(storage: Storage) -> None:
    """A history of 2,000 events is read completely, in the order of its versions."""
    appended = changes(ID, 1, 2000)
    await storage.events.append(Append(appended))
    assert list(await storage.events.events(ID)) == appended


async def test_an_unknown_checkout_has_no_events(storage: Storage) -> None:
    """The history of an unknown checkout id is empty, and no error."""
    assert list(await storage.events.events("unknown")) == []


@pytest.mark.parametrize("checkout_id", ["a\0b", "\ud800", "x" * 10_000, ""])
async def test_an_impossible_id_has_no_events(storage: Storage, checkout_id: str) -> None:
    """An id that no database could store has an empty history, because ids come from URLs."""
    assert list(await storage.events.events(checkout_id)) == []


@pytest.mark.parametrize(
    ("after", "up_to", "versions"),
    [
        (0, None, [1, 2, 3, 4, 5]),
        (2, None, [3, 4, 5]),
        (0, 3, [1, 2, 3]),
        (1, 3, [2, 3]),
        (5, None, []),
        (3, 3, []),
        (4, 2, []),
        (0, 0, []),
        (-1, 1, [1]),
        (0, -1, []),
        (0, 10**30, [1, 2, 3, 4, 5]),
        (10**30, None, []),
    ],
)
async def test_a_range_of_versions_is_read(
    storage: Storage, after: int, up_to: int | None, versions: list[int]
) -> None:
    """`after` is exclusive, `up_to` is inclusive, and both accept numbers of any size."""
    await storage.events.append(Append(changes(ID, 1, 5)))
    read = await storage.events.events(ID, after=after, up_to=up_to)
    assert [event.originator_version for event in read] == versions


async def test_histories_of_checkouts_are_independent(storage: Storage) -> None:
    """Each checkout has its own sequence of versions."""
    await storage.events.append(Append(changes("a", 1, 2)))
    await storage.events.append(Append(changes("b", 1, 1)))
    assert list(await storage.events.events("a")) == changes("a", 1, 2)
    assert list(await storage.events.events("b")) == changes("b", 1, 1)


async def test_an_append_at_a_taken_version_conflicts(storage: Storage) -> None:
    """An append at a version that is taken raises VersionTaken, and records nothing."""
    await storage.events.append(Append(changes(ID, 1, 1, "first")))
    with pytest.raises(VersionTaken):
        await storage.events.append(Append(changes(ID, 1, 1, "second")))
    assert list(await storage.events.events(ID)) == changes(ID, 1, 1, "first")


async def test_an_append_is_atomic(storage: Storage) -> None:
    """An append of three events whose first version is taken records none of them."""
    await storage.events.append(Append(changes(ID, 1, 2)))
    with pytest.raises(VersionTaken):
        await storage.events.append(Append(changes(ID, 2, 4, "late")))
    assert list(await storage.events.events(ID)) == changes(ID, 1, 2)


async def test_an_append_that_leaves_a_gap_is_refused(storage: Storage) -> None:
    """An append that skips a version raises MissingEvents, and records nothing."""
    await storage.events.append(Append(changes(ID, 1, 2)))
    with pytest.raises(MissingEvents):
        await storage.events.append(Append(changes(ID, 4, 4)))
    with pytest.raises(MissingEvents):
        await storage.events.append(Append(changes("other", 2, 2)))
    assert list(await storage.events.events(ID)) == changes(ID, 1, 2)
    assert list(await storage.events.events("other")) == []


@pytest.mark.parametrize(
    "events",
    [
        [],
        [*changes("a", 1, 1), *changes("b", 2, 2)],
        [*changes("a", 1, 1), *changes("a", 3, 3)],
        changes("a\0b", 1, 1),
        changes("\ud800", 1, 1),
        changes("x" * 1001, 1, 1),
        changes("a", 1, 1, "\ud800"),
    ],
    ids=["nothing", "two checkouts", "a gap", "NUL", "no text", "a long id", "no text inside"],
)
async def test_an_invalid_append_is_refused(storage: Storage, events: list[CheckoutEvent]) -> None:
    """An invalid append raises ValueError, and the next append succeeds."""
    with pytest.raises(ValueError, match=r"."):
        await storage.events.append(Append(events))
    await storage.events.append(Append(changes("next", 1, 1)))


async def test_an_append_may_exceed_the_batch_size(storage: Storage) -> None:
    """An append of eight megabytes is recorded and read."""
    event = changes(ID, 1, 1, "å" * 4_000_000)
    await storage.events.append(Append(event))
    assert list(await storage.events.events(ID)) == event
