"""Retention: personal data is erased so many days after the end of its checkout."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from application.commands.change import Change
from application.commands.purchase import CancelCheckout, CommitPurchase, CompletePurchase
from application.commands.shop import IdentifyCustomer, Suspend
from application.persons.retention import NO_RETENTION, RetentionPolicy
from application.ports.event_store import StoreUnavailable
from domain.values.payment import Payment
from tests.application.application_fixture import LIFETIME, ApplicationFixture
from tests.application.persons.erasure_fixture import ADA, ErasureFixture

DAYS = RetentionPolicy({"demo": 30})
KEPT = timedelta(days=30)
DAY = timedelta(days=1)


@pytest.fixture
def erasures(app: ApplicationFixture) -> ErasureFixture:
    """The services on the storage of `app`."""
    return ErasureFixture(app)


async def _run(erasures: ErasureFixture, policy: RetentionPolicy = DAYS) -> None:
    await erasures.job.apply(policy)
    await erasures.job.run(policy)


async def _changed(erasures: ErasureFixture, *changes: Change) -> str:
    checkout = await erasures.identified()
    for change in changes:
        await erasures.app.change(checkout.id, change)
    return checkout.id


def _paid(total: int) -> Sequence[Change]:
    return (
        CommitPurchase(shown_version=3),
        CompletePurchase(
            payment=Payment(method="card", amount=total, currency="SEK"),
            order_id="o",
            purchase_id="p",
        ),
    )


async def _is_kept_for(erasures: ErasureFixture, checkout_id: str, time: timedelta) -> None:
    """Assert that the key exists until `time` after now and is destroyed then, with an event."""
    await _run(erasures)
    erasures.app.clock.advance(time - timedelta(seconds=1))
    await _run(erasures)
    assert erasures.has_key(checkout_id)
    erasures.app.clock.advance(timedelta(seconds=1))
    await _run(erasures)
    assert not erasures.has_key(checkout_id)
    assert "DataErased" in await erasures.app.history(checkout_id)


async def test_a_completed_purchase_is_kept_for_its_days(erasures: ErasureFixture) -> None:
    """The retention begins with the completion."""
    checkout = await erasures.identified()
    for change in _paid(checkout.total):
        await erasures.app.change(checkout.id, change)
    await _is_kept_for(erasures, checkout.id, KEPT)


async def test_a_cancelled_checkout_is_kept_for_its_days(erasures: ErasureFixture) -> None:
    """The retention begins with the cancellation. Another erasure, recorded later, does not extend it."""
    checkout_id = await _changed(erasures, CancelCheckout(reason="left"))
    erasures.app.clock.advance(DAY)
    by = erasures.request()
    await erasures.app.checkouts.erase(
        checkout_id,
        "merchant-data",
        "0a" * 32,
        (await erasures.app.storage.events.events(checkout_id))[0].provenance,
    )
    assert by.at == erasures.app.clock()
    await _is_kept_for(erasures, checkout_id, KEPT - DAY)


async def test_an_expired_checkout_is_kept_from_its_deadline(erasures: ErasureFixture) -> None:
    """The retention begins at the deadline, also when the expiry was recorded later."""
    checkout_id = await _changed(erasures)
    erasures.app.clock.advance(LIFETIME.purchase_within + DAY)
    await erasures.app.checkouts.expire(checkout_id)
    await _is_kept_for(erasures, checkout_id, KEPT - DAY)


@pytest.mark.parametrize("changes", [(), (Suspend(),), (CommitPurchase(shown_version=3),)])
async def test_a_checkout_that_has_not_ended_is_kept(
    changes: tuple[Change, ...], erasures: ErasureFixture
) -> None:
    """The job looks at it again after its deadline and the retention."""
    checkout_id = await _changed(erasures, *changes)
    erasures.app.clock.advance(DAY)
    await _run(erasures)
    later = LIFETIME.purchase_within + KEPT
    assert not await erasures.vault.due(erasures.app.clock() + later - 2 * DAY, 10)
    assert await erasures.vault.due(erasures.app.clock() + later - DAY, 10)
    erasures.app.clock.advance(later)
    await _run(erasures)
    assert erasures.has_key(checkout_id)


async def test_data_is_kept_without_a_retention(erasures: ErasureFixture) -> None:
    """Personal data of a merchant without the setting is kept."""
    checkout_id = await _changed(erasures, CancelCheckout(reason="left"))
    erasures.app.clock.advance(100 * KEPT)
    await _run(erasures, NO_RETENTION)
    await _run(erasures, RetentionPolicy({"other": 1}))
    assert erasures.has_key(checkout_id)


async def test_a_new_retention_applies_to_existing_data(erasures: ErasureFixture) -> None:
    """A key that the former setting would have kept is erased after the new days."""
    checkout_id = await _changed(erasures, CancelCheckout(reason="left"))
    erasures.app.clock.advance(2 * DAY)
    await _run(erasures, NO_RETENTION)
    await _run(erasures, RetentionPolicy({"demo": 3}))
    assert erasures.has_key(checkout_id)
    await _run(erasures, RetentionPolicy({"demo": 2}))
    assert not erasures.has_key(checkout_id)


async def test_a_longer_retention_applies_to_existing_data(erasures: ErasureFixture) -> None:
    """A key that the former setting would have destroyed is kept."""
    checkout_id = await _changed(erasures, CancelCheckout(reason="left"))
    await _run(erasures, DAYS)
    erasures.app.clock.advance(KEPT)
    await _run(erasures, RetentionPolicy({"demo": 31}))
    assert erasures.has_key(checkout_id)


async def test_a_process_with_former_settings_erases_nothing(erasures: ErasureFixture) -> None:
    """Only processes with the settings that were applied last look at keys."""
    checkout_id = await _changed(erasures, CancelCheckout(reason="left"))
    erasures.app.clock.advance(2 * DAY)
    await erasures.job.apply(DAYS)
    assert await erasures.job.run(RetentionPolicy({"demo": 1})) == 0
    assert erasures.has_key(checkout_id)


async def test_data_given_after_an_erasure_is_erased_too(erasures: ErasureFixture) -> None:
    """The new key is reviewed, and its erasure has an event of its own."""
    checkout_id = await _changed(erasures)
    by = (await erasures.app.storage.events.events(checkout_id))[0].provenance
    (key,) = await erasures.vault.keys_of([checkout_id])
    await erasures.eraser.erase(key, by)
    await erasures.app.change(checkout_id, IdentifyCustomer(customer=ADA))
    await erasures.app.change(checkout_id, CancelCheckout(reason="left"))
    await _is_kept_for(erasures, checkout_id, KEPT)
    assert (await erasures.app.history(checkout_id)).count("DataErased") == 2


async def test_a_key_that_cannot_be_listed_is_not_destroyed(erasures: ErasureFixture) -> None:
    """If the file of destroyed keys cannot be written, the key exists until it can."""
    checkout_id = await _changed(erasures, CancelCheckout(reason="left"))
    erasures.app.clock.advance(KEPT)
    erasures.destroyed.failures.append(StoreUnavailable("disk full"))
    with pytest.raises(StoreUnavailable):
        await _run(erasures)
    assert erasures.has_key(checkout_id)
    await _run(erasures)
    assert not erasures.has_key(checkout_id)
    assert (await erasures.app.history(checkout_id)).count("DataErased") == 1
