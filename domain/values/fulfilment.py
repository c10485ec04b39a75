"""Delivery: where the goods go, the offered options and the chosen ones.

A purchase goes to one address with one option, or in groups of lines, each with its own destination and its own option.
"""

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from domain.values.customer import Address

ADDRESS: Final = "address"
"""What is missing where it is not known where the goods go."""


class FulfilmentKind(enum.Enum):
    """The kind of a delivery option."""

    SHIPPING = "shipping"
    DIGITAL = "digital"
    PICKUP = "pickup"
    LOCAL_DELIVERY = "local_delivery"
    """The shop itself brings the goods to an address."""

    @property
    def needs_address(self) -> bool:
        """Whether the customer has to say where the goods go."""
        return self in (FulfilmentKind.SHIPPING, FulfilmentKind.LOCAL_DELIVERY)


@dataclass(frozen=True, kw_only=True)
class FulfilmentOption:
    """One offered option. Amounts are minor units and results.

    `total` is `subtotal` less its `discount`, with the `tax` of the rest on top. `location` is the id of the retail
    location that goods are picked up at.
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
    location: str | None = None


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """The recipient of the goods, if the client named one in addition to the address."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, kw_only=True)
class Location:
    """A retail location of the shop."""

    name: str
    address: Address | None = None
    phone: str | None = None
    instructions: str | None = None


@dataclass(frozen=True, kw_only=True)
class FulfilmentDestination:
    """A place that a group of lines may go to: an address with its recipient, or a retail location."""

    id: str
    address: Address | None = None
    recipient: Recipient | None = None
    location: Location | None = None


@dataclass(frozen=True, kw_only=True)
class FulfilmentGroup:
    """Lines that are sent, handed out or delivered together. `lines` are their ids.

    `selected` is the id of one of the `destinations`, and `chosen` that of one of the offered options; both are None
    without a choice. The shop chooses neither. The parcels that go to one destination name their `method`; a group
    that is the whole of it has None.
    """

    id: str
    kind: FulfilmentKind
    lines: tuple[str, ...]
    destinations: tuple[FulfilmentDestination, ...] = ()
    selected: str | None = None
    offered: tuple[FulfilmentOption, ...] = ()
    chosen: str | None = None
    method: str | None = None

    @property
    def method_id(self) -> str:
        """The id of the method: that of all parcels to one destination, or that of the group."""
        return self.method or self.id

    @property
    def destination(self) -> FulfilmentDestination | None:
        """The selected one of the destinations; None if none is selected."""
        for each in self.destinations:
            if each.id == self.selected:
                return each
        return None

    @property
    def option(self) -> FulfilmentOption | None:
        """The chosen one of the offered options; None if none is chosen."""
        for option in self.offered:
            if option.id == self.chosen:
                return option
        return None

    @property
    def missing(self) -> str | None:
        """What is missing before the group can be sent, `address` or `option`; None if nothing is."""
        if not self.lines:
            return None
        if self.kind.needs_address and self.destination is None:
            return ADDRESS
        return "option" if self.option is None else None


@dataclass(frozen=True, kw_only=True)
class Fulfilment:
    """The fulfilment as a whole. `chosen` is the id of an offered option, or None without a choice.

    `is_preselected` is whether the shop chose the option and not the customer. `needs_address` is whether anything has
    to be sent to an address. With `groups`, these have the destinations, the options and the choices. Taxes and options
    that are `is_provisional` are those of a place that the client supposes; there is no destination yet.
    """

    needs_address: bool
    address: Address | None = None
    recipient: Recipient | None = None
    offered: tuple[FulfilmentOption, ...] = ()
    chosen: str | None = None
    is_preselected: bool = True
    groups: tuple[FulfilmentGroup, ...] = ()
    is_provisional: bool = False

    @property
    def option(self) -> FulfilmentOption | None:
        """The chosen one of the offered options; None if none is chosen."""
        for option in self.offered:
            if option.id == self.chosen:
                return option
        return None

    @property
    def options(self) -> tuple[FulfilmentOption, ...]:
        """All chosen options: one, or that of each group."""
        if not self.groups:
            option = self.option
            return () if option is None else (option,)
        chosen = (group.option for group in self.groups)
        return tuple(option for option in chosen if option is not None)

    @property
    def total(self) -> int:
        """The cost of the chosen options including tax, in minor units; 0 without any."""
        if self.groups:
            return sum([option.total for option in self.options])
        option = self.option
        return 0 if option is None else option.total

    @property
    def missing(self) -> str | None:
        """What is missing before anything can be sent, `address` or `option`; None if nothing is."""
        if self.groups:
            return next((group.missing for group in self.groups if group.missing), None)
        if self.needs_address and self.address is None:
            return ADDRESS
        return "option" if self.option is None else None

    @property
    def addresses(self) -> tuple[Address, ...]:
        """The addresses of the customer that goods are sent to."""
        return tuple(address for address, _ in self._persons() if address is not None)

    @property
    def is_personal(self) -> bool:
        """Whether it says who the goods go to."""
        if not self.groups:
            return self.address is not None or self.recipient is not None
        return any(address is not None or person is not None for address, person in self._persons())

    def _persons(self) -> Iterator[tuple[Address | None, Recipient | None]]:
        yield self.address, self.recipient
        for group in self.groups:
            for each in group.destinations:
                yield each.address, each.recipient
