"""Delivery: where the goods go, which ways of getting them there were offered, and which one was chosen."""

import enum
from dataclasses import dataclass

from domain.values.customer import Address


class FulfilmentKind(enum.Enum):
    """How goods reach the customer."""

    SHIPPING = "shipping"
    DIGITAL = "digital"


@dataclass(frozen=True, kw_only=True)
class FulfilmentOption:
    """One way that was offered. Amounts are minor units and results: `total` is `subtotal` with its `tax` on top."""

    id: str
    kind: FulfilmentKind
    title: str
    subtotal: int
    tax: int
    total: int
    subtitle: str | None = None
    carrier: str | None = None


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Who takes the goods in, where that was said apart from the address."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, kw_only=True)
class Fulfilment:
    """The fulfilment as a whole. `chosen` is the id of an offered option, or None while there is no choice.

    `is_preselected` says that nobody chose that option but the shop. `needs_address` is whether anything has to be
    carried somewhere.
    """

    needs_address: bool
    address: Address | None = None
    recipient: Recipient | None = None
    offered: tuple[FulfilmentOption, ...] = ()
    chosen: str | None = None
    is_preselected: bool = True

    @property
    def option(self) -> FulfilmentOption | None:
        """The chosen option."""
        return next((option for option in self.offered if option.id == self.chosen), None)

    @property
    def total(self) -> int:
        """What the chosen option costs, tax included, in minor units."""
        option = self.option
        return 0 if option is None else option.total

    @property
    def missing(self) -> str | None:
        """What has to be said before anything can be sent, `address` or `option`; None where all is said."""
        if self.needs_address and self.address is None:
            return "address"
        return "option" if self.option is None else None
