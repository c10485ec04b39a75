"""The place of delivery attempts in the timeline of a checkout."""

from dataclasses import replace
from datetime import datetime, timedelta

from application.history.timeline import CallbackEntry, ChangeDescription, describe, timeline
from application.ports.webhooks.webhook_log import (
    AttemptOutcome,
    DeliveryAttempt,
    DeliveryState,
    WebhookDelivery,
)
from tests.domain.event_builders import (
    ID,
    NOW,
    SHIRT,
    cart_replaced,
    completed,
    numbered,
    opened,
    purchase_committed,
    reference_changed,
)

SECOND = timedelta(seconds=1)


def attempt(at: datetime, number: int = 1) -> DeliveryAttempt:
    """A successful attempt."""
    return DeliveryAttempt(
        number=number,
        at=at,
        outcome=AttemptOutcome.DELIVERED,
        status=200,
        milliseconds=5,
        problem=None,
    )


def delivery(version: int, *attempts: DeliveryAttempt) -> WebhookDelivery:
    """A delivery for the event of `version`."""
    return WebhookDelivery(
        id=version,
        checkout_id=ID,
        version=version,
        merchant="demo",
        channel="walley.notification",
        method="GET",
        url="https://shop.example/",
        receiver="https://shop.example",
        state=DeliveryState.DELIVERED,
        made_at=NOW,
        due=None,
        attempts=attempts,
    )


def history() -> list[ChangeDescription]:
    """Five versions, a second apart."""
    happened = numbered(
        [
            opened(),
            cart_replaced(SHIRT),
            purchase_committed(10_000, shown_version=2),
            completed(),
            reference_changed("order-7"),
        ]
    )
    return describe(
        [replace(event, timestamp=NOW + number * SECOND) for number, event in enumerate(happened)]
    )


def order(*deliveries: WebhookDelivery) -> list[int | str]:
    """Return versions as numbers, and attempts as `version-number`."""
    requests = timeline(history(), [], deliveries)
    entries: list[int | str] = []
    for each in (happened for request in requests for happened in request.happened):
        match each:
            case ChangeDescription(event=event):
                entries.append(event.originator_version)
            case CallbackEntry(delivery=delivered, attempt=made_attempt):
                entries.append(f"{delivered.version}-{made_attempt.number}")
    return entries


def test_an_attempt_is_placed_at_its_time() -> None:
    """Each attempt is placed after the events that were recorded before it."""
    late = delivery(4, attempt(NOW + 3.5 * SECOND), attempt(NOW + 60 * SECOND, 2))
    assert order(late) == [1, 2, 3, 4, "4-1", 5, "4-2"]


def test_an_attempt_is_never_before_its_event() -> None:
    """An attempt whose clock is behind is placed after the event of its delivery."""
    assert order(delivery(4, attempt(NOW - 60 * SECOND))) == [1, 2, 3, 4, "4-1", 5]


def test_a_validation_is_placed_before_the_commitment() -> None:
    """A validation request is placed after the version that the customer was shown."""
    assert order(delivery(2, attempt(NOW + 1.5 * SECOND))) == [1, 2, "2-1", 3, 4, 5]


def test_the_actor_of_an_attempt_is_tillroll() -> None:
    """Each attempt is a request of its own, and its id has the numbers of the delivery and the attempt."""
    requests = timeline(history(), [], [delivery(4, attempt(NOW + 60 * SECOND, 3))])
    by = requests[-1].provenance
    assert (by.actor, by.dialect) == ("system:delivery", "walley")
    assert (by.operation, by.request_id) == ("walley.notification", "delivery-4-3")
