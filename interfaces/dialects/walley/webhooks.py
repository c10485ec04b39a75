"""Callbacks to a Walley shop: notifications, and the validation of an order before it is purchased.

Interpretations where the documents are silent: the shop's change of the reference after completion is a later change of
the order and causes a notification. A `callback` with the type `ValidateOrder` is called as `validationUri` is, which
takes precedence; one with the type `PaymentFailed` is called as `notificationUri` is. An order reference counts if it
has 1 to 50 characters.
"""

from collections.abc import Sequence
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
from domain.events import (
    CheckoutEvent,
    CommitmentReleased,
    Completed,
    ReferenceChanged,
    SurplusPaymentReceived,
)
from domain.stage import Stage
from interfaces.dialects.walley.requests.commands import DIALECT, fill_uri
from interfaces.http.request.body.lenient_numbers import text_of
from interfaces.http.request.single_line import IN_AN_IDENTIFIER, refused_in

_NOTIFICATION = "walley.notification"
_VALIDATION = "walley.validation"
_LONGEST_REFERENCE = 50
_LONGEST_TITLE = 200
_LONGEST_MESSAGE = 1000
_TITLE = "The purchase was stopped"
_MESSAGE = "The shop could not confirm the order. Try again, or contact the shop."
AGAIN_AFTER = (
    timedelta(seconds=5),
    timedelta(seconds=10),
    timedelta(minutes=3),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=8),
    timedelta(hours=16),
    timedelta(hours=24),
)


def walley_callbacks() -> Callbacks:
    """Return the callbacks of this dialect for the webhook service."""
    return Callbacks(
        dialect=DIALECT,
        channels=(Channel(name=_NOTIFICATION, again_after=AGAIN_AFTER, judge=classify_response),),
        topics=frozenset(
            (
                Completed.TOPIC,
                ReferenceChanged.TOPIC,
                CommitmentReleased.TOPIC,
                SurplusPaymentReceived.TOPIC,
            )
        ),
        requests_for=requests_for,
        question=question,
    )


def classify_response(status: int) -> Verdict:
    """Classify the status of a notification's response. Any status but 200 is retried."""
    return Verdict.DELIVERED if status == 200 else Verdict.AGAIN


def requests_for(event: CheckoutEvent, checkout: Checkout) -> Sequence[OutgoingRequest]:
    """Return the notifications that an event causes.

    Each event after completion causes one, and so does a failed payment where `callbackTypes` names `PaymentFailed`.
    """
    match event:
        case CommitmentReleased():
            uri = _callback_uri(checkout, "PaymentFailed")
        case SurplusPaymentReceived():
            # The shop owes the customer money in every state of the order.
            uri = _settings(checkout).get("notificationUri")
        case _ if checkout.stage is Stage.COMPLETED:
            uri = _settings(checkout).get("notificationUri")
        case _:
            uri = None
    if not uri:
        return ()
    return (OutgoingRequest(channel=_NOTIFICATION, method="GET", url=_fill(uri, checkout)),)


def question(checkout: Checkout) -> ValidationQuestion | None:
    """Return the validation callback, or None where the shop has configured none."""
    uri = _settings(checkout).get("validationUri") or _callback_uri(checkout, "ValidateOrder")
    if not uri:
        return None
    return ValidationQuestion(
        request=OutgoingRequest(channel=_VALIDATION, method="POST", url=_fill(uri, checkout)),
        understood=understood,
        unanswered=Rejected(title=_TITLE, message=_MESSAGE),
    )


def understood(status: int, body: bytes) -> Validation:
    """Interpret the response to a validation.

    2xx approves the purchase with any body. Another status rejects it, with the title and message of the body.
    """
    answer = _object(body)
    if 200 <= status < 300:
        answer["orderReference"] = text_of(answer.get("orderReference"))
        return Approved(order_reference=_reference(answer.get("orderReference")))
    return Rejected(
        title=_text(answer, "title", _LONGEST_TITLE) or _TITLE,
        message=_text(answer, "message", _LONGEST_MESSAGE) or _MESSAGE,
    )


def _reference(value: Any) -> str | None:
    """Return a valid reference by the rules of "update reference", or None, which leaves the reference unchanged."""
    if not isinstance(value, str) or refused_in(value, IN_AN_IDENTIFIER) is not None:
        return None
    text = value.strip()
    return text if 0 < len(text) <= _LONGEST_REFERENCE else None


def _text(answer: dict[str, Any], name: str, longest: int) -> str | None:
    value = answer.get(name)
    if not isinstance(value, str):
        return None
    text = "".join(char if char.isprintable() else " " for char in value).strip()
    return text[:longest] or None


def _object(body: bytes) -> dict[str, Any]:
    try:
        answer = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _callback_uri(checkout: Checkout, kind: str) -> str | None:
    callback = _settings(checkout).get("callback") or {}
    uri: str | None = (
        callback.get("callbackUri") if kind in callback.get("callbackTypes", ()) else None
    )
    return uri


def _settings(checkout: Checkout) -> dict[str, Any]:
    settings: dict[str, Any] = msgspec.json.decode(checkout.settings)
    return settings


def _fill(uri: str, checkout: Checkout) -> str:
    return fill_uri(uri, checkout_id=checkout.id, public_token=checkout.public_token)
