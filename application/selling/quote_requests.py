"""What a quote is computed from, besides the terms of the shop."""

from dataclasses import dataclass
from typing import Final

from application.selling.grouping.groups import GroupRequest
from application.selling.line_naming import ItemRequest
from domain.values.customer import Address
from domain.values.fulfilment import Recipient

GONE: Final = ""


@dataclass(frozen=True, kw_only=True)
class SessionRequest:
    """The customer's request. `chosen` is the selected shipping option; None if none was ever selected.

    `GONE` means a selected option that is no longer offered. `merges_articles` makes one line of all items of an
    article that name no line. `is_buyer_known` is whether the e-mail address of the buyer is. With `groups`, these have
    the choices, and `address` and `recipient` are those of groups without a destination. With `divides_parcels`,
    what is sent to one destination is divided into parcels. `provisional_place` is where the goods seem to go, as long
    as there is no destination.
    """

    items: tuple[ItemRequest, ...]
    address: Address | None = None
    recipient: Recipient | None = None
    chosen: str | None = None
    merges_articles: bool = True
    codes: tuple[str, ...] = ()
    is_buyer_known: bool = False
    groups: tuple[GroupRequest, ...] = ()
    divides_parcels: bool = False
    provisional_place: Address | None = None
