"""Callbacks to a Svea shop: pushes of an order's state, and the validation of an order before it is purchased.

Interpretations where the documents are silent: a push has no body, and `Created` causes none, because the response to
the creation says it. A push is retried as `EIGHT_RETRIES` says. A validation that is not 200 with `Valid: true`, or
whose ClientOrderNumber is not a text of up to 32 characters, stops the purchase. An absent or empty number leaves the
order's number unchanged. `WebhookUri` is for created shipments, of which tillroll has none.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from application.ports.purchase_validation import Approved, Rejected, Validation
from application.webhooks.callbacks import (
    Callbacks,
    Channel,
    OutgoingRequest,
    ValidationQuestion,
    Verdict,
)
from application.webhooks.schedules import EIGHT_RETRIES
from domain.checkout import Checkout
from domain.events import Cancelled, CheckoutEvent, Completed, Expired, SurplusPaymentReceived
from interfaces.dialects.svea.requests.commands import DIALECT
from interfaces.http.request.body.lenient_numbers import text_of
from interfaces.http.request.property_names import PropertyNames
from interfaces.http.request.single_line import IN_AN_IDENTIFIER, refused_in
from interfaces.http.uri_placeholders import fill

_PUSH = "svea.push"
_VALIDATION = "svea.validation"
_PLACEHOLDER = "checkout.order.uri"
_LONGEST_NUMBER = 32
_LONGEST_MESSAGE = 1000
_TITLE = "The purchase was stopped"
_MESSAGE = "The shop could not confirm the order. Try again, or contact the shop."
_ANSWER = PropertyNames(("Valid", "ClientOrderNumber", "Message"))


def svea_callbacks() -> Callbacks:
    """Return the callbacks of this dialect for the webhook service."""
    return Callbacks(
        dialect=DIALECT,
        channels=(Channel(name=_PUSH, again_after=EIGHT_RETRIES, judge=classify_response),),
        topics=frozenset(
            (Completed.TOPIC, Cancelled.TOPIC, Expired.TOPIC, SurplusPaymentReceived.TOPIC)
        ),
        requests_for=requests_for,
        question=question,
    )


def classify_response(status: int) -> Verdict:
    """Classify the status of a push's response: 2xx is delivered, 404 and 5xx are retried, any other ends the push."""
    if 200 <= status < 300:
        return Verdict.DELIVERED
    return Verdict.AGAIN if status == 404 or status >= 500 else Verdict.ENDED


def requests_for(event: CheckoutEvent, checkout: Checkout) -> Sequence[OutgoingRequest]:
    """Return the push of an order that became Final or Cancelled, or of a payment that is due back."""
    uri = _merchant_settings(checkout).get("PushUri")
    if not uri:
        return ()
    return (OutgoingRequest(channel=_PUSH, method="POST", url=_fill(uri, checkout)),)


def question(checkout: Checkout) -> ValidationQuestion | None:
    """Return the validation callback, or None where the shop has configured none."""
    uri = _merchant_settings(checkout).get("CheckoutValidationCallBackUri")
    if not uri:
        return None
    return ValidationQuestion(
        request=OutgoingRequest(channel=_VALIDATION, method="GET", url=_fill(uri, checkout)),
        understood=understood,
        unanswered=Rejected(title=_TITLE, message=_MESSAGE),
    )


def understood(status: int, body: bytes) -> Validation:
    """Interpret the response to a validation. A valid order may get another ClientOrderNumber."""
    answer = _properties(body)
    number = text_of(answer.get("ClientOrderNumber")) or None
    if status == 200 and answer.get("Valid") is True and (number is None or _is_number(number)):
        return Approved(order_reference=number)
    return Rejected(title=_TITLE, message=_line(answer.get("Message")) or _MESSAGE)


def _is_number(value: Any) -> bool:
    is_text = isinstance(value, str) and value == value.strip()
    return is_text and len(value) <= _LONGEST_NUMBER and not refused_in(value, IN_AN_IDENTIFIER)


def _line(text: Any) -> str:
    if not isinstance(text, str):
        return ""
    line = "".join(char if char.isprintable() else " " for char in text)
    return line.strip()[:_LONGEST_MESSAGE]


def _properties(body: bytes) -> Mapping[str, Any]:
    """Decode the properties of the response under their documented names, ignoring case."""
    try:
        answer = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return {}
    return _ANSWER.select(answer) if isinstance(answer, dict) else {}


def _merchant_settings(checkout: Checkout) -> Mapping[str, Any]:
    settings: Mapping[str, Any] = msgspec.json.decode(checkout.settings)
    return settings.get("MerchantSettings") or {}


def _fill(uri: str, checkout: Checkout) -> str:
    assert checkout.order_number is not None, "every order of this dialect has a number"
    return fill(uri, {_PLACEHOLDER: str(checkout.order_number)})
