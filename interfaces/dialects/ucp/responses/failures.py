"""Failures of the business: what is answered with 200, with the checkout as it is or with messages alone."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from domain import refusals
from domain.checkout import Checkout
from domain.refusals import PurchaseCommitmentFound, Refusal
from interfaces.dialects.session import quote_errors
from interfaces.dialects.session.errors import refusal_message
from interfaces.dialects.session.formats import RenderFailure
from interfaces.dialects.session.quote_errors import Unfulfillable
from interfaces.dialects.session.settings import SellingSettings
from interfaces.dialects.ucp.negotiation.errors import CapabilitiesIncompatible
from interfaces.dialects.ucp.responses.checkout import CheckoutView
from interfaces.dialects.ucp.versions.version import UcpVersion
from interfaces.dialects.ucp.wire import Shape, encode, error_body, failure_body, message_error
from interfaces.http.errors.request_errors import RequestError

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
_CODES: Final[Mapping[str, str]] = {
    quote_errors.NOT_SOLD: "item_unavailable",
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
    *,
    is_completion: bool,
) -> RenderFailure:
    """Return the renderer of failures for one request. `version_for` is the version for a checkout."""

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
        status = version.status_of(found[0]["code"])
        if status != 200:
            return status, encode(
                error_body(found, version.word_for(found[0]["code"]), version.name)
            )
        if checkout is None:
            return 200, encode(failure_body(found, version.name))
        shape = view.write(checkout)
        own = shape["messages"]
        if isinstance(error, Refusal) and any(each["type"] == "error" for each in own):
            # The checkout itself says, for each field, what hinders the purchase.
            return 200, encode(version.checkout(shape, view.shop))
        known = {(each["code"], each.get("path")) for each in found}
        other = [each for each in own if (each.get("code"), each.get("path")) not in known]
        shape["messages"] = [*found, *other]
        return 200, encode(version.checkout(shape, view.shop))

    return render


def failure_messages(error: Refusal | RequestError) -> Sequence[Shape] | None:
    """Write the messages on a failure of the business; None for any other error."""
    match error:
        case CapabilitiesIncompatible():
            return [
                message_error("capabilities_incompatible", error.message, severity="unrecoverable")
            ]
        case Unfulfillable(faults=faults, reason=reason):
            code = _CODES.get(reason, "unavailable")
            return [message_error(code, each.message, path=_path(each.path)) for each in faults]
        case Refusal() if type(error) in OF_BUSINESS:
            code, path = OF_BUSINESS[type(error)]
            return [message_error(code, refusal_message(error, WORDS), path=path)]
        case _:
            return None


def _path(path: str) -> str:
    return path if path.startswith("$") else f"$.{path}"
