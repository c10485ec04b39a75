"""A version of the protocol, as its differences from the one that everything is written in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from interfaces.dialects.ucp.settings import PaymentHandler
from interfaces.dialects.ucp.wire import Shape

Handlers = tuple[PaymentHandler, ...]


@dataclass(frozen=True, kw_only=True)
class UcpVersion:
    """One version. `checkout` and `profile` rewrite the shapes of 2026-04-08; they take the payment handlers too.

    `order` rewrites the shape of an order.

    `statuses` are those of failures of the business by their codes, and `codes` are the words for them in errors. A
    version without `statuses` answers all of these with 200.
    """

    name: str
    checkout: Callable[[Shape, Handlers], Shape]
    profile: Callable[[Shape, Handlers], Shape]
    order: Callable[[Shape], Shape]
    statuses: Mapping[str, int]
    codes: Mapping[str, str]

    def status_of(self, code: str) -> int:
        """Return the status of a failure of the business."""
        return self.statuses.get(code, 400) if self.statuses else 200

    def word_for(self, code: str) -> str:
        """Return the code of an error in the words of the version."""
        return self.codes.get(code, code)
