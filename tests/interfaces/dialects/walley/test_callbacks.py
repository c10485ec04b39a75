"""Walley's callbacks: notifications and the validation of a purchase."""

import json
from collections.abc import Mapping

import pytest

from application.ports.purchase_validation import Approved, Rejected
from application.webhooks.callbacks import Verdict
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from domain.values.payment import RefundCause
from interfaces.dialects.walley.webhooks import understood, walley_callbacks
from tests.domain.event_builders import (
    PAID,
    SHIRT,
    EventAt,
    cart_replaced,
    commitment_released,
    completed,
    numbered,
    opened,
    purchase_committed,
    reference_changed,
    surplus_payment_received,
)
from tests.domain.scenario import replay

NOTIFY = "https://shop.example/notify?id={checkout.id}&token={checkout.publictoken}"
SETTINGS = {"storeId": 1001, "notificationUri": NOTIFY}
WALLEY = walley_callbacks()
BOUGHT = (cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2), completed())


def history(*happened: EventAt, settings: Mapping[str, object] = SETTINGS) -> list[CheckoutEvent]:
    """The events of a checkout with these settings."""
    return numbered([opened(settings=json.dumps(settings)), *happened])


def calls(events: list[CheckoutEvent]) -> list[tuple[str, str]]:
    """Every callback request that the events cause: method and URL."""
    return [
        (outgoing.method, outgoing.url)
        for number, event in enumerate(events, 1)
        if event.TOPIC in WALLEY.topics
        for outgoing in WALLEY.requests_for(event, replay(events[:number]))
    ]


def checkout(settings: Mapping[str, object]) -> Checkout:
    """A checkout that can be purchased."""
    return replay(history(cart_replaced(SHIRT), settings=settings))


def test_a_payment_to_refund_is_notified() -> None:
    """A payment that has to be refunded causes a notification, also when no purchase is complete."""
    surplus = surplus_payment_received(PAID, 3, RefundCause.SECOND_CHARGE, PAID)
    late = surplus_payment_received(PAID, 3, RefundCause.LATE_SUCCESS)
    assert len(calls(history(*BOUGHT, surplus))) == 2
    assert len(calls(history(*BOUGHT[:-1], commitment_released(), late))) == 1


def test_a_purchase_is_notified() -> None:
    """A completed purchase causes a GET to the shop's URI with the placeholders filled in."""
    events = history(*BOUGHT)
    bought = replay(events)

    url = f"https://shop.example/notify?id={bought.id}&token={bought.public_token}"
    assert calls(events) == [("GET", url)]


def test_a_change_of_reference_after_the_purchase_is_notified() -> None:
    """A change of reference causes a notification after the purchase, and none before it."""
    before = (reference_changed("a"), cart_replaced(SHIRT), purchase_committed(10_000, 3))
    events = history(*before, completed(), reference_changed("b"))
    assert len(calls(events)) == 2


@pytest.mark.parametrize(
    ("kinds", "count"), [(["PaymentFailed"], 1), (["ValidateOrder"], 0), ([], 0), (None, 0)]
)
def test_a_failed_payment_is_notified_on_request(kinds: list[str] | None, count: int) -> None:
    """A failed payment is notified if the callbackTypes contain PaymentFailed."""
    uri = "https://shop.example/callback"
    callback = None if kinds is None else {"callbackUri": uri, "callbackTypes": kinds}
    settings = SETTINGS if callback is None else {**SETTINGS, "callback": callback}
    events = history(*BOUGHT[:2], commitment_released("declined"), settings=settings)
    assert calls(events) == [("GET", uri)] * count


@pytest.mark.parametrize("settings", [{}, {"notificationUri": None}])
def test_a_checkout_without_a_uri_has_no_callbacks(settings: Mapping[str, object]) -> None:
    """Without a URI there is no notification, no validation and no error."""
    assert calls(history(*BOUGHT, settings=settings)) == []
    assert WALLEY.question(checkout(settings)) is None


@pytest.mark.parametrize("status", [100, 199, 201, 204, 301, 400, 404, 500, 599])
def test_only_200_counts_as_delivered(status: int) -> None:
    """200 is a delivery, and any other status is retried."""
    (channel,) = WALLEY.channels
    assert channel.judge(200) is Verdict.DELIVERED
    assert channel.judge(status) is Verdict.AGAIN


def test_the_validation_request() -> None:
    """The validation is a POST without a body to `validationUri`, or else to a ValidateOrder callback."""
    callback = {"callbackUri": "https://shop.example/c", "callbackTypes": ["ValidateOrder"]}
    own = {"validationUri": "https://shop.example/v?id={checkout.id}"}

    questions = [
        WALLEY.question(checkout(it))
        for it in ({"callback": callback, **own}, {"callback": callback})
    ]

    requests = [question.request for question in questions if question]
    assert [(it.method, it.body) for it in requests] == [("POST", b"")] * 2
    assert [it.url for it in requests] == [
        f"https://shop.example/v?id={checkout({}).id}",
        "https://shop.example/c",
    ]
    assert all(question and isinstance(question.unanswered, Rejected) for question in questions)


@pytest.mark.parametrize("status", [200, 201, 204, 299])
@pytest.mark.parametrize(
    ("body", "reference"),
    [
        (b"", None),
        (b'{"orderReference":"order-7"}', "order-7"),
        (b'{"orderReference":"  order-7 "}', "order-7"),
        (b'{"orderReference":"%s"}' % (b"x" * 50), "x" * 50),
        (b'{"orderReference":"%s"}' % (b"x" * 51), None),
        (b'{"orderReference":""}', None),
        (b'{"orderReference":null}', None),
        (b'{"orderReference":17}', "17"),
        (b"[]", None),
        (b"not JSON", None),
        (b"\xff", None),
        (b"[" * 60_000, None),
    ],
)
def test_any_2xx_approves_the_purchase(status: int, body: bytes, reference: str | None) -> None:
    """Any 2xx approves the purchase. A valid orderReference in the body becomes the order's reference."""
    assert understood(status, body) == Approved(order_reference=reference)


@pytest.mark.parametrize("status", [100, 199, 300, 302, 400, 404, 409, 500, 503])
def test_any_other_status_rejects_the_purchase(status: int) -> None:
    """Any other status rejects the purchase, with the shop's message for the customer."""
    body = '{"title":"Slutsåld","message":"Den sista är\\nborta.\\u0000"}'.encode()
    assert understood(status, body) == Rejected(title="Slutsåld", message="Den sista är borta.")


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"{}", b'{"title":1,"message":{}}', b'{"title":" ","message":""}']
)
def test_a_rejection_without_a_message_has_the_default_message(body: bytes) -> None:
    """A rejection without a usable message shows the default message to the customer."""
    rejection = understood(500, body)
    assert isinstance(rejection, Rejected)
    assert rejection.title == "The purchase was stopped"
    assert "contact the shop" in rejection.message


def test_a_long_message_is_cut() -> None:
    """The title and the message of a rejection are cut to their maximum lengths."""
    rejection = understood(400, json.dumps({"title": "t" * 5000, "message": "m" * 50_000}).encode())
    assert isinstance(rejection, Rejected)
    assert (len(rejection.title), len(rejection.message)) == (200, 1000)
