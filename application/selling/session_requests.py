"""What clients ask of sessions, and why it cannot be quoted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from application.ports.catalogue import PickupLocation
from application.selling.customer_edits import (
    BuyerContextEdit,
    CustomerEdit,
    RecipientEdit,
    Removed,
)
from application.selling.grouping.group_edits import GroupEdit
from application.selling.grouping.groups import SEPARATOR, GroupRequest, own_id
from application.selling.line_naming import ItemRequest
from domain.values.buyer_context import BuyerContext
from domain.values.customer import Address, Customer
from domain.values.fulfilment import FulfilmentGroup, FulfilmentKind, Recipient
from domain.values.quote import NoticeKind, Quote

LARGEST_SUM = 10**15 - 1
"""In minor units. With shipping added it can still be stored, and written in JSON, exactly."""


@dataclass(eq=False)
class NotSold(Exception):
    """The shop does not sell `article`, the item at index `place` of the request."""

    article: str
    place: int


@dataclass(eq=False)
class NotOffered(Exception):
    """`option` is not one of the shipping options that are `offered`; it is at index `place` of the request.

    Of a request for parcels it is in that of the index `group`.
    """

    option: str
    offered: tuple[str, ...]
    place: int = 0
    group: int = 0


@dataclass(eq=False)
class Shortage(Exception):
    """There are only `available` pieces of `article`, which is in the line at index `place`, and more are wanted."""

    article: str
    available: int
    place: int


class OneOptionOnly(Exception):
    """The request chooses several options, and everything goes to one address."""


class TooMuch(Exception):
    """The total of the goods exceeds LARGEST_SUM."""


@dataclass(frozen=True, kw_only=True)
class NewSession:
    """The data of a new session. `option` is the id of the option for everything, `options` are those of groups.

    `cart` is the id of the cart that the session begins as (`application.selling.carts`). Without `merges_articles`,
    each item is a line of its own. With `refuses_shortages`, nothing is opened if there are too few pieces of one.
    `group_edits` are instead of `groups`. With `divides_parcels`, articles that travel apart have options apart. With
    `offers_known_addresses`, the client may see where the buyer lives. `provisional_place` is where the goods seem to
    go, for as long as there is no destination.
    """

    merchant: str
    dialect: str
    checkout_id: str
    public_token: str
    country: str
    currency: str
    items: tuple[ItemRequest, ...]
    customer: Customer | None = None
    address: Address | None = None
    recipient: Recipient | None = None
    option: str | None = None
    options: tuple[str, ...] = ()
    groups: tuple[GroupRequest, ...] = ()
    group_edits: tuple[GroupEdit, ...] | None = None
    codes: tuple[str, ...] = ()
    cart: str | None = None
    opened_from: str | None = None
    merges_articles: bool = True
    settings: str = "{}"
    metadata: str | None = None
    refuses_shortages: bool = False
    offers_known_addresses: bool = False
    divides_parcels: bool = False
    provisional_place: Address | None = None
    buyer_context: BuyerContext | None = None


@dataclass(frozen=True, kw_only=True)
class SessionUpdate:
    """A change of a session. None leaves a part unchanged, REMOVED removes it.

    `option` is the id of the option for everything, `options` are those of several groups. `group_edits` change the
    groups that there are, instead of `groups`. Without `merges_articles`, each item is a line of its own. With
    `refuses_shortages`, items are not changed if there are too few pieces of one. `offers_known_addresses`,
    `divides_parcels` and `provisional_place` are as in NewSession.
    """

    items: tuple[ItemRequest, ...] | None = None
    customer: CustomerEdit | None = None
    address: Address | Removed | None = None
    recipient: RecipientEdit | None = None
    option: str | Removed | None = None
    options: tuple[str, ...] = ()
    groups: tuple[GroupRequest, ...] | Removed | None = None
    group_edits: tuple[GroupEdit, ...] | None = None
    codes: tuple[str, ...] | None = None
    merges_articles: bool = True
    refuses_shortages: bool = False
    offers_known_addresses: bool = False
    divides_parcels: bool = False
    provisional_place: Address | None = None
    buyer_context: BuyerContextEdit | None = None


def only_option(options: Sequence[str], groups: Sequence[GroupRequest]) -> str | None:
    """Return the option for everything; None for groups. Raises OneOptionOnly."""
    if groups or not options:
        return None
    if len(set(options)) > 1:
        raise OneOptionOnly
    return options[0]


def with_choices(
    groups: Sequence[GroupRequest], options: Sequence[str]
) -> tuple[GroupRequest, ...]:
    """Return the groups with the options that name them."""
    chosen = {option.partition(SEPARATOR)[0]: option for option in options}
    return tuple(
        replace(each, chosen=chosen[each.id], choices={}) if each.id in chosen else each
        for each in groups
    )


def with_kept_parts(
    groups: Sequence[FulfilmentGroup],
    items: Sequence[ItemRequest],
    locations: Sequence[PickupLocation],
) -> list[FulfilmentGroup]:
    """Return the groups with the lines that the items still have, and without a location that the shop has no more."""
    kept = {name for item in items for name in (item.line, item.article)}
    known = {location.id for location in locations}
    return [
        replace(
            group,
            lines=tuple(line for line in group.lines if line in kept),
            selected=None
            if group.kind is FulfilmentKind.PICKUP and group.selected not in known
            else group.selected,
        )
        for group in groups
    ]


def refuse_unoffered(options: Sequence[str], quote: Quote) -> None:
    delivery = quote.delivery
    groups = delivery.groups
    chosen = {delivery.chosen, *(group.chosen for group in groups)}
    for place, option in enumerate(options):
        if option not in chosen:
            offered = [each.id for group in groups for each in group.offered]
            offered += [each.id for each in delivery.offered]
            raise NotOffered(option=option, offered=tuple(offered), place=place)


def refuse_unoffered_choices(
    groups: Sequence[GroupRequest], edits: Sequence[GroupEdit], quote: Quote
) -> None:
    """Raise NotOffered for a choice of the edits that is not offered to any parcel of their `groups`.

    The choice of a parcel that there is no more is passed over: clients send back what they were answered.
    """
    for place, (request, edit) in enumerate(zip(groups, edits, strict=False)):
        inside = [each for each in quote.delivery.groups if each.method_id == request.id]
        for choice in edit.choices:
            parcel = choice.parcel_of(request.id)
            if parcel is None:
                meant = [each for each in inside if each.id not in request.choices]
            else:
                meant = [each for each in inside if each.id == parcel]
            is_chosen = any(each.chosen is not None for each in meant)
            if isinstance(choice.option, Removed) or not meant or is_chosen:
                continue
            offered = [own_id(option, each.id) for each in meant for option in each.offered]
            raise NotOffered(
                option=choice.option,
                offered=tuple(dict.fromkeys(offered)),
                place=place,
                group=choice.place,
            )


def refuse_shortages(quote: Quote) -> None:
    """Raise Shortage for the first line of which there are too few pieces."""
    places = {line.id: place for place, line in enumerate(quote.cart.lines)}
    for notice in quote.notices:
        if notice.kind is NoticeKind.OUT_OF_STOCK:
            raise Shortage(
                article=notice.article,
                available=notice.available or 0,
                place=places.get(notice.line, 0),
            )


def options_of(option: str | Removed | None, options: Sequence[str]) -> tuple[str, ...]:
    """Return all options that a request chooses."""
    if options or option is None or isinstance(option, Removed):
        return tuple(options)
    return (option,)
