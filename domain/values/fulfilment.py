"""Delivery: the address, the offered options and the chosen one."""

import enum
from dataclasses import dataclass

from domain.values.customer import Address


class FulfilmentKind(enum.Enum):
    """The kind of a delivery option."""

    SHIPPING = "shipping"
    DIGITAL = "digital"


@dataclass(frozen=True, kw_only=True)
class FulfilmentOption:
    """One offered option. Amounts are minor units and results.

    `total` is `subtotal` less its `discount`, with the `tax` of the rest on top.
    """

    id: str
    kind: FulfilmentKind
    title: str
    subtotal: int
    tax: int
    total: int
    subtitle: str | None = None
    carrier: str | None = None
    discount: int | None = None


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """The recipient of the goods, if the client named one in addition to the address."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, kw_only=True)
class Fulfilment:
    """The fulfilment as a whole. `chosen` is the id of an offered option, or None without a choice.

    `is_preselected` is whether the shop chose the option and not the customer. `needs_address` is whether anything has
    to be sent to an address.
    """

    needs_address: bool
    address: Address | None = None
    recipient: Recipient | None = None
    offered: tuple[FulfilmentOption, ...] = ()
    chosen: str | None = None
    is_preselected: bool = True

    @property
    def option(self) -> FulfilmentOption | None:
        """The chosen one of the offered options; None if none is chosen."""
        return next((option for option in self.offered if option.id == self.chosen), None)

    @property
    def total(self) -> int:
        """The cost of the chosen option including tax, in minor units; 0 without one."""
        option = self.option
        return 0 if option is None else option.total

    @property
    def missing(self) -> str | None:
        """What is missing before anything can be sent, `address` or `option`; None if nothing is."""
        if self.needs_address and self.address is None:
            return "address"
        return "option" if self.option is None else None
