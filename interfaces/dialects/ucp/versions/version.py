"""A version of the protocol, as its differences from the one that everything is written in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from interfaces.dialects.ucp.settings import PaymentHandler
from interfaces.dialects.ucp.wire import Shape

Handlers = tuple[PaymentHandler, ...]


@dataclass(frozen=True, kw_only=True)
class OrderEvent:
    """What a webhook tells: its id, which is a UUID, its time in the history, and its type in words of 2026-01-11."""

    id: str
    at: datetime
    type: str


@dataclass(frozen=True, kw_only=True)
class UcpVersion:
    """One version. `checkout` and `profile` rewrite the shapes of 2026-04-08; they take the payment handlers too.

    `order` rewrites the shape of an order.

    `statuses` are those of failures of the business by their codes, and `codes` are the words for them in errors. A
    version without `statuses` answers all of these with 200.

    `webhook` makes the body of an order webhook from the shape of the order. With `signs_bodies`, the signature of a
    webhook covers its body only, otherwise the request.
    """

    name: str
    checkout: Callable[[Shape, Handlers], Shape]
    profile: Callable[[Shape, Handlers], Shape]
    order: Callable[[Shape], Shape]
    statuses: Mapping[str, int]
    codes: Mapping[str, str]
    webhook: Callable[[Shape, OrderEvent], Shape]
    signs_bodies: bool = False

    def status_of(self, code: str) -> int:
        """Return the status of a failure of the business."""
        return self.statuses.get(code, 400) if self.statuses else 200

    def word_for(self, code: str) -> str:
        """Return the code of an error in the words of the version."""
        return self.codes.get(code, code)
