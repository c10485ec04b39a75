"""The port to the shop's validation of a purchase before it is committed."""

from collections.abc import Callable
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


OnWaiting = Callable[[], None]


def do_nothing() -> None:
    """Do nothing: the default of `on_waiting`."""


class ValidationBusy(Exception):
    """Too many questions wait for the answer of this shop. It was not asked, and a retry is safe."""


class PurchaseValidation(Protocol):
    """Asks the shop to validate purchases."""

    async def ask(self, checkout: Checkout, on_waiting: OnWaiting = do_nothing) -> Validation:
        """Return the shop's answer to the purchase of `checkout`, within ten seconds.

        `on_waiting` is called before a question is sent: from then on the caller waits for the shop's server. A shop
        without validation approves every purchase. An unreachable shop or an unreadable answer rejects it. Raises
        ValidationBusy and StoreUnavailable.
        """


class NoValidation:
    """Approves every purchase without a question."""

    async def ask(self, checkout: Checkout, on_waiting: OnWaiting = do_nothing) -> Validation:
        """Approve without asking the shop."""
        return NO_VALIDATION
