"""The cache: a starting point of bounded size, which never goes back."""

import asyncio

import pytest

from application.checkouts.cache import CheckoutCache
from application.commands.shop import ChangeReference, Suspend
from application.ports.event_store import StoreUnavailable
from domain.checkout import Checkout
from domain.refusals import StaleVersion
from domain.stage import Stage
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import ID, SHIRT, numbered, opened, reference_changed
from tests.domain.scenario import replay


def at_version(version: int, checkout_id: str = ID) -> Checkout:
    happened = [opened(), *(reference_changed(f"A-{n}") for n in range(version - 1))]
    checkout = replay(numbered(happened))
    checkout._id = checkout_id
    return checkout


def test_what_was_put_is_got() -> None:
    """And what was not is not."""
    cache = CheckoutCache(2)
    checkout = at_version(1)
    cache.put(checkout)
    assert cache.get(ID) is checkout
    assert cache.get("checkout-9") is None


def test_it_never_goes_back() -> None:
    """An older version does not replace a newer one, in whatever order they arrive."""
    cache = CheckoutCache(2)
    newer = at_version(3)
    cache.put(newer)
    cache.put(at_version(2))
    assert cache.get(ID) is newer
    newest = at_version(4)
    cache.put(newest)
    assert cache.get(ID) is newest


def test_what_was_recorded_here_is_own() -> None:
    """Until a later version is seen that was not."""
    cache = CheckoutCache(2)
    seen, recorded, later = at_version(1), at_version(2), at_version(3)
    cache.put(seen)
    assert cache.own(ID) is None
    cache.put(recorded, is_own=True)
    assert cache.own(ID) is recorded
    cache.put(later)
    assert (cache.own(ID), cache.get(ID)) == (None, later)


@pytest.mark.parametrize("size", [0, 1, 3])
def test_it_stays_within_its_size(size: int) -> None:
    """However many are put, so many are kept: the latest."""
    cache = CheckoutCache(size)
    names = [f"checkout-{n}" for n in range(10)]
    for name in names:
        cache.put(at_version(1, name))
    assert [name for name in names if cache.get(name)] == names[10 - size :]


def test_what_is_used_stays() -> None:
    """The one that was not looked at for longest goes first."""
    cache = CheckoutCache(2)
    cache.put(at_version(1, "a"))
    cache.put(at_version(1, "b"))
    cache.get("a")
    cache.put(at_version(1, "c"))
    assert (cache.get("b"), cache.get("a") is None) == (None, False)


def test_what_changes_stays() -> None:
    """A new version of a checkout counts as its use."""
    cache = CheckoutCache(2)
    cache.put(at_version(1, "a"))
    cache.put(at_version(1, "b"))
    cache.put(at_version(2, "a"))
    cache.put(at_version(1, "c"))
    assert (cache.get("b"), cache.get("a") is None) == (None, False)


async def test_without_a_cache_all_is_the_same() -> None:
    """A process that remembers nothing answers as one that does."""
    app = ApplicationFixture(cached=0)
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, Suspend())
    assert (await app.read(checkout.id)).version == 3
    assert (await app.change(checkout.id, ChangeReference(reference="A-1"))).version == 4


async def test_a_refused_change_does_not_touch_the_cached_copy(app: ApplicationFixture) -> None:
    """What is decided on is a draft."""
    checkout = await app.open(SHIRT)
    before = await app.read(checkout.id)
    with pytest.raises(StaleVersion):
        await app.change(checkout.id, Suspend(), expected=(1,))
    assert await app.read(checkout.id) is before


async def test_what_was_not_recorded_is_not_cached(app: ApplicationFixture) -> None:
    """A change whose append failed has not happened, here either."""
    checkout = await app.open(SHIRT)
    app.store.fail_next_append(StoreUnavailable())
    with pytest.raises(StoreUnavailable):
        await app.change(checkout.id, Suspend())
    assert (await app.read(checkout.id)).stage is Stage.OPEN


async def test_a_slow_reader_does_not_take_the_cache_back(app: ApplicationFixture) -> None:
    """A read that began before a change and ends after it leaves the newer copy in place."""
    checkout = await app.open(SHIRT)
    fresh = app.start_process()
    hold = fresh.store.hold_next_read()
    slow = asyncio.create_task(fresh.read(checkout.id))
    await hold.reached.wait()
    changed = await fresh.change(checkout.id, Suspend())
    hold.let_go.set()
    assert (await slow).version == 2
    assert fresh.cache.get(checkout.id) is changed


async def test_who_changed_it_last_asks_nothing_first(app: ApplicationFixture) -> None:
    """Changes by one process are one append each; whatever they are refused for is read."""
    checkout = await app.open(SHIRT)
    before = app.store.reads
    for n in range(3):
        await app.change(checkout.id, ChangeReference(reference=f"A-{n}"))
    assert (len(app.store.appends), app.store.reads) == (4, before)
    with pytest.raises(StaleVersion):
        await app.change(checkout.id, Suspend(), expected=(1,))
    assert app.store.reads > before


async def test_who_knows_that_others_changed_it_asks_first(app: ApplicationFixture) -> None:
    """What was read of another process's changes is behind again, for all that is known: no append is wasted on it."""
    checkout = await app.open(SHIRT)
    other = app.start_process()
    await other.change(checkout.id, ChangeReference(reference="A-1"))
    await app.read(checkout.id)
    await other.change(checkout.id, ChangeReference(reference="A-2"))
    before = app.store.reads
    changed = await app.change(checkout.id, ChangeReference(reference="A-3"))
    assert (changed.version, app.store.reads) == (5, before + 1)
