"""Whether the shop was called, about which event, and with which outcome."""

from datetime import datetime

import pytest

from application.history.answers.later_facts import ReceiverNotKnown, ShopCalled, ShopNotCalled
from application.ports.webhooks.webhook_log import (
    AttemptOutcome,
    DeliveryAttempt,
    DeliveryState,
    WebhookDelivery,
)
from domain.checkout import Checkout
from tests.application.application_fixture import ApplicationFixture
from tests.application.history.answers.answering import answers_of, texts_of
from tests.domain.event_builders import NOW, SHIRT
from tests.interfaces.api.history.webhook_deliveries import ListedDeliveries


def call(
    checkout: Checkout,
    state: DeliveryState,
    status: int | None,
    at: datetime = NOW,
    number: int = 1,
) -> WebhookDelivery:
    """A callback about the second version, with one attempt unless the status is None."""
    attempt = DeliveryAttempt(
        number=1,
        at=at,
        outcome=AttemptOutcome.DELIVERED,
        status=status,
        milliseconds=8,
        problem=None,
    )
    return WebhookDelivery(
        id=number,
        checkout_id=checkout.id,
        version=2,
        merchant="demo",
        channel="walley.notification",
        method="GET",
        url="https://shop.example/n",
        receiver="https://shop.example",
        state=state,
        made_at=at,
        due=None,
        attempts=() if status is None else (attempt,),
    )


async def test_no_callback_is_an_answer(app: ApplicationFixture) -> None:
    """That none is recorded is said."""
    found = await answers_of(app, await app.open(SHIRT))
    assert found.calls == ShopNotCalled()
    assert "No callback to the shop is recorded." in texts_of(found)


@pytest.mark.parametrize(
    ("state", "status", "text"),
    [
        (DeliveryState.DELIVERED, 200, "The shop confirmed walley.notification about version 2"),
        (DeliveryState.WAITING, None, "waits for its first attempt."),
        (DeliveryState.WAITING, 500, "waits for another attempt."),
        (DeliveryState.PARKED, 500, "It is parked after one attempt at "),
        (DeliveryState.ENDED, 410, "The shop did not accept walley.notification"),
        (DeliveryState.ANSWERED, 200, "The shop was asked to validate version 2 at "),
    ],
)
async def test_each_state_of_a_callback_has_its_sentence(
    app: ApplicationFixture, state: DeliveryState, status: int | None, text: str
) -> None:
    """The facts have the event that caused the callback, and the sentence says what became of it."""
    checkout = await app.open(SHIRT)
    log = ListedDeliveries()
    log.listed = [call(checkout, state, status)]
    found = await answers_of(app, checkout, log)
    assert isinstance(found.calls, ShopCalled)
    (only,) = found.calls.calls
    is_question = state is DeliveryState.ANSWERED
    assert only.topic == ("" if is_question else "checkout.cart-replaced")
    assert any(text in each for each in texts_of(found))
    assert (ReceiverNotKnown() in found.unknown) == (state is DeliveryState.DELIVERED)


async def test_the_newest_callbacks_are_named(app: ApplicationFixture) -> None:
    """Older ones are counted."""
    checkout = await app.open(SHIRT)
    log = ListedDeliveries()
    log.listed = [call(checkout, DeliveryState.PARKED, 500, number=n) for n in range(1, 9)]
    found = (await answers_of(app, checkout, log)).calls
    assert isinstance(found, ShopCalled)
    assert ([each.delivery for each in found.calls], found.earlier) == ([4, 5, 6, 7, 8], 3)
