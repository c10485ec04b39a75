"""OpenAPI descriptions of the endpoints of the shopper's API."""

from typing import Any, Final

from domain import refusals
from interfaces.api.ledger_problems import NOT_CONFIGURED, NOT_UNDER_HEAD
from interfaces.api.shopper.errors import NOT_IDENTIFIED, PROBLEMS
from interfaces.api.shopper.page_secret import HEADER
from interfaces.api.shopper.receipt import MEDIA_TYPE, NO_PURCHASE, UNAVAILABLE
from interfaces.http import openapi
from interfaces.http.reference.api_reference import ApiReference
from interfaces.http.request.body.models import WireModel

REFERENCE: Final = ApiReference(
    title="Shopper",
    description="The customer's side of a checkout. The public token in the path is the credential.",
    examples="interfaces.api.shopper",
)
# The public token is in the path.
_OPEN: Final[dict[str, Any]] = {"security": []}

_CLOSED = (
    refusals.PurchaseCommitmentFound,
    refusals.PurchaseCompleted,
    refusals.CheckoutCancelled,
    refusals.CheckoutExpired,
)
_CHANGE = (refusals.CheckoutNotFound, refusals.Locked, refusals.StaleVersion, *_CLOSED)
_COMMIT = (
    *_CHANGE,
    refusals.CheckoutSuspended,
    refusals.OutdatedView,
    refusals.EmptyCart,
    refusals.NegativeTotal,
    refusals.PurchaseStopped,
)
_READ = (
    refusals.CheckoutNotFound,
    refusals.NoSuchVersion,
    refusals.BeforeOpening,
    refusals.InTheFuture,
)
_PAGE_SECRET = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "The secret from the answer to the identification. Without it, the customer is masked.",
    "example": "6mVfq0Y1n5Q0cZ8G3v0Jr4rj5m0x2mD1q7o8pJ9aT3k",
}
_NOT_MODIFIED: openapi.Responses = {
    304: {"description": "The version in If-None-Match is still the current one."}
}
_STATE = openapi.state("The current state.")
READ_RESPONSES: Final = (
    _STATE | _NOT_MODIFIED | openapi.problems(PROBLEMS, _READ, (openapi.INVALID_QUERY,))
)
PAGE_RESPONSES: Final = openapi.problems(PROBLEMS, (refusals.CheckoutNotFound,))
_RECEIPT: openapi.Responses = {
    200: {
        "description": (
            "A ZIP file with every event up to the commitment, and the proof that each is in the ledger. Shown are the "
            "cart, the fees and the total; nothing of the customer. 404 with `Retry-After` until a signed head covers "
            "the commitment."
        ),
        "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
    }
}
RECEIPT_RESPONSES: Final = _RECEIPT | openapi.problems(
    PROBLEMS,
    (refusals.CheckoutNotFound,),
    (NOT_CONFIGURED, NOT_UNDER_HEAD, NO_PURCHASE, UNAVAILABLE),
)
CHANGE_RESPONSES: Final = _STATE | openapi.problems(PROBLEMS, _CHANGE, openapi.BODY_FAULTS)
COMMIT_RESPONSES: Final = _STATE | openapi.problems(
    PROBLEMS, _COMMIT, (*openapi.BODY_FAULTS, NOT_IDENTIFIED)
)


def _identify_state() -> openapi.Responses:
    answers = openapi.state("The current state, with the secret that proves that this page set it.")
    secret = {"description": "Send it with later requests.", "schema": {"type": "string"}}
    answers[200]["headers"][HEADER] = secret
    return answers


IDENTIFY_RESPONSES: Final = CHANGE_RESPONSES | _identify_state()


def read_extra() -> dict[str, Any]:
    """Return the `openapi_extra` of the endpoint that reads the state."""
    return openapi.reading_extra(*openapi.AS_OF, _PAGE_SECRET) | _OPEN


def open_extra() -> dict[str, Any]:
    """Return the `openapi_extra` of an endpoint without parameters."""
    return dict(_OPEN)


def change_extra(body: type[WireModel], *, optional: bool = False) -> dict[str, Any]:
    """Return the `openapi_extra` of an endpoint that reads a change from `body`."""
    described = openapi.change(body, optional=optional)
    return described | _OPEN | {"parameters": [*described["parameters"], _PAGE_SECRET]}
