"""The address books of buyers in PostgreSQL. No process caches a key, so deleting its row destroys it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from psycopg.types.numeric import Int8

from application.address_book.entries import without_copies
from application.ports.buyers.address_book import (
    MOST_KNOWN,
    AddressBookSummary,
    AddressEntry,
    KnownAddress,
)
from application.ports.person_vault import Identity
from interfaces.storage.codecs.field_sealing import index_term
from interfaces.storage.codecs.known_addresses import key_of, open_address
from interfaces.storage.codecs.wrapping import KeyWrapping
from interfaces.storage.postgres.addresses.entries import REMEMBER, SealedEntries
from interfaces.storage.postgres.connections.arrays import TextArray
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.tables.installation_keys import PostgresInstallationKeys
from interfaces.storage.postgres.tables.key_vault import about_data_key
from interfaces.storage.postgres.tables.person_vault import INDEX_PURPOSE

_ADDRESSES: Final = """
SELECT book.id, held.key, known.content, known.text, known.used_at, known.noted_at
FROM tillroll.address_books AS book
JOIN tillroll.data_keys AS held ON held.checkout_id = book.id AND held.data_class = 'address-book'
JOIN tillroll.known_addresses AS known ON known.book = book.id
"""
_KNOWN = f"""
{_ADDRESSES} WHERE book.merchant = $1 AND book.term = $2
ORDER BY known.used_at DESC NULLS LAST, known.place, known.content
"""
_READ = f"""
{_ADDRESSES} WHERE book.id = $1
ORDER BY known.used_at DESC NULLS LAST, known.place, known.content
"""
_FIND = """
SELECT book.id, book.merchant, count(*), max(known.noted_at)
FROM tillroll.address_books AS book
JOIN tillroll.known_addresses AS known ON known.book = book.id
WHERE book.id = ANY ($1::text[]) GROUP BY book.id ORDER BY book.id
"""
_POSITION = "SELECT position FROM tillroll.address_book_positions WHERE merchant = $1"
_ADVANCE = """
INSERT INTO tillroll.address_book_positions AS old (merchant, position) VALUES ($1, $2)
ON CONFLICT (merchant) DO UPDATE SET position = greatest(old.position, excluded.position)
"""


class PostgresAddressBook:
    """Implements `AddressBook` through a pool that it does not own. Every method raises StoreUnavailable."""

    def __init__(
        self,
        pool: StatementPool,
        installation_keys: PostgresInstallationKeys,
        master_keys: KeyWrapping,
    ) -> None:
        self._pool = pool
        self._installation_keys = installation_keys
        self._master_keys = master_keys
        self._index_key: bytes | None = None

    async def addresses_of(self, merchant: str, buyer: Identity) -> Sequence[KnownAddress]:
        """Return the addresses of a buyer, the newest use first. Raises TamperedText too."""
        term = index_term(await self._key_of_index(), buyer)
        return self._open(await self._pool.rows(_KNOWN, (merchant, term)))

    async def remember(
        self,
        merchant: str,
        entries: Sequence[AddressEntry],
        *,
        at: datetime,
        used_at: datetime | None = None,
    ) -> None:
        """Record addresses of buyers, in one transaction after that of new keys."""
        if entries:
            sealed = await self.seal(merchant, entries, at=at)
            await self._pool.rows(REMEMBER, sealed.parameters(at, used_at, MOST_KNOWN))

    async def seal(
        self, merchant: str, entries: Sequence[AddressEntry], *, at: datetime
    ) -> SealedEntries:
        """Return entries sealed with the keys of their books, which are made where there are none."""
        return await SealedEntries.of(
            self._pool, self._master_keys, await self._key_of_index(), merchant, entries, at
        )

    async def find_books(self, ids: Sequence[str]) -> Sequence[AddressBookSummary]:
        """Return those of the ids that are books with addresses, in order."""
        wanted = TextArray.encode([each for each in ids if can_be_key(each)])
        return [
            AddressBookSummary(id=book, merchant=merchant, count=count, noted_at=noted_at)
            for book, merchant, count, noted_at in await self._pool.rows(_FIND, (wanted,))
        ]

    async def read(self, book_id: str) -> Sequence[KnownAddress]:
        """Return the addresses of a book, the newest use first. Raises TamperedText too."""
        if not can_be_key(book_id):
            return []
        return self._open(await self._pool.rows(_READ, (book_id,)))

    async def position(self, merchant: str) -> int | None:
        """Return the position up to which purchases of a merchant are remembered."""
        for (position,) in await self._pool.rows(_POSITION, (merchant,)):
            return int(position)
        return None

    async def advance(self, merchant: str, position: int) -> None:
        """Move the position of a merchant forward."""
        await self._pool.rows(_ADVANCE, (merchant, Int8(position)))

    def _open(self, rows: Sequence[tuple[Any, ...]]) -> list[KnownAddress]:
        keys: dict[str, bytes] = {}
        found = []
        for book, wrapped, content, text, used_at, noted_at in rows:
            if book not in keys:
                name = key_of(book)
                about = about_data_key(name.checkout_id, name.data_class)
                keys[book] = self._master_keys.unwrap(bytes(wrapped), about)
            found.append(open_address(keys[book], book, bytes(content), text, (used_at, noted_at)))
        return without_copies(each for each in found if each is not None)

    async def _key_of_index(self) -> bytes:
        if self._index_key is None:
            self._index_key = await self._installation_keys.key_for(INDEX_PURPOSE)
        return self._index_key
