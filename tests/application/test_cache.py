"""The checkout cache: bounded in size, and never replaced by an older version."""

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


def test_a_stored_checkout_is_returned() -> None:
    """A checkout that was not stored is not found."""
    cache = CheckoutCache(2)
    checkout = at_version(1)
    cache.put(checkout)
    assert cache.get(ID) is checkout
    assert cache.get("checkout-9") is None


def test_an_older_version_does_not_replace_a_newer_one() -> None:
    """The newest version stays in the cache, whatever the order of arrival."""
    cache = CheckoutCache(2)
    newer = at_version(3)
    cache.put(newer)
    cache.put(at_version(2))
    assert cache.get(ID) is newer
    newest = at_version(4)
    cache.put(newest)
    assert cache.get(ID) is newest


def test_own_versions_are_marked() -> None:
    """A version recorded by this process is its own, until a later one of another process is stored."""
    cache = CheckoutCache(2)
    seen, recorded, later = at_version(1), at_version(2), at_version(3)
    cache.put(seen)
    assert cache.own(ID) is None
    cache.put(recorded, is_own=True)
    assert cache.own(ID) is recorded
    cache.put(later)
    assert (cache.own(ID), cache.get(ID)) == (None, later)


@pytest.mark.parametrize("size", [0, 1, 3])
def test_the_cache_is_bounded(size: int) -> None:
    """The cache keeps as many checkouts as its size, and these are the latest."""
    cache = CheckoutCache(size)
    names = [f"checkout-{n}" for n in range(10)]
    for name in names:
        cache.put(at_version(1, name))
    assert [name for name in names if cache.get(name)] == names[10 - size :]


def test_the_least_recently_used_checkout_is_evicted() -> None:
    """Reading a checkout counts as its use."""
    cache = CheckoutCache(2)
    cache.put(at_version(1, "a"))
    cache.put(at_version(1, "b"))
    cache.get("a")
    cache.put(at_version(1, "c"))
    assert (cache.get("b"), cache.get("a") is None) == (None, False)


def test_a_changed_checkout_is_kept() -> None:
    """Storing a new version counts as its use."""
    cache = CheckoutCache(2)
    cache.put(at_version(1, "a"))
    cache.put(at_version(1, "b"))
    cache.put(at_version(2, "a"))
    cache.put(at_version(1, "c"))
    assert (cache.get("b"), cache.get("a") is None) == (None, False)


async def test_a_service_without_a_cache_gives_the_same_results() -> None:
    """With a cache of size zero, reads and changes give the same results."""
    app = ApplicationFixture(cached=0)
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, Suspend())
    assert (await app.read(checkout.id)).version == 3
    assert (await app.change(checkout.id, ChangeReference(reference="A-1"))).version == 4


async def test_a_refused_change_does_not_touch_the_cached_copy(app: ApplicationFixture) -> None:
    """A change is decided on a draft, and not on the cached copy."""
    checkout = await app.open(SHIRT)
    before = await app.read(checkout.id)
    with pytest.raises(StaleVersion):
        await app.change(checkout.id, Suspend(), expected=(1,))
    assert await app.read(checkout.id) is before


async def test_what_was_not_recorded_is_not_cached(app: ApplicationFixture) -> None:
    """A change whose append failed does not change the cached copy."""
    checkout = await app.open(SHIRT)
    app.store.fail_next_append(StoreUnavailable())
    with pytest.raises(StoreUnavailable):
        await app.change(checkout.id, Suspend())
    assert (await app.read(checkout.id)).stage is Stage.OPEN


async def test_a_slow_read_does_not_replace_a_newer_copy(app: ApplicationFixture) -> None:
    """A read that starts before a change and ends after it keeps the newer copy in the cache."""
    checkout = await app.open(SHIRT)
    fresh = app.start_process()
    hold = fresh.store.hold_next_read()
    slow = asyncio.create_task(fresh.read(checkout.id))
    await hold.reached.wait()
    changed = await fresh.change(checkout.id, Suspend())
    hold.resumed.set()
    assert (await slow).version == 2
    assert fresh.cache.get(checkout.id) is changed


async def test_the_process_that_changed_last_appends_without_reading(
    app: ApplicationFixture,
) -> None:
    """Consecutive changes of one process need no reads. A refusal is confirmed by a read."""
    checkout = await app.open(SHIRT)
    before = app.store.reads
    for n in range(3):
        await app.change(checkout.id, ChangeReference(reference=f"A-{n}"))
    assert (len(app.store.appends), app.store.reads) == (4, before)
    with pytest.raises(StaleVersion):
        await app.change(checkout.id, Suspend(), expected=(1,))
    assert app.store.reads > before


async def test_a_process_reads_before_it_changes_foreign_versions(app: ApplicationFixture) -> None:
    """If the cached version is of another process, a change reads first, so that no append conflicts."""
    checkout = await app.open(SHIRT)
    other = app.start_process()
    await other.change(checkout.id, ChangeReference(reference="A-1"))
    await app.read(checkout.id)
    await other.change(checkout.id, ChangeReference(reference="A-2"))
    before = app.store.reads
    changed = await app.change(checkout.id, ChangeReference(reference="A-3"))
    assert (changed.version, app.store.reads) == (5, before + 1)
