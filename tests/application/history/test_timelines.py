"""Where a call to the shop stands among the requests of a checkout."""

from dataclasses import replace
from datetime import datetime, timedelta

from application.history.timeline import CallbackEntry, ChangeDescription, describe, timeline
from application.ports.webhook_log import (
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
    """An attempt that succeeded."""
    return DeliveryAttempt(
        number=number,
        at=at,
        outcome=AttemptOutcome.DELIVERED,
        status=200,
        milliseconds=5,
        problem=None,
    )


def delivery(version: int, *attempts: DeliveryAttempt) -> WebhookDelivery:
    """A callback for what made `version`."""
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
    """Versions as numbers, and calls as the version they are for and the number of the attempt."""
    requests = timeline(history(), [], deliveries)
    said: list[int | str] = []
    for each in (happened for request in requests for happened in request.happened):
        match each:
            case ChangeDescription(event=event):
                said.append(event.originator_version)
            case CallbackEntry(delivery=called, attempt=made):
                said.append(f"{called.version}-{made.number}")
    return said


def test_a_call_stands_where_it_was_made() -> None:
    """After every event that was recorded before it, and each attempt by itself."""
    late = delivery(4, attempt(NOW + 3.5 * SECOND), attempt(NOW + 60 * SECOND, 2))
    assert order(late) == [1, 2, 3, 4, "4-1", 5, "4-2"]


def test_a_call_never_stands_before_its_cause() -> None:
    """Whatever the clock of the server said that made it."""
    assert order(delivery(4, attempt(NOW - 60 * SECOND))) == [1, 2, 3, 4, "4-1", 5]


def test_a_question_stands_before_what_it_led_to() -> None:
    """It was asked about the version that the customer was shown."""
    assert order(delivery(2, attempt(NOW + 1.5 * SECOND))) == [1, 2, "2-1", 3, 4, 5]


def test_calls_come_from_tillroll_itself() -> None:
    """Each is a request of its own, whose number names the delivery and the attempt."""
    requests = timeline(history(), [], [delivery(4, attempt(NOW + 60 * SECOND, 3))])
    by = requests[-1].provenance
    assert (by.actor, by.dialect) == ("system:delivery", "walley")
    assert (by.operation, by.request_id) == ("walley.notification", "delivery-4-3")
