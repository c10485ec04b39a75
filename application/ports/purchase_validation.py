"""The shop is asked before a purchase is committed to: what it may answer, and the port through which it is asked."""

from dataclasses import dataclass
from typing import Protocol

from domain.checkout import Checkout


@dataclass(frozen=True, kw_only=True)
class Approved:
    """The purchase may go on, under the shop's own order number if it gave one."""

    order_reference: str | None = None


@dataclass(frozen=True, kw_only=True)
class Rejected:
    """The purchase may not go on, or the shop gave no answer in time. `title` and `message` are for the customer."""

    title: str
    message: str


Validation = Approved | Rejected
NOT_ASKED = Approved()


class PurchaseValidation(Protocol):
    """Asks the shop."""

    async def ask(self, checkout: Checkout) -> Validation:
        """What the shop says to a purchase of `checkout` as it stands; takes ten seconds at most.

        A shop that did not want to be asked lets everything through. A shop that cannot be reached, or
        that answers what cannot be understood, has stopped the purchase. Raises StoreUnavailable.
        """


class NoValidation:
    """Lets everything through."""

    async def ask(self, checkout: Checkout) -> Validation:
        """Nothing is asked."""
        return NOT_ASKED
