"""What Svea calls a shop back for: pushes of an order's state, and the validation of an order before it is purchased.

Readings taken where the documents are silent: a push has no body, and is not sent for `Created`, of which the shop was
answered. It is tried again after each of `AGAIN_AFTER`. A validation that is not 200 with `Valid: true`, or that gives
a ClientOrderNumber that is not a text of up to 32 characters, stops the purchase; one that gives none, or an empty
one, leaves the number as it is. `WebhookUri` is for shipments that are created, and tillroll creates none.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
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
from domain.checkout import Checkout
from domain.events import Cancelled, CheckoutEvent, Completed, Expired, SurplusPaymentReceived
from interfaces.dialects.svea.requests.commands import DIALECT
from interfaces.http.request.body.lenient_numbers import text_of
from interfaces.http.request.property_names import PropertyNames
from interfaces.http.request.single_line import IN_AN_IDENTIFIER, refused_in
from interfaces.http.uri_placeholders import filled

_PUSH = "svea.push"
_VALIDATION = "svea.validation"
_PLACEHOLDER = "checkout.order.uri"
_LONGEST_NUMBER = 32
_LONGEST_MESSAGE = 1000
_TITLE = "The purchase was stopped"
_MESSAGE = "The shop could not confirm the order. Try again, or contact the shop."
_ANSWER = PropertyNames(("Valid", "ClientOrderNumber", "Message"))
AGAIN_AFTER = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
)


def svea_callbacks() -> Callbacks:
    """The dialect's part of the outgoing mechanism."""
    return Callbacks(
        dialect=DIALECT,
        channels=(Channel(name=_PUSH, again_after=AGAIN_AFTER, judged=judged),),
        topics=frozenset(
            (Completed.TOPIC, Cancelled.TOPIC, Expired.TOPIC, SurplusPaymentReceived.TOPIC)
        ),
        caused=caused,
        question=question,
    )


def judged(status: int) -> Verdict:
    """2xx ends it; 404 and what is 500 or more is tried again; any other answer is the shop's last word."""
    if 200 <= status < 300:
        return Verdict.DELIVERED
    return Verdict.AGAIN if status == 404 or status >= 500 else Verdict.ENDED


def caused(event: CheckoutEvent, checkout: Checkout) -> Sequence[OutgoingRequest]:
    """The push of a state that an order came to (Final or Cancelled), or of a payment that is due back."""
    uri = _merchant_settings(checkout).get("PushUri")
    if not uri:
        return ()
    return (OutgoingRequest(channel=_PUSH, method="POST", url=_filled(uri, checkout)),)


def question(checkout: Checkout) -> ValidationQuestion | None:
    """The validation callback, if the shop has named one."""
    uri = _merchant_settings(checkout).get("CheckoutValidationCallBackUri")
    if not uri:
        return None
    return ValidationQuestion(
        request=OutgoingRequest(channel=_VALIDATION, method="GET", url=_filled(uri, checkout)),
        understood=understood,
        unanswered=Rejected(title=_TITLE, message=_MESSAGE),
    )


def understood(status: int, body: bytes) -> Validation:
    """What the shop's answer says of the purchase; a valid order may get another ClientOrderNumber."""
    said = _said(body)
    number = text_of(said.get("ClientOrderNumber")) or None
    if status == 200 and said.get("Valid") is True and (number is None or _is_number(number)):
        return Approved(order_reference=number)
    return Rejected(title=_TITLE, message=_line(said.get("Message")) or _MESSAGE)


def _is_number(value: Any) -> bool:
    is_text = isinstance(value, str) and value == value.strip()
    return is_text and len(value) <= _LONGEST_NUMBER and not refused_in(value, IN_AN_IDENTIFIER)


def _line(text: Any) -> str:
    if not isinstance(text, str):
        return ""
    line = "".join(char if char.isprintable() else " " for char in text)
    return line.strip()[:_LONGEST_MESSAGE]


def _said(body: bytes) -> Mapping[str, Any]:
    """The answer under its documented names, whatever case it is in."""
    try:
        said = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return {}
    return _ANSWER.spelled(said) if isinstance(said, dict) else {}


def _merchant_settings(checkout: Checkout) -> Mapping[str, Any]:
    settings: Mapping[str, Any] = msgspec.json.decode(checkout.settings)
    return settings.get("MerchantSettings") or {}


def _filled(uri: str, checkout: Checkout) -> str:
    assert checkout.order_number is not None, "every order of this dialect has a number"
    return filled(uri, {_PLACEHOLDER: str(checkout.order_number)})
