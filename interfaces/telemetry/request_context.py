"""The facts about the current request for metrics, logs and traces.

The outermost layer of the HTTP application creates the context, and inner layers fill it in. Code in the same task, or
in a task that it starts, gets it from `current_request`.
"""

from collections.abc import Callable
from contextvars import ContextVar

from domain.checkout import Checkout

OK = "ok"
NO_DIALECT = "none"
"""The value of `dialect` for a path of no dialect."""


class RequestContext:
    """The facts about one request. Unknown ones are empty.

    `operation` is the method and the path template, never the actual path, which may contain tokens and names.
    `outcome` is OK, or the class name of the refusal or request error. `request_id` returns the id. `address` and
    `claimed_name` are the sender of a request that was denied: where it came from, and who it claims to be.
    """

    __slots__ = (
        "address",
        "checkout",
        "claimed_name",
        "dialect",
        "merchant",
        "operation",
        "outcome",
        "request_id",
    )

    def __init__(self, dialect: str, request_id: Callable[[], str]) -> None:
        self.dialect = dialect
        self.request_id = request_id
        self.operation = ""
        self.outcome = ""
        self.checkout = ""
        self.merchant = ""
        self.address = ""
        self.claimed_name = ""


_CURRENT: ContextVar[RequestContext | None] = ContextVar("exchange", default=None)


begin = _CURRENT.set
"""Set the context of this task."""


def current_request() -> RequestContext | None:
    """Return the context of the current request, or None outside of a request."""
    return _CURRENT.get()


def note_outcome(outcome: str) -> None:
    """Record the outcome of the current request."""
    if (context := _CURRENT.get()) is not None:
        context.outcome = outcome


def note_checkout(checkout: Checkout) -> None:
    """Record the checkout and the merchant of the current request."""
    if (context := _CURRENT.get()) is not None:
        context.checkout = checkout.id
        context.merchant = checkout.merchant


def note_sender(address: str, claimed_name: str) -> None:
    """Record who sent the current request, which was denied. `claimed_name` is printable and no secret."""
    if (context := _CURRENT.get()) is not None:
        context.address = address
        context.claimed_name = claimed_name
