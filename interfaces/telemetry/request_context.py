"""One request and its answer, as metrics, logs and traces tell of them.

It is begun by the outermost layer of the HTTP application and filled in by whoever learns something; everything that
happens meanwhile, in the same task or in one begun by it, finds it by `current_exchange`.
"""

from collections.abc import Callable
from contextvars import ContextVar

from domain.checkout import Checkout

OK = "ok"
NOBODYS = "none"
"""The dialect of a path that belongs to none."""


class RequestContext:
    """A request under way. What is not known is empty.

    `operation` is the method with the path as it is declared, never as it was sent: that may hold tokens and names.
    `outcome` is OK, or the class name of the refusal or fault that the request met. `request_id` answers the id.
    """

    __slots__ = ("checkout", "dialect", "merchant", "operation", "outcome", "request_id")

    def __init__(self, dialect: str, request_id: Callable[[], str]) -> None:
        self.dialect = dialect
        self.request_id = request_id
        self.operation = ""
        self.outcome = ""
        self.checkout = ""
        self.merchant = ""


_CURRENT: ContextVar[RequestContext | None] = ContextVar("exchange", default=None)


def begin(exchange: RequestContext) -> None:
    """Makes it the current one of this task."""
    _CURRENT.set(exchange)


def current_exchange() -> RequestContext | None:
    """The exchange that this happens in; None outside of any request."""
    return _CURRENT.get()


def note_outcome(outcome: str) -> None:
    """Says how the current exchange ends."""
    if (exchange := _CURRENT.get()) is not None:
        exchange.outcome = outcome


def note_checkout(checkout: Checkout) -> None:
    """Says which checkout the current exchange is about, and whose."""
    if (exchange := _CURRENT.get()) is not None:
        exchange.checkout = checkout.id
        exchange.merchant = checkout.merchant
