"""What Walley calls back for, and what is made of a shop's answers."""

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
    """A history that begins with these settings."""
    return numbered([opened(settings=json.dumps(settings)), *happened])


def calls(events: list[CheckoutEvent]) -> list[tuple[str, str]]:
    """Every callback that a history causes, as the mechanism would ask for them: method and URL."""
    return [
        (outgoing.method, outgoing.url)
        for number, event in enumerate(events, 1)
        if event.TOPIC in WALLEY.topics
        for outgoing in WALLEY.requests_for(event, replay(events[:number]))
    ]


def checkout(settings: Mapping[str, object]) -> Checkout:
    """A checkout that can be purchased."""
    return replay(history(cart_replaced(SHIRT), settings=settings))


def test_a_payment_that_is_due_back_is_notified() -> None:
    """A second payment owes the customer money, so the shop is called once more; also where no purchase is complete."""
    surplus = surplus_payment_received(PAID, 3, RefundCause.SECOND_CHARGE, PAID)
    late = surplus_payment_received(PAID, 3, RefundCause.LATE_SUCCESS)
    assert len(calls(history(*BOUGHT, surplus))) == 2
    assert len(calls(history(*BOUGHT[:-1], commitment_released(), late))) == 1


def test_a_purchase_is_notified() -> None:
    """With GET, to the shop's URI with the placeholders filled in."""
    events = history(*BOUGHT)
    bought = replay(events)

    url = f"https://shop.example/notify?id={bought.id}&token={bought.public_token}"
    assert calls(events) == [("GET", url)]


def test_later_changes_are_notified() -> None:
    """The reference, before the purchase and after it: only the latter is a change of an order."""
    before = (reference_changed("a"), cart_replaced(SHIRT), purchase_committed(10_000, 3))
    events = history(*before, completed(), reference_changed("b"))
    assert len(calls(events)) == 2


@pytest.mark.parametrize(
    ("kinds", "count"), [(["PaymentFailed"], 1), (["ValidateOrder"], 0), ([], 0), (None, 0)]
)
def test_a_failed_payment(kinds: list[str] | None, count: int) -> None:
    """A shop whose callbackTypes name PaymentFailed is notified."""
    uri = "https://shop.example/callback"
    asked = None if kinds is None else {"callbackUri": uri, "callbackTypes": kinds}
    settings = SETTINGS if asked is None else {**SETTINGS, "callback": asked}
    events = history(*BOUGHT[:2], commitment_released("declined"), settings=settings)
    assert calls(events) == [("GET", uri)] * count


@pytest.mark.parametrize("settings", [{}, {"notificationUri": None}])
def test_a_checkout_without_a_uri(settings: Mapping[str, object]) -> None:
    """There is no notification and no error."""
    assert calls(history(*BOUGHT, settings=settings)) == []
    assert WALLEY.question(checkout(settings)) is None


@pytest.mark.parametrize("status", [100, 199, 201, 204, 301, 400, 404, 500, 599])
def test_200_and_nothing_else(status: int) -> None:
    """Is a delivery."""
    (channel,) = WALLEY.channels
    assert channel.judge(200) is Verdict.DELIVERED
    assert channel.judge(status) is Verdict.AGAIN


def test_the_question() -> None:
    """A POST without a body to `validationUri`, or else to a callback that is for it."""
    callback = {"callbackUri": "https://shop.example/c", "callbackTypes": ["ValidateOrder"]}
    own = {"validationUri": "https://shop.example/v?id={checkout.id}"}

    asked = [
        WALLEY.question(checkout(it))
        for it in ({"callback": callback, **own}, {"callback": callback})
    ]

    requests = [question.request for question in asked if question]
    assert [(it.method, it.body) for it in requests] == [("POST", b"")] * 2
    assert [it.url for it in requests] == [
        f"https://shop.example/v?id={checkout({}).id}",
        "https://shop.example/c",
    ]
    assert all(question and isinstance(question.unanswered, Rejected) for question in asked)


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
def test_a_purchase_is_let_through(status: int, body: bytes, reference: str | None) -> None:
    """By any 2xx; what is in the body names the order, if it can be understood."""
    assert understood(status, body) == Approved(order_reference=reference)


@pytest.mark.parametrize("status", [100, 199, 300, 302, 400, 404, 409, 500, 503])
def test_a_purchase_is_stopped(status: int) -> None:
    """By anything else, with the shop's own words for the customer."""
    body = '{"title":"Slutsåld","message":"Den sista är\\nborta.\\u0000"}'.encode()
    assert understood(status, body) == Rejected(title="Slutsåld", message="Den sista är borta.")


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"{}", b'{"title":1,"message":{}}', b'{"title":" ","message":""}']
)
def test_a_purchase_is_stopped_without_words(body: bytes) -> None:
    """Then the customer gets the default message."""
    said = understood(500, body)
    assert isinstance(said, Rejected)
    assert said.title == "The purchase was stopped"
    assert "contact the shop" in said.message


def test_long_words_are_cut() -> None:
    """A page has room for so much, and a history too."""
    said = understood(400, json.dumps({"title": "t" * 5000, "message": "m" * 50_000}).encode())
    assert isinstance(said, Rejected)
    assert (len(said.title), len(said.message)) == (200, 1000)
