"""What every event store does: PostgreSQL, and memory in unit tests."""

import pytest

from application.ports.event_store import Append, VersionTaken
from domain.events import CheckoutEvent
from interfaces.storage.postgres.events.append import MissingEvents
from tests.interfaces.storage.conftest import Storage
from tests.interfaces.storage.examples import EXAMPLES, ID, VERSION, changes


async def test_every_kind_of_event_is_read_as_it_was_appended(storage: Storage) -> None:
    """What is appended is what is read, whatever happened."""
    await storage.events.append(Append(changes(ID, 1, VERSION - 1)))
    for place, event in enumerate(EXAMPLES):
        moved = {**vars(event), "originator_version": VERSION + place}
        await storage.events.append(Append([type(event)(**moved)]))
    read = await storage.events.events(ID, after=VERSION - 1)
    assert [{**vars(event), "originator_version": VERSION} for event in read] == [
        vars(event) for event in EXAMPLES
    ]
    assert [type(event) for event in read] == [type(event) for event in EXAMPLES]


async def test_a_long_history_is_read_whole_and_in_order(storage: Storage) -> None:
    """Thousands of events, which are read together, are as they were appended."""
    appended = changes(ID, 1, 2000)
    await storage.events.append(Append(appended))
    assert list(await storage.events.events(ID)) == appended


async def test_a_checkout_that_was_never_opened_has_no_events(storage: Storage) -> None:
    """An unknown id is no error to the store: its history is empty."""
    assert list(await storage.events.events("unknown")) == []


@pytest.mark.parametrize("checkout_id", ["a\0b", "\ud800", "x" * 10_000, ""])
async def test_an_id_that_nothing_can_have_has_no_events(
    storage: Storage, checkout_id: str
) -> None:
    """Ids come from URLs; one that no database could keep has no events either."""
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
async def test_a_part_of_a_history_can_be_read(
    storage: Storage, after: int, up_to: int | None, versions: list[int]
) -> None:
    """`after` is left out and `up_to` is included, however large a number a caller may name."""
    await storage.events.append(Append(changes(ID, 1, 5)))
    read = await storage.events.events(ID, after=after, up_to=up_to)
    assert [event.originator_version for event in read] == versions


async def test_histories_are_kept_apart(storage: Storage) -> None:
    """Each checkout has its own versions."""
    await storage.events.append(Append(changes("a", 1, 2)))
    await storage.events.append(Append(changes("b", 1, 1)))
    assert list(await storage.events.events("a")) == changes("a", 1, 2)
    assert list(await storage.events.events("b")) == changes("b", 1, 1)


async def test_a_version_is_recorded_once(storage: Storage) -> None:
    """The second append at a version is refused and leaves no trace."""
    await storage.events.append(Append(changes(ID, 1, 1, "first")))
    with pytest.raises(VersionTaken):
        await storage.events.append(Append(changes(ID, 1, 1, "second")))
    assert list(await storage.events.events(ID)) == changes(ID, 1, 1, "first")


async def test_an_append_is_recorded_whole_or_not_at_all(storage: Storage) -> None:
    """Of three events whose first version is taken none is recorded, though two versions are free."""
    await storage.events.append(Append(changes(ID, 1, 2)))
    with pytest.raises(VersionTaken):
        await storage.events.append(Append(changes(ID, 2, 4, "late")))
    assert list(await storage.events.events(ID)) == changes(ID, 1, 2)


async def test_an_append_that_would_leave_a_gap_is_refused(storage: Storage) -> None:
    """A history has no holes: version 4 is not recorded while version 2 stands."""
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
async def test_what_is_no_append_is_refused(storage: Storage, events: list[CheckoutEvent]) -> None:
    """It is a ValueError of its caller, and the store goes on."""
    with pytest.raises(ValueError, match=r"."):
        await storage.events.append(Append(events))
    await storage.events.append(Append(changes("next", 1, 1)))


async def test_an_append_may_be_larger_than_a_batch(storage: Storage) -> None:
    """Eight megabytes are recorded and read."""
    event = changes(ID, 1, 1, "å" * 4_000_000)
    await storage.events.append(Append(event))
    assert list(await storage.events.events(ID)) == event
