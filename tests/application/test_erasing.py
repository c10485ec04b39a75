"""Data that has to go: said in the history, and then unreadable wherever it was kept."""

import asyncio
from datetime import timedelta

import pytest

from application.jobs.erasure import erase_what_is_due
from application.ports.key_vault import DataKeyId
from domain.events import DataErased
from interfaces.storage.codecs.sealing import TamperedText, is_sealed
from interfaces.storage.memory.key_vault import InMemoryKeyVault
from tests.application.application_fixture import ApplicationFixture, Hold
from tests.domain.event_builders import SHIRT

KEPT = timedelta(days=45)


async def _sealed(
    app: ApplicationFixture, vault: InMemoryKeyVault, name: DataKeyId, text: str
) -> str:
    (sealed,) = await vault.seal(name, [text], destroy_after=app.clock() + KEPT)
    return sealed


async def test_what_is_due_is_erased_and_said_to_be(app: ApplicationFixture) -> None:
    """After its time a key is gone, and the history has an event that says what went."""
    vault = InMemoryKeyVault()
    checkout = await app.open(SHIRT)
    name = DataKeyId(checkout_id=checkout.id, data_class="merchant-data")
    sealed = await _sealed(app, vault, name, "basket 17")
    assert await vault.open(name, [sealed]) == ["basket 17"]
    assert await erase_what_is_due(app.checkouts, vault, app.clock) == 0
    app.clock.passes(KEPT)
    assert await erase_what_is_due(app.checkouts, vault, app.clock) == 1
    assert await vault.open(name, [sealed]) == [None]
    assert (await app.history(checkout.id))[-1] == DataErased.__name__


async def test_a_crash_between_the_two_is_made_good(app: ApplicationFixture) -> None:
    """Where the event was recorded and the key stayed, the next look destroys it and records nothing more."""
    vault = InMemoryKeyVault()
    checkout = await app.open(SHIRT)
    name = DataKeyId(checkout_id=checkout.id, data_class="merchant-data")
    await _sealed(app, vault, name, "basket 17")
    app.clock.passes(KEPT)
    await app.checkouts.erase(checkout.id, "merchant-data")
    recorded = await app.history(checkout.id)
    await erase_what_is_due(app.checkouts, vault, app.clock)
    assert await app.history(checkout.id) == recorded
    assert await vault.due(app.clock(), 10) == []


async def test_an_overlapping_change_postpones_it(app: ApplicationFixture) -> None:
    """Where another change came first the key stays, and goes a minute later."""
    vault = InMemoryKeyVault()
    checkout = await app.open(SHIRT)
    name = DataKeyId(checkout_id=checkout.id, data_class="merchant-data")
    await _sealed(app, vault, name, "basket 17")
    app.clock.passes(KEPT)
    hold: Hold = app.store.hold_next_append()
    erasing = asyncio.ensure_future(erase_what_is_due(app.checkouts, vault, app.clock))
    await hold.reached.wait()
    await app.checkouts.expire(checkout.id)
    hold.let_go.set()
    assert await erasing == 1
    assert (await app.history(checkout.id))[-1] == "Expired"
    app.clock.passes(timedelta(minutes=1))
    assert await erase_what_is_due(app.checkouts, vault, app.clock) == 1
    assert (await app.history(checkout.id))[-1] == DataErased.__name__


async def test_a_key_without_a_checkout_goes_too(app: ApplicationFixture) -> None:
    """A key whose checkout was never opened is destroyed all the same."""
    vault = InMemoryKeyVault()
    name = DataKeyId(checkout_id="nobody", data_class="merchant-data")
    await _sealed(app, vault, name, "basket 17")
    app.clock.passes(KEPT)
    await erase_what_is_due(app.checkouts, vault, app.clock)
    assert await vault.due(app.clock(), 10) == []


async def test_the_same_text_is_sealed_to_the_same(app: ApplicationFixture) -> None:
    """So a shop that sends its data again changes nothing."""
    vault = InMemoryKeyVault()
    name = DataKeyId(checkout_id="c", data_class="merchant-data")
    first = await _sealed(app, vault, name, "basket 17")
    assert is_sealed(first)
    assert "basket" not in first
    assert await _sealed(app, vault, name, "basket 17") == first
    assert await _sealed(app, vault, name, "basket 18") != first


async def test_a_text_opens_for_its_own_checkout_and_class_only(app: ApplicationFixture) -> None:
    """What was copied from elsewhere or altered is not opened."""
    vault = InMemoryKeyVault()
    name = DataKeyId(checkout_id="c", data_class="merchant-data")
    sealed = await _sealed(app, vault, name, "basket 17")
    other = DataKeyId(checkout_id="d", data_class="merchant-data")
    await _sealed(app, vault, other, "another")
    assert await vault.open(other, [sealed]) == [None]
    altered = sealed[:-6] + ("AAAA==" if sealed[-6:] != "AAAA==" else "BBBB==")
    with pytest.raises(TamperedText):
        await vault.open(name, [altered])


async def test_a_key_that_is_made_anew_opens_nothing_old(app: ApplicationFixture) -> None:
    """Data that comes after the erasure is sealed with another key; what went stays gone."""
    vault = InMemoryKeyVault()
    name = DataKeyId(checkout_id="c", data_class="merchant-data")
    old = await _sealed(app, vault, name, "basket 17")
    await vault.destroy(name)
    new = await _sealed(app, vault, name, "basket 18")
    assert await vault.open(name, [old, new, "never sealed"]) == [
        None,
        "basket 18",
        "never sealed",
    ]
