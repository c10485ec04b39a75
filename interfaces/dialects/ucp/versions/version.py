"""A version of the protocol, as its differences from the one that everything is written in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from interfaces.dialects.ucp.requests.hints import HINTS_OF_2026_04_08
from interfaces.dialects.ucp.settings import UcpShop
from interfaces.dialects.ucp.wire import ATTRIBUTION, CONTEXT, SIGNALS, Shape

Rewrite = Callable[[Shape, UcpShop], Shape]


@dataclass(frozen=True, kw_only=True)
class OrderEvent:
    """What a webhook tells: its id, which is a UUID, its time in the history, and its type in words of 2026-01-11."""

    id: str
    at: datetime
    type: str


def bare_order(order: Shape, _: OrderEvent) -> Shape:
    """Return the body of a webhook that is the order alone: what happened is read from it."""
    return order


@dataclass(frozen=True, kw_only=True)
class UcpVersion:
    """One version. `checkout` and `profile` rewrite the shapes of 2026-04-08.

    `order` rewrites the shape of an order.

    `statuses` are those of failures of the business by their codes, and `codes` are the words for them in errors. A
    version without `statuses` answers all of these with 200. `statuses_of_requests` are those of other errors that
    have another status than in 2026-04-08.

    `webhook` makes the body of an order webhook from the shape of the order. With `signs_bodies`, the signature of a
    webhook covers its body only, otherwise the request.

    With `answers_while_paying`, a change of a checkout that is being paid for is answered with that checkout. With
    `takes_consents_with_payment`, "complete" may have consents, and with `takes_one_instrument` no second instrument.
    With `refuses_shortages`, nothing is ordered of which there are too few pieces. `severities` are the words for those
    of errors that the version does not have.
    `circumstances` are the members of "create" and "update" beside the purchase itself, of `context`, `signals` and
    `attribution`.
    `hints` are the members of `context` that the version describes.
    `lists_versions` is whether the profile of the shop names its other versions.
    """

    name: str
    checkout: Rewrite
    profile: Rewrite
    order: Callable[[Shape], Shape]
    webhook: Callable[[Shape, OrderEvent], Shape]
    statuses: Mapping[str, int]
    codes: Mapping[str, str]
    statuses_of_requests: Mapping[str, int]
    severities: Mapping[str, str]
    lists_versions: bool
    circumstances: frozenset[str] = frozenset((CONTEXT, SIGNALS, ATTRIBUTION))
    hints: frozenset[str] = HINTS_OF_2026_04_08
    signs_bodies: bool = False
    answers_while_paying: bool = False
    takes_consents_with_payment: bool = False
    takes_one_instrument: bool = False
    refuses_shortages: bool = False

    def status_of(self, code: str) -> int:
        """Return the status of a failure of the business."""
        return self.statuses.get(code, 400) if self.statuses else 200

    def status_of_fault(self) -> int:
        """Return the status of a request for what the shop does not sell or offer."""
        return 400 if self.statuses else 200

    def write(self, shape: Shape, shop: UcpShop) -> Shape:
        """Return the shape of a checkout in 2026-04-08 as this version writes it."""
        shape = {**shape, "messages": self.messages(shape["messages"])}
        return self.checkout(shape, shop)

    def messages(self, found: Iterable[Shape]) -> list[Shape]:
        """Return messages with the severities that the version has."""
        return [
            {**each, "severity": self.severities.get(each["severity"], each["severity"])}
            if "severity" in each
            else each
            for each in found
        ]

    def word_for(self, code: str) -> str:
        """Return the code of an error in the words of the version."""
        return self.codes.get(code, code)
