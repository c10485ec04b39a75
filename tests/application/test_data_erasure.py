"""Erasing data: an event is recorded, and the key of the data is destroyed."""

import asyncio
from datetime import timedelta

import pytest

from application.ports.key_vault import DataKeyId
from domain.events import DataErased
from interfaces.storage.codecs.sealing import TamperedText, is_sealed
from interfaces.storage.memory.key_vault import InMemoryKeyVault
from tests.application.application_fixture import ApplicationFixture, Hold
from tests.application.persons.erasure_fixture import erase_due
from tests.domain.event_builders import SHIRT, SHOP

KEPT = timedelta(days=45)


async def _seal(
    app: ApplicationFixture, vault: InMemoryKeyVault, name: DataKeyId, text: str
) -> str:
    (sealed,) = await vault.seal(name, [text], destroy_after=app.clock() + KEPT)
    return sealed


async def test_due_data_is_erased_and_an_event_is_recorded(app: ApplicationFixture) -> None:
    """After its time a key is destroyed, and the history has a DataErased event."""
    vault = InMemoryKeyVault()
    checkout = await app.open(SHIRT)
    name = DataKeyId(checkout_id=checkout.id, data_class="merchant-data")
    sealed = await _seal(app, vault, name, "basket 17")
    assert await vault.open(name, [sealed]) == ["basket 17"]
    assert await erase_due(app.checkouts, app.storage.events, vault, app.clock) == 0
    app.clock.advance(KEPT)
    assert await erase_due(app.checkouts, app.storage.events, vault, app.clock) == 1
    assert await vault.open(name, [sealed]) == [None]
    assert (await app.history(checkout.id))[-1] == DataErased.__name__


async def test_an_interrupted_erasure_is_completed(app: ApplicationFixture) -> None:
    """If the event is recorded and the key is not destroyed, the next run destroys it and records no event."""
    vault = InMemoryKeyVault()
    checkout = await app.open(SHIRT)
    name = DataKeyId(checkout_id=checkout.id, data_class="merchant-data")
    await _seal(app, vault, name, "basket 17")
    app.clock.advance(KEPT)
    (key,) = await vault.keys_of([checkout.id])
    await app.checkouts.erase(checkout.id, "merchant-data", key.mark, SHOP)
    recorded = await app.history(checkout.id)
    await erase_due(app.checkouts, app.storage.events, vault, app.clock)
    assert await app.history(checkout.id) == recorded
    assert await vault.due(app.clock(), 10) == []


async def test_an_overlapping_change_postpones_an_erasure(app: ApplicationFixture) -> None:
    """After a conflict with another change the key is kept, and destroyed a minute later."""
    vault = InMemoryKeyVault()
    checkout = await app.open(SHIRT)
    name = DataKeyId(checkout_id=checkout.id, data_class="merchant-data")
    await _seal(app, vault, name, "basket 17")
    app.clock.advance(KEPT)
    hold: Hold = app.store.hold_next_append()
    erasing = asyncio.ensure_future(erase_due(app.checkouts, app.storage.events, vault, app.clock))
    await hold.reached.wait()
    await app.checkouts.expire(checkout.id)
    hold.resumed.set()
    assert await erasing == 1
    assert (await app.history(checkout.id))[-1] == "Expired"
    app.clock.advance(timedelta(minutes=1))
    assert await erase_due(app.checkouts, app.storage.events, vault, app.clock) == 1
    assert (await app.history(checkout.id))[-1] == DataErased.__name__


async def test_a_key_without_a_checkout_is_destroyed(app: ApplicationFixture) -> None:
    """A key whose checkout was never opened is destroyed too."""
    vault = InMemoryKeyVault()
    name = DataKeyId(checkout_id="nobody", data_class="merchant-data")
    await _seal(app, vault, name, "basket 17")
    app.clock.advance(KEPT)
    await erase_due(app.checkouts, app.storage.events, vault, app.clock)
    assert await vault.due(app.clock(), 10) == []


async def test_sealing_is_deterministic(app: ApplicationFixture) -> None:
    """The same text is sealed to the same value, so that sending it again changes nothing."""
    vault = InMemoryKeyVault()
    name = DataKeyId(checkout_id="c", data_class="merchant-data")
    first = await _seal(app, vault, name, "basket 17")
    assert is_sealed(first)
    assert "basket" not in first
    assert await _seal(app, vault, name, "basket 17") == first
    assert await _seal(app, vault, name, "basket 18") != first


async def test_a_text_opens_only_for_its_checkout_and_class(app: ApplicationFixture) -> None:
    """A sealed text of another checkout is not opened, and an altered one raises TamperedText."""
    vault = InMemoryKeyVault()
    name = DataKeyId(checkout_id="c", data_class="merchant-data")
    sealed = await _seal(app, vault, name, "basket 17")
    other = DataKeyId(checkout_id="d", data_class="merchant-data")
    await _seal(app, vault, other, "another")
    assert await vault.open(other, [sealed]) == [None]
    altered = sealed[:-6] + ("AAAA==" if sealed[-6:] != "AAAA==" else "BBBB==")
    with pytest.raises(TamperedText):
        await vault.open(name, [altered])


async def test_a_new_key_does_not_open_erased_data(app: ApplicationFixture) -> None:
    """Data that is sealed after an erasure has another key, and erased data stays unreadable."""
    vault = InMemoryKeyVault()
    name = DataKeyId(checkout_id="c", data_class="merchant-data")
    old = await _seal(app, vault, name, "basket 17")
    await vault.destroy(name, app.clock())
    new = await _seal(app, vault, name, "basket 18")
    assert await vault.open(name, [old, new, "never sealed"]) == [
        None,
        "basket 18",
        "never sealed",
    ]
