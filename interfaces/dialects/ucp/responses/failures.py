"""Failures of the business: what is answered with 200, with the checkout as it is or with messages alone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from domain import refusals
from domain.checkout import Checkout
from domain.refusals import PurchaseCommitmentFound, Refusal
from interfaces.dialects.session import quote_errors
from interfaces.dialects.session.errors import refusal_message
from interfaces.dialects.session.formats import RenderFailure
from interfaces.dialects.session.quote_errors import Unfulfillable
from interfaces.dialects.session.settings import SellingSettings
from interfaces.dialects.ucp.mandates.errors import MandateRefused
from interfaces.dialects.ucp.negotiation.errors import CapabilitiesIncompatible
from interfaces.dialects.ucp.responses.checkout import CheckoutView
from interfaces.dialects.ucp.versions.version import UcpVersion
from interfaces.dialects.ucp.wire import Shape, encode, error_body, failure_body, message_error
from interfaces.http.errors.request_errors import FieldFault, RequestError

WORDS: Final[Mapping[str, str]] = {
    "resource": "checkout",
    "noun": "checkout",
    "read": "get",
    "Read": "Get",
    "read_again": "get it",
    "Try": "Try",
}
OF_BUSINESS: Final[Mapping[type[Refusal], tuple[str, str]]] = {
    refusals.EmptyCart: ("missing", "$.line_items"),
    refusals.NegativeTotal: ("total_invalid", "$.totals"),
    refusals.DeliveryMissing: ("missing", "$.fulfillment"),
    refusals.NotAvailable: ("out_of_stock", "$.line_items"),
    refusals.DiscountUsedUp: ("discount_code_usage_limit_reached", "$.discounts.codes"),
}
"""The code and the path of each refusal that is answered with 200."""
_TEXTS: Final[Mapping[type[Refusal], str]] = {
    refusals.DeliveryMissing: "Fulfillment address and option must be selected before completion.",
}
_SUBJECTS: Final[Mapping[str, str]] = {
    quote_errors.NOT_SOLD: "Item not found",
    quote_errors.NOT_OFFERED: "Option not offered",
    quote_errors.NOT_PAYABLE: "Payment instrument",
}
_CODES: Final[Mapping[str, str]] = {
    quote_errors.NOT_SOLD: "item_unavailable",
    quote_errors.SHORTAGE: "out_of_stock",
    quote_errors.TOO_MUCH: "quantity_invalid_limit_exceeded",
    quote_errors.NOT_OFFERED: "fulfillment_unavailable",
    quote_errors.NO_DESTINATION: "destination_unavailable",
    quote_errors.NOT_PAYABLE: "payment_failed",
    quote_errors.INCOMPLETE: "missing",
}


_FROZEN: Final = message_error(
    "complete_in_progress", "The payment is being made. Nothing was changed."
)


def failure_renderer(
    view: CheckoutView,
    version_for: Callable[[Checkout | None], UcpVersion],
    sign: Callable[[Checkout, bytes], bytes],
    *,
    is_completion: bool,
) -> RenderFailure:
    """Return the renderer of failures for one request. `version_for` is the version for a checkout.

    `sign` returns the answer with a checkout, with the signature of the shop where the checkout needs one.
    """

    def render(
        checkout: Checkout | None, _: SellingSettings, error: Refusal | RequestError
    ) -> tuple[int, bytes] | None:
        version = version_for(checkout)
        found = failure_messages(error)
        if found is None and isinstance(error, PurchaseCommitmentFound) and not is_completion:
            # Which version answers this is only known with the checkout.
            is_answered = checkout is None or version.answers_while_paying
            found = [_FROZEN] if is_answered else None
        if found is None:
            return None
        code = found[0]["code"]
        is_fault = isinstance(error, Unfulfillable)
        status = version.status_of_fault() if is_fault else version.status_of(code)
        if checkout is None and status == 200:
            found = unrecoverable(found)
        if status != 200:
            body = error_body(version.messages(found), version.word_for(code), version.name)
            return status, encode(body)
        if checkout is None:
            return 200, encode(failure_body(found, version.name))
        shape = view.write(checkout)
        own = shape["messages"]
        if isinstance(error, Refusal) and any(each["type"] == "error" for each in own):
            # The checkout itself says, for each field, what hinders the purchase.
            return 200, sign(checkout, encode(version.write(shape, view.shop)))
        known = {(each["code"], each.get("path")) for each in found}
        other = [each for each in own if (each.get("code"), each.get("path")) not in known]
        shape["messages"] = [*found, *other]
        return 200, sign(checkout, encode(version.write(shape, view.shop)))

    return render


def unrecoverable(found: Iterable[Shape]) -> list[Shape]:
    """Return messages that are answered without a checkout: nothing exists that a platform could change."""
    return [
        {**each, "severity": "unrecoverable"} if each["type"] == "error" else each for each in found
    ]


def failure_messages(error: Refusal | RequestError) -> Sequence[Shape] | None:
    """Write the messages on a failure of the business; None for any other error."""
    match error:
        case CapabilitiesIncompatible():
            return [
                message_error("capabilities_incompatible", error.message, severity="unrecoverable")
            ]
        case MandateRefused():
            return [message_error(error.code, error.reason, path="$.ap2.checkout_mandate")]
        case Unfulfillable(faults=faults, reason=reason):
            code = _CODES.get(reason, "unavailable")
            return [
                message_error(code, _text(each, reason), path=_path(each.path)) for each in faults
            ]
        case Refusal() if type(error) in OF_BUSINESS:
            code, path = OF_BUSINESS[type(error)]
            text = _TEXTS.get(type(error)) or refusal_message(error, WORDS)
            return [message_error(code, text, path=path)]
        case _:
            return None


def _text(fault: FieldFault, reason: str) -> str:
    """Return the text of a fault without its path, which is beside it."""
    text = fault.message.removeprefix(f"{fault.path}: ")
    return f"{_SUBJECTS[reason]}: {text}" if reason in _SUBJECTS else text


def _path(path: str) -> str:
    return path if path.startswith("$") else f"$.{path}"
