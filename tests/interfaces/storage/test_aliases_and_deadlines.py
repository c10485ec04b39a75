"""Aliases and deadlines that are recorded with an append, in every event store."""

from datetime import timedelta

import pytest

from application.ports.event_store import Alias, AliasTaken, Append, VersionTaken
from tests.interfaces.storage.conftest import Storage
from tests.interfaces.storage.examples import AT, changes

TOKEN = Alias(scope="public-token", value="public-SE-1")
ORDER = Alias(scope="order", value="public-SE-1")


async def test_a_checkout_is_found_by_each_alias(storage: Storage) -> None:
    """An alias finds the checkout of its append. Equal values in different scopes are different aliases."""
    await storage.events.append(Append(changes("a", 1, 1), aliases=[TOKEN]))
    await storage.events.append(Append(changes("b", 1, 1), aliases=[ORDER]))
    assert await storage.events.find(TOKEN) == "a"
    assert await storage.events.find(ORDER) == "b"
    assert await storage.events.find(Alias(scope="order", value="public-SE-2")) is None


@pytest.mark.parametrize("value", ["a\0b", "\ud800", "x" * 10_000])
async def test_an_impossible_alias_finds_no_checkout(storage: Storage, value: str) -> None:
    """A value that no database could store finds no checkout, because aliases come from requests."""
    assert await storage.events.find(Alias(scope="order", value=value)) is None


async def test_a_taken_alias_refuses_the_append(storage: Storage) -> None:
    """AliasTaken names the owner, and nothing of the append is recorded."""
    await storage.events.append(Append(changes("a", 1, 1), aliases=[TOKEN]))
    with pytest.raises(AliasTaken) as raised:
        await storage.events.append(Append(changes("b", 1, 2), aliases=[ORDER, TOKEN], deadline=AT))
    assert raised.value.checkout_id == "a"
    assert list(await storage.events.events("b")) == []
    assert await storage.events.find(ORDER) is None
    assert await storage.deadlines.due(AT, 10) == []


async def test_a_checkout_may_repeat_its_own_alias(storage: Storage) -> None:
    """An append may repeat an alias that its checkout already has."""
    await storage.events.append(Append(changes("a", 1, 1), aliases=[TOKEN]))
    await storage.events.append(Append(changes("a", 2, 2), aliases=[TOKEN, ORDER]))
    assert await storage.events.find(TOKEN) == "a"
    assert await storage.events.find(ORDER) == "a"


async def test_a_version_conflict_precedes_an_alias_conflict(storage: Storage) -> None:
    """An append with a taken version and a taken alias raises VersionTaken, and adds no alias."""
    await storage.events.append(Append(changes("a", 1, 1), aliases=[TOKEN]))
    await storage.events.append(Append(changes("b", 1, 1)))
    with pytest.raises(VersionTaken):
        await storage.events.append(Append(changes("b", 1, 1), aliases=[TOKEN, ORDER]))
    assert await storage.events.find(ORDER) is None


async def test_due_deadlines_are_listed_oldest_first(storage: Storage) -> None:
    """A deadline is due from its own time on, and a limit of two returns the two oldest."""
    for hours, checkout_id in ((3, "c"), (1, "a"), (2, "b")):
        due = AT + timedelta(hours=hours)
        await storage.events.append(Append(changes(checkout_id, 1, 1), deadline=due))
    assert await storage.deadlines.due(AT, 10) == []
    assert await storage.deadlines.due(AT + timedelta(hours=2), 10) == ["a", "b"]
    assert await storage.deadlines.due(AT + timedelta(hours=9), 2) == ["a", "b"]


async def test_a_deadline_can_be_moved_and_removed(storage: Storage) -> None:
    """Settling moves a deadline, or removes it. Repeating it changes nothing."""
    later = AT + timedelta(hours=1)
    await storage.events.append(Append(changes("a", 1, 1), deadline=AT))
    for _ in range(2):
        await storage.deadlines.settle("a", later)
    assert await storage.deadlines.due(AT, 10) == []
    assert await storage.deadlines.due(later, 10) == ["a"]
    for _ in range(2):
        await storage.deadlines.settle("a", None)
    assert await storage.deadlines.due(later, 10) == []


async def test_a_later_append_moves_the_deadline(storage: Storage) -> None:
    """A checkout has one deadline, the last that was recorded."""
    later = AT + timedelta(hours=1)
    await storage.events.append(Append(changes("a", 1, 1), deadline=AT))
    await storage.events.append(Append(changes("a", 2, 2), deadline=later))
    await storage.events.append(Append(changes("a", 3, 3)))
    assert await storage.deadlines.due(AT, 10) == []
    assert await storage.deadlines.due(later, 10) == ["a"]


async def test_a_refused_append_moves_no_deadline(storage: Storage) -> None:
    """A refused append records none of its inline writes."""
    await storage.events.append(Append(changes("a", 1, 1), deadline=AT))
    with pytest.raises(VersionTaken):
        await storage.events.append(Append(changes("a", 1, 1), deadline=AT + timedelta(hours=1)))
    assert await storage.deadlines.due(AT, 10) == ["a"]
