"""The known addresses of a buyer as destinations that a session may select.

Only for a caller that holds the merchant's key and named the e-mail address itself: the answer says where a person
lives.
"""

from collections.abc import Sequence
from dataclasses import dataclass

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
    """Return the known address that a destination equals, so that it gets that one's id; None if it is new."""
    wanted = _content(destination)
    if wanted is None:
        return None
    return next((each for each in known if _content(each) == wanted), None)


def _content(destination: FulfilmentDestination) -> str | None:
    if destination.address is None:
        return None
    recipient = destination.recipient or Recipient()
    return content_of(destination.address, recipient.phone)
