"""Snapshots of long histories: when they are stored, and that no result depends on them."""

import asyncio
from datetime import timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from application.checkouts.snapshots import FIRST, INTERVAL
from application.commands.shop import ReplaceEverything, ReplaceMetadata
from application.ports.event_store import Append
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from domain.refusals import CheckoutNotFound
from domain.values.cart import Cart
from interfaces.storage.memory.storage import InMemoryStorage
from tests.application.application_fixture import ApplicationFixture
from tests.application.commands.sequences import SEQUENCES, Scene, run
from tests.domain.event_builders import ID, NOW, SHIRT
from tests.domain.scenario import replay


def uncached(storage: InMemoryStorage) -> CheckoutRepository:
    """A repository with an empty cache."""
    return CheckoutRepository(storage.events, CheckoutCache(10), storage.snapshots)


def kept_versions(storage: InMemoryStorage) -> list[int]:
    """The versions that have a snapshot."""
    return sorted(version for _, version in storage.snapshots.kept)


async def grown_to(app: ApplicationFixture, version: int) -> Checkout:
    """A checkout with this number of events, one per request."""
    checkout = await app.open()
    while checkout.version < version:
        change = ReplaceMetadata(metadata=f'{{"n":{checkout.version}}}')
        checkout = await app.change(checkout.id, change)
    return checkout


async def test_a_snapshot_is_stored_at_every_tenth_version_from_the_twentieth() -> None:
    """A snapshot is stored after the event of its version is recorded."""
    app = ApplicationFixture()
    await grown_to(app, 49)
    assert kept_versions(app.storage) == [20, 30, 40]
    assert (FIRST, INTERVAL) == (20, 10)


async def test_a_snapshot_may_be_between_events_of_a_request() -> None:
    """If a request records several events, the snapshot has the state between them."""
    app = ApplicationFixture()
    checkout = await grown_to(app, FIRST - 1)
    everything = ReplaceEverything(
        cart=Cart(lines=(SHIRT,)),
        fees=(),
        shipping_properties="{}",
        reference="order-1",
        metadata=checkout.metadata,
    )
    assert (await app.change(checkout.id, everything)).version == FIRST + 2
    assert kept_versions(app.storage) == [FIRST]
    events = list(await app.storage.events.events(checkout.id))
    range_ = await app.storage.snapshots.up_to(checkout.id, FIRST)
    assert range_.state == replay(events[:FIRST])


async def test_a_replay_stores_a_missing_snapshot() -> None:
    """A replay of a long history without its snapshot stores the snapshot again."""
    app = ApplicationFixture()
    checkout = await grown_to(app, FIRST + 1)
    del app.storage.snapshots.kept[checkout.id, FIRST]
    assert await uncached(app.storage).newest(checkout.id) == checkout
    assert kept_versions(app.storage) == [FIRST]


@for_all(SEQUENCES, st.data())
def test_no_state_depends_on_the_stored_snapshots(sequence: Scene, data: st.DataObject) -> None:
    """With snapshots at any versions, damaged in any way, each version and time equals a full replay."""
    events = run(sequence).events
    states = [replay(events[:version]) for version in range(1, len(events) + 1)]
    present = data.draw(st.sets(st.sampled_from(range(len(states)))), "present")
    damaged = data.draw(st.dictionaries(st.sampled_from(range(len(states))), st.binary()))
    asyncio.run(_assert_every_read_equals_a_replay(states, events, present, damaged))


async def _assert_every_read_equals_a_replay(
    states: list[Checkout],
    events: list[CheckoutEvent],
    present: set[int],
    damaged: dict[int, bytes],
) -> None:
    storage = InMemoryStorage()
    await storage.events.append(Append(events))
    for place in present:
        storage.snapshots.keep(states[place])
    for place, stored in damaged.items():
        storage.snapshots.kept[ID, place + 1] = stored
    assert await uncached(storage).newest(ID) == states[-1]
    for state in states:
        assert await uncached(storage).at_version(ID, state.version) == state
        last = [other for other in states if other.modified_on <= state.modified_on][-1]
        assert await uncached(storage).at_instant(ID, state.modified_on) == last


async def test_a_checkout_is_not_found_before_its_opening() -> None:
    """A time before the first event and a version that does not exist are not found."""
    app = ApplicationFixture()
    checkout = await app.open()
    history = uncached(app.storage)
    with pytest.raises(CheckoutNotFound):
        await history.at_instant(checkout.id, NOW - timedelta(microseconds=1))
    with pytest.raises(CheckoutNotFound):
        await history.at_version(checkout.id, checkout.version + 1)
    with pytest.raises(CheckoutNotFound):
        await history.at_version(checkout.id, 0)


async def test_events_of_one_request_are_read_together() -> None:
    """The events of one request have the same time, so no time is between them."""
    app = ApplicationFixture()
    opened = await app.open(SHIRT)
    assert opened.version == 2
    found = await uncached(app.storage).at_instant(opened.id, NOW)
    assert found == opened
