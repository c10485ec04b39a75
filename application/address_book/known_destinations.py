"""The known addresses of a buyer as the destinations of groups that are sent.

They are offered to a group that comes without destinations, and none of them is selected. An address that the client
gives, without an id, gets the id of the known one that it equals.
"""

from collections.abc import Sequence
from dataclasses import replace

from application.address_book.known_addresses import KnownAddresses, find_equal
from application.selling.grouping.group_edits import GroupEdit
from domain.values.customer import Customer
from domain.values.fulfilment import FulfilmentDestination, FulfilmentKind


async def with_known_destinations(
    edits: Sequence[GroupEdit],
    book: KnownAddresses,
    merchant: str,
    *,
    buyer: Customer | None,
    before: Customer | None = None,
) -> tuple[GroupEdit, ...]:
    """Return the edits with what is known of the buyer, who was `before` until now. Raises StoreUnavailable."""
    email = None if buyer is None else buyer.email
    former = None if before is None else before.email
    if not edits or (email is None and former is None):
        return tuple(edits)
    known = [] if email is None else await book.known_addresses(merchant, email)
    withdrawn: frozenset[str] = frozenset()
    if former not in (None, email):
        others = await book.known_addresses(merchant, former or "")
        withdrawn = frozenset(each.id for each in others) - {each.id for each in known}
    return tuple(_edit(each, known, withdrawn) for each in edits)


def _edit(
    edit: GroupEdit, known: Sequence[FulfilmentDestination], withdrawn: frozenset[str]
) -> GroupEdit:
    if edit.kind not in (None, FulfilmentKind.SHIPPING):
        return edit
    if edit.destinations is None:
        return replace(edit, offered=tuple(known), withdrawn=withdrawn)
    return replace(
        edit, destinations=tuple(_with_known_id(each, known) for each in edit.destinations)
    )


def _with_known_id(
    destination: FulfilmentDestination, known: Sequence[FulfilmentDestination]
) -> FulfilmentDestination:
    equal = None if destination.id else find_equal(destination, known)
    return destination if equal is None else replace(destination, id=equal.id)
