"""Deriving deliveries: exactly one per event and request, also with concurrent or repeated runs."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace

import psycopg

from application.ports.webhooks.webhook_log import AttemptOutcome, DeliveryState, WebhookFilter
from application.webhooks.callbacks import OutgoingRequest
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from interfaces.storage.postgres.outbox.projection import OutboxIndexer
from interfaces.storage.postgres.outbox.recorder import OutboxRecorder
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from tests.interfaces.webhooks.receivers import receiving, statuses
from tests.interfaces.webhooks.webhook_fixture import (
    TEST_DIALECT,
    WebhookFixture,
    send_due_deliveries,
)

URL = "https://shop.example/"
_ALL = WebhookFilter()
_LAST_EVENT = "SELECT max(notification_id) FROM tillroll.checkout_events"


async def test_each_event_has_one_delivery_per_url(webhook_fixture: WebhookFixture) -> None:
    """A delivery has the state after its event, and deriving again adds none."""
    checkout = await webhook_fixture.purchase(URL, f"{URL}other")
    await webhook_fixture.change_reference(checkout, "order-7")
    await webhook_fixture.derive_deliveries()
    await webhook_fixture.derive_deliveries()

    found = [
        (delivery.version, delivery.url)
        for delivery in await webhook_fixture.deliveries_of(checkout)
    ]
    assert found == [(4, URL), (4, f"{URL}other"), (5, URL), (5, f"{URL}other")]


async def test_events_without_callbacks_have_no_delivery(webhook_fixture: WebhookFixture) -> None:
    """Events that a dialect does not report, and dialects without callbacks, have no delivery."""
    await webhook_fixture.purchase()
    await webhook_fixture.purchase(URL, dialect="silent")
    await webhook_fixture.derive_deliveries()
    assert await webhook_fixture.deliveries.page(_ALL, before=None, limit=10) == []


async def test_the_sender_is_woken_only_for_new_deliveries(webhook_fixture: WebhookFixture) -> None:
    """Each step that records deliveries notifies the sender exactly once, and other steps do not."""
    notifications: list[str] = []

    def derive() -> None:
        with ProjectionDatastore(webhook_fixture.url, schema="tillroll") as datastore:
            deriver = OutboxIndexer(
                datastore, [TEST_DIALECT], lambda: notifications.append("caused")
            )
            while deriver.step():
                pass

    await webhook_fixture.purchase()
    await asyncio.to_thread(derive)
    assert notifications == []
    await webhook_fixture.purchase(URL, f"{URL}other")
    await asyncio.to_thread(derive)
    assert notifications == ["caused"]


async def test_two_concurrent_derivations_record_no_delivery_twice(
    webhook_fixture: WebhookFixture,
) -> None:
    """An indexer that has lost the leader lock records nothing twice, and continues from the recorded position."""
    checkouts = [await webhook_fixture.purchase(URL) for _ in range(3)]

    def derive() -> None:
        with (
            ProjectionDatastore(webhook_fixture.url, schema="tillroll") as ours,
            ProjectionDatastore(webhook_fixture.url, schema="tillroll") as theirs,
        ):
            one, other = (
                OutboxIndexer(each, [TEST_DIALECT], lambda: None) for each in (ours, theirs)
            )
            assert other._view.position() == 0
            other._position = 0
            while one.step():
                pass
            assert other.step() == 0, "the other indexer was faster"
            assert other.step() == 0, "and there is nothing left to do"

    await asyncio.to_thread(derive)

    for checkout in checkouts:
        assert (await webhook_fixture.only_delivery_of(checkout)).url == URL


async def test_a_failing_dialect_parks_its_delivery(webhook_fixture: WebhookFixture) -> None:
    """A delivery whose request cannot be built is parked with the reason. Others are unaffected."""

    def failing(event: CheckoutEvent, checkout: Checkout) -> Sequence[OutgoingRequest]:
        if checkout.id == "checkout-1":
            raise KeyError("urls")
        return TEST_DIALECT.requests_for(event, checkout)

    one, other = await webhook_fixture.purchase(URL), await webhook_fixture.purchase(URL)
    await webhook_fixture.derive_deliveries([replace(TEST_DIALECT, requests_for=failing)])

    parked = await webhook_fixture.only_delivery_of(one)
    assert parked.state is DeliveryState.PARKED
    (attempt,) = parked.attempts
    assert (attempt.number, attempt.outcome) == (0, AttemptOutcome.NOT_SENT)
    assert "KeyError('urls')" in (attempt.problem or "")
    assert not await webhook_fixture.deliveries.resend(parked.id, webhook_fixture.clock())
    assert (await webhook_fixture.only_delivery_of(other)).state is DeliveryState.WAITING


async def test_a_delivery_has_the_state_of_its_event(webhook_fixture: WebhookFixture) -> None:
    """The body has the state after the event, whatever was recorded later."""
    async with receiving(statuses(200)) as shop:
        checkout = await webhook_fixture.purchase(shop.url)
        await webhook_fixture.derive_deliveries()
        await webhook_fixture.change_reference(checkout, "order-7")
        await send_due_deliveries(await webhook_fixture.sender())
    assert shop.received[0].body == b'{"version": 4, "reference": null}'


async def test_events_of_shops_without_callbacks_are_counted_and_commit_nothing(
    webhook_fixture: WebhookFixture,
) -> None:
    """A step moves past all events that it read. Their position is not recorded at once."""
    checkout = await webhook_fixture.purchase(URL)
    clock = iter([0.0, 9.9, 9.9])
    steps, recorded = await asyncio.to_thread(_derive_unwanted, webhook_fixture.url, clock)
    assert (steps, recorded) == ([checkout.version, 0], 0)


async def test_an_idle_step_records_the_position_after_ten_seconds(
    webhook_fixture: WebhookFixture,
) -> None:
    """The archive may move the events of a shop without callbacks soon after they were made."""
    await webhook_fixture.purchase(URL)
    clock = iter([0.0, 9.9, 10.0, 10.0])
    _, recorded = await asyncio.to_thread(_derive_unwanted, webhook_fixture.url, clock)
    with psycopg.connect(webhook_fixture.url) as connection:
        (last,) = connection.execute(_LAST_EVENT).fetchone() or (None,)
    assert recorded == last


def _derive_unwanted(url: str, clock: Iterator[float]) -> tuple[list[int], int]:
    """Take two steps past events without callbacks. Return the events of each, and the recorded position."""
    unwanted = replace(TEST_DIALECT, is_wanted=lambda _: False)
    with ProjectionDatastore(url, schema="tillroll") as datastore:
        deriver = OutboxIndexer(datastore, [unwanted], lambda: None, lambda: next(clock))
        return [deriver.step(), deriver.step()], OutboxRecorder(datastore).position()
