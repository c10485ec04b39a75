"""The known addresses of a buyer as destinations that a session may select.

Only for a caller that holds the merchant's key and named the e-mail address itself: the answer says where a person
lives.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from application.address_book.entries import content_of
from application.persons.identities import email as identities_of_email
from application.ports.buyers.address_book import AddressBook, KnownAddress
from domain.values.fulfilment import FulfilmentDestination, Recipient


@dataclass(frozen=True)
class KnownAddresses:
    """Reads address books for sessions."""

    _book: AddressBook

    async def known_addresses(self, merchant: str, email: str) -> Sequence[FulfilmentDestination]:
        """Return the buyer's addresses, the newest use first. None of them is selected. Raises StoreUnavailable."""
        found: list[KnownAddress] = []
        for buyer in identities_of_email(email):
            found += await self._book.addresses_of(merchant, buyer)
        return [
            FulfilmentDestination(
                id=each.id,
                address=each.address,
                recipient=None if each.phone is None else Recipient(phone=each.phone),
            )
            for each in found
        ]


def find_equal(
    destination: FulfilmentDestination, known: Sequence[FulfilmentDestination]
) -> FulfilmentDestination | None:
    """Return the known address that a destination equals, so that it gets that one's id; None if it is new.

    A name is compared as one text. It makes no difference where one of both has none, and neither does a phone number.
    """
    place, *persons = _content(destination)
    if place is None:
        return None
    for each in known:
        other, *others = _content(each)
        if other == place and all(
            None in pair or pair[0] == pair[1] for pair in zip(persons, others, strict=True)
        ):
            return each
    return None


def _content(destination: FulfilmentDestination) -> tuple[str | None, str | None, str | None]:
    """Return the place, the name and the phone number of a destination, as texts that can be compared."""
    address = destination.address
    if address is None:
        return None, None, None
    parts = (address.first_name, address.last_name)
    name = address.name or " ".join(part for part in parts if part)
    place = content_of(replace(address, name=None, first_name=None, last_name=None), None)
    phone = (destination.recipient or Recipient()).phone
    return place, " ".join(name.casefold().split()) or None, phone or None
