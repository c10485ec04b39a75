"""Data that has to go: said in the history, and then unreadable wherever it was kept."""

import asyncio
from datetime import timedelta

import pytest

from application.jobs.erasure import erase_what_is_due
from application.ports.key_vault import DataKeyId
from domain.events import DataErased
from interfaces.storage.memory.key_vault import InMemoryKeyVault
from interfaces.storage.postgres.tables.sealing import TamperedText, is_sealed
from tests.application.till import Hold, Till
from tests.domain.happenings import SHIRT

KEPT = timedelta(days=45)


async def _sealed(till: Till, vault: InMemoryKeyVault, name: DataKeyId, text: str) -> str:
    (sealed,) = await vault.seal(name, [text], destroy_after=till.clock() + KEPT)
    return sealed


async def test_what_is_due_is_erased_and_said_to_be(till: Till) -> None:
    """After its time a key is gone, and the history has an event that says what went."""
    vault = InMemoryKeyVault()
    checkout = await till.open(SHIRT)
    name = DataKeyId(checkout_id=checkout.id, data_class="merchant-data")
    sealed = await _sealed(till, vault, name, "basket 17")
    assert await vault.opened(name, [sealed]) == ["basket 17"]
    assert await erase_what_is_due(till.checkouts, vault, till.clock) == 0
    till.clock.passes(KEPT)
    assert await erase_what_is_due(till.checkouts, vault, till.clock) == 1
    assert await vault.opened(name, [sealed]) == [None]
    assert (await till.history(checkout.id))[-1] == DataErased.__name__


async def test_a_crash_between_the_two_is_made_good(till: Till) -> None:
    """Where the event was recorded and the key stayed, the next look destroys it and records nothing more."""
    vault = InMemoryKeyVault()
    checkout = await till.open(SHIRT)
    name = DataKeyId(checkout_id=checkout.id, data_class="merchant-data")
    await _sealed(till, vault, name, "basket 17")
    till.clock.passes(KEPT)
    await till.checkouts.erase(checkout.id, "merchant-data")
    recorded = await till.history(checkout.id)
    await erase_what_is_due(till.checkouts, vault, till.clock)
    assert await till.history(checkout.id) == recorded
    assert await vault.due(till.clock(), 10) == []


async def test_an_overlapping_change_postpones_it(till: Till) -> None:
    """Where another change came first the key stays, and goes a minute later."""
    vault = InMemoryKeyVault()
    checkout = await till.open(SHIRT)
    name = DataKeyId(checkout_id=checkout.id, data_class="merchant-data")
    await _sealed(till, vault, name, "basket 17")
    till.clock.passes(KEPT)
    hold: Hold = till.store.hold_next_append()
    erasing = asyncio.ensure_future(erase_what_is_due(till.checkouts, vault, till.clock))
    await hold.reached.wait()
    await till.checkouts.expire(checkout.id)
    hold.let_go.set()
    assert await erasing == 1
    assert (await till.history(checkout.id))[-1] == "Expired"
    till.clock.passes(timedelta(minutes=1))
    assert await erase_what_is_due(till.checkouts, vault, till.clock) == 1
    assert (await till.history(checkout.id))[-1] == DataErased.__name__


async def test_a_key_without_a_checkout_goes_too(till: Till) -> None:
    """A key whose checkout was never opened is destroyed all the same."""
    vault = InMemoryKeyVault()
    name = DataKeyId(checkout_id="nobody", data_class="merchant-data")
    await _sealed(till, vault, name, "basket 17")
    till.clock.passes(KEPT)
    await erase_what_is_due(till.checkouts, vault, till.clock)
    assert await vault.due(till.clock(), 10) == []


async def test_the_same_text_is_sealed_to_the_same(till: Till) -> None:
    """So a shop that sends its data again changes nothing."""
    vault = InMemoryKeyVault()
    name = DataKeyId(checkout_id="c", data_class="merchant-data")
    first = await _sealed(till, vault, name, "basket 17")
    assert is_sealed(first)
    assert "basket" not in first
    assert await _sealed(till, vault, name, "basket 17") == first
    assert await _sealed(till, vault, name, "basket 18") != first


async def test_a_text_opens_for_its_own_checkout_and_class_only(till: Till) -> None:
    """What was copied from elsewhere or altered is not opened."""
    vault = InMemoryKeyVault()
    name = DataKeyId(checkout_id="c", data_class="merchant-data")
    sealed = await _sealed(till, vault, name, "basket 17")
    other = DataKeyId(checkout_id="d", data_class="merchant-data")
    await _sealed(till, vault, other, "another")
    assert await vault.opened(other, [sealed]) == [None]
    altered = sealed[:-6] + ("AAAA==" if sealed[-6:] != "AAAA==" else "BBBB==")
    with pytest.raises(TamperedText):
        await vault.opened(name, [altered])


async def test_a_key_that_is_made_anew_opens_nothing_old(till: Till) -> None:
    """Data that comes after the erasure is sealed with another key; what went stays gone."""
    vault = InMemoryKeyVault()
    name = DataKeyId(checkout_id="c", data_class="merchant-data")
    old = await _sealed(till, vault, name, "basket 17")
    await vault.destroy(name)
    new = await _sealed(till, vault, name, "basket 18")
    assert await vault.opened(name, [old, new, "never sealed"]) == [
        None,
        "basket 18",
        "never sealed",
    ]
