"""The known addresses of buyers. A merchant has a book for each buyer, who is named by an e-mail address.

The addresses of a book are sealed with a key of its own. Destroying the key deletes the book.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from application.ports.person_vault import Identity
from domain.values.customer import Address

ADDRESS_BOOK: Final = "address-book"
"""The class of the keys of address books. The id of the book stands in the place of that of a checkout."""

MOST_KNOWN: Final = 10
"""The addresses that a book keeps: those that were used last, and then those that were imported first."""


@dataclass(frozen=True, kw_only=True)
class AddressEntry:
    """An address to be remembered for the buyer with the identity `buyer`, which is an e-mail address.

    Entries of one buyer with equal `content` are the same address. The buyer is found by `identities`. With an
    `own_id`, which the merchant gave, it replaces the address of that id.
    """

    buyer: Identity
    address: Address
    phone: str | None
    content: str
    identities: Sequence[Identity]
    own_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class KnownAddress:
    """An address of a buyer. Its id is the one that the merchant gave, or the same as long as the book exists.

    `used_at` is the last completed purchase with it; None for one that was imported only. `noted_at` is its last
    purchase or import.
    """

    id: str
    address: Address
    phone: str | None
    used_at: datetime | None
    noted_at: datetime
    has_own_id: bool = False


@dataclass(frozen=True, kw_only=True)
class AddressBookSummary:
    """A book, the number of its addresses, and the last purchase or import of any of them."""

    id: str
    merchant: str
    count: int
    noted_at: datetime


class AddressBook(Protocol):
    """The books of all merchants. Every method raises StoreUnavailable."""

    async def addresses_of(self, merchant: str, buyer: Identity) -> Sequence[KnownAddress]:
        """Return the addresses of a buyer, the newest use first, and then in the order of their import."""

    async def remember(
        self,
        merchant: str,
        entries: Sequence[AddressEntry],
        *,
        at: datetime,
        used_at: datetime | None = None,
    ) -> None:
        """Record addresses of buyers at the time `at`. `used_at` is the time of their purchase, if there was one.

        Equal ones of a buyer are kept once, and of each buyer MOST_KNOWN. A new key is due for a first review then.
        """

    async def find_books(self, ids: Sequence[str]) -> Sequence[AddressBookSummary]:
        """Return those of the ids that are books with addresses, in the order of their ids."""

    async def read(self, book_id: str) -> Sequence[KnownAddress]:
        """Return the addresses of a book, as `addresses_of` does."""

    async def position(self, merchant: str) -> int | None:
        """Return the position in the audit log up to which purchases are remembered; None before the first one."""

    async def advance(self, merchant: str, position: int) -> None:
        """Move the position of a merchant. It never moves back."""
