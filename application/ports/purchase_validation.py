"""The port to the shop's validation of a purchase before it is committed."""

from dataclasses import dataclass
from typing import Protocol

from domain.checkout import Checkout


@dataclass(frozen=True, kw_only=True)
class Approved:
    """The shop accepts the purchase, and may give it its own order number."""

    order_reference: str | None = None


@dataclass(frozen=True, kw_only=True)
class Rejected:
    """The shop rejects the purchase or did not answer in time. `title` and `message` are for the customer."""

    title: str
    message: str


Validation = Approved | Rejected
NO_VALIDATION = Approved()


class PurchaseValidation(Protocol):
    """Asks the shop to validate purchases."""

    async def ask(self, checkout: Checkout) -> Validation:
        """Return the shop's answer to the purchase of `checkout`, within ten seconds.

        A shop without validation approves every purchase. An unreachable shop or an unreadable answer rejects it.
        Raises StoreUnavailable.
        """


class NoValidation:
    """Approves every purchase without a question."""

    async def ask(self, checkout: Checkout) -> Validation:
        """Approve without asking the shop."""
        return NO_VALIDATION
