"""Erasures on request: what they find, plan, erase and record."""

import asyncio
from dataclasses import replace

import pytest

from application.address_book.entries import entries_of_rows
from application.commands.purchase import CancelCheckout, CommitPurchase
from application.commands.shop import IdentifyCustomer, ReplaceMetadata
from application.persons.subjects import PersonSubject, SubjectKind
from application.ports.catalogue import BuyerAddress
from application.ports.erasures.destroyed_keys import DestroyedKey
from application.ports.event_store import StoreUnavailable
from application.ports.key_vault import DataKeyId
from domain.events import DataErased
from domain.stage import Stage
from tests.application.application_fixture import ApplicationFixture
from tests.application.persons.erasure_fixture import ADA, BY_EMAIL, ErasureFixture


@pytest.fixture
def erasures(app: ApplicationFixture) -> ErasureFixture:
    """The services on the storage of `app`."""
    return ErasureFixture(app)


async def _erase(erasures: ErasureFixture, subject: PersonSubject = BY_EMAIL) -> None:
    request = erasures.request()
    await erasures.requests.plan(request, await erasures.requests.find(subject))
    await erasures.requests.carry_out(request)


async def _found(erasures: ErasureFixture, *, only_ended: bool = False) -> list[tuple[str, Stage]]:
    found = await erasures.requests.find(BY_EMAIL, only_ended=only_ended)
    return [(each.checkout_id, each.stage) for each in found]


async def test_checkouts_are_listed_with_their_stage(erasures: ErasureFixture) -> None:
    """Checkouts that are open or committed are listed, and left out on request."""
    opened = await erasures.identified()
    committed = await erasures.identified()
    await erasures.app.change(committed.id, CommitPurchase(shown_version=3))
    ended = await erasures.identified()
    await erasures.app.change(ended.id, CancelCheckout(reason="left"))
    await erasures.identified(replace(ADA, email="grace@example.com"))
    assert await _found(erasures) == [
        (opened.id, Stage.OPEN),
        (committed.id, Stage.COMMITTED),
        (ended.id, Stage.CANCELLED),
    ]
    assert await _found(erasures, only_ended=True) == [(ended.id, Stage.CANCELLED)]


async def test_every_class_of_data_is_erased(erasures: ErasureFixture) -> None:
    """The key of each class is destroyed, each with an event, and the person is no longer found."""
    checkout = await erasures.identified()
    name = DataKeyId(checkout_id=checkout.id, data_class="merchant-data")
    (sealed,) = await erasures.vault.seal(name, ["basket"], destroy_after=erasures.app.clock())
    await erasures.app.change(checkout.id, ReplaceMetadata(metadata=f'"{sealed}"'))
    await _erase(erasures)
    events = await erasures.app.storage.events.events(checkout.id)
    erased = [event for event in events if isinstance(event, DataErased)]
    assert [event.data_class for event in erased] == ["merchant-data", "person"]
    assert {event.provenance.actor for event in erased} == {"user:grace"}
    assert {event.provenance.request_id for event in erased} == {"r-9"}
    assert not erasures.has_key(checkout.id)
    assert not erasures.has_key(checkout.id, "merchant-data")
    assert await _found(erasures) == []
    assert (await erasures.app.read(checkout.id)).customer is None


async def test_a_key_is_listed_before_it_is_destroyed(erasures: ErasureFixture) -> None:
    """If the list fails, the key stays and the plan is open. `resume` completes it with no second event."""
    checkout = await erasures.identified()
    erasures.destroyed.failures.append(StoreUnavailable("disk full"))
    with pytest.raises(StoreUnavailable):
        await _erase(erasures)
    assert erasures.has_key(checkout.id)
    assert await erasures.requests.resume() == 1
    assert not erasures.has_key(checkout.id)
    assert (await erasures.app.history(checkout.id)).count("DataErased") == 1
    (listed,) = erasures.destroyed.entries
    assert (listed.key.name.checkout_id, listed.erasure_id) == (checkout.id, "erasure-9")


async def test_a_part_is_completed_later(erasures: ErasureFixture) -> None:
    """With a limit, the certificate is not complete until `resume` has erased the rest."""
    for _ in range(3):
        await erasures.identified()
    request = erasures.request()
    await erasures.requests.plan(request, await erasures.requests.find(BY_EMAIL))
    counts: list[tuple[int, int]] = []
    part = await erasures.requests.carry_out(
        request, limit=2, progress=lambda done, total: counts.append((done, total))
    )
    assert part is not None
    assert not part.is_complete
    assert counts == [(1, 3), (2, 3)]
    assert await erasures.requests.resume() == 1
    certificate = await erasures.requests.certificate(request.id)
    assert certificate is not None
    assert certificate.is_complete


async def test_an_overlapping_change_delays_an_erasure(erasures: ErasureFixture) -> None:
    """An erasure that overlaps with a change of the checkout is decided again, and completed."""
    checkout = await erasures.identified()
    hold = erasures.app.store.hold_next_append()
    erasing = asyncio.create_task(_erase(erasures))
    await hold.reached.wait()
    await erasures.app.change(checkout.id, ReplaceMetadata(metadata='"changed"'))
    hold.resumed.set()
    await erasing
    assert not erasures.has_key(checkout.id)
    assert (await erasures.app.history(checkout.id))[-2:] == ["MetadataReplaced", "DataErased"]


async def test_a_checkout_is_found_by_earlier_data(erasures: ErasureFixture) -> None:
    """A customer who gave another address later is found by the first one too: old events have it."""
    checkout = await erasures.identified()
    other = replace(ADA, email="countess@example.com")
    await erasures.app.change(checkout.id, IdentifyCustomer(customer=other))
    assert await _found(erasures) == [(checkout.id, Stage.OPEN)]


async def test_other_kinds_find_nothing(erasures: ErasureFixture) -> None:
    """A text is compared only with values of the kinds that it is read as."""
    await erasures.identified()
    by_phone = PersonSubject(text="ada@example.com", kinds=(SubjectKind.PHONE, SubjectKind.NAME))
    assert await erasures.requests.find(by_phone) == []


async def test_restored_keys_are_erased_with_an_event(erasures: ErasureFixture) -> None:
    """A listed key that exists in a history without its erasure is destroyed, under the id of the first erasure."""
    checkout = await erasures.identified()
    backup = dict(erasures.vault._keys)
    await _erase(erasures)
    erasures.vault._keys.update(backup)
    restored = ErasureFixture(erasures.app)
    restored.destroyed.entries = erasures.destroyed.entries
    assert await restored.restored.erase() == 1
    assert not restored.has_key(checkout.id)
    assert await restored.restored.erase() == 0
    certificate = await restored.requests.certificate("erasure-9")
    assert certificate is not None
    assert certificate.is_complete


async def test_a_restored_address_book_is_erased_again(erasures: ErasureFixture) -> None:
    """Its key is listed like any other. The certificate of the first erasure has its merchant."""
    storage = erasures.app.storage
    row = BuyerAddress(email="ada@example.com", line_one="1", city="Lund", country="SE")
    await storage.address_book.remember("demo", entries_of_rows([row]), at=erasures.app.clock())
    (book,) = await erasures.requests.find_books(BY_EMAIL)
    erasures.destroyed.entries.append(
        DestroyedKey(key=book.key, at=erasures.app.clock(), erasure_id="erasure-7")
    )
    assert await erasures.restored.erase() == 1
    assert await erasures.requests.find_books(BY_EMAIL) == []
    certificate = await erasures.requests.certificate("erasure-7")
    assert certificate is not None
    assert [(each.key, each.merchant) for each in certificate.keys] == [(book.key, "demo")]
