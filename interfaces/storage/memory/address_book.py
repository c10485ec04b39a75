"""Address books in memory, for unit tests. The addresses are sealed as in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from application.address_book.entries import without_copies
from application.persons.retention import first_review
from application.ports.buyers.address_book import (
    ADDRESS_BOOK,
    MOST_KNOWN,
    AddressBookSummary,
    AddressEntry,
    KnownAddress,
)
from application.ports.key_vault import HeldKey
from application.ports.person_vault import Identity
from interfaces.storage.codecs.known_addresses import (
    content_mark,
    key_of,
    open_address,
    sealed_text,
)
from interfaces.storage.memory.key_vault import InMemoryKeyVault
from interfaces.storage.memory.person_vault import InMemoryPersonVault

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass
class _Row:
    content: bytes
    text: str
    used_at: datetime | None
    noted_at: datetime
    place: int


@dataclass
class InMemoryAddressBook:
    """Implements `application.ports.buyers.address_book.AddressBook` with the keys of an in-memory key vault."""

    _keys: InMemoryKeyVault
    _persons: InMemoryPersonVault
    _ids: dict[tuple[str, Identity], str] = field(default_factory=dict)
    _rows: dict[str, dict[bytes, _Row]] = field(default_factory=dict)
    _positions: dict[str, int] = field(default_factory=dict)
    _count: int = 0

    def __post_init__(self) -> None:
        self._keys.on_destroyed.append(self._delete)

    async def addresses_of(self, merchant: str, buyer: Identity) -> Sequence[KnownAddress]:
        """Return the addresses of a buyer, the newest use first."""
        book = self._ids.get((merchant, buyer))
        return [] if book is None else await self.read(book)

    async def remember(
        self,
        merchant: str,
        entries: Sequence[AddressEntry],
        *,
        at: datetime,
        used_at: datetime | None = None,
    ) -> None:
        """Record addresses of buyers."""
        for place, entry in enumerate(entries):
            book = self._book_of(merchant, entry.buyer)
            key = self._keys.key_for_sealing(key_of(book), first_review(at))
            self._persons.index(book, entry.identities)
            content = content_mark(key, entry)
            rows = self._rows.setdefault(book, {})
            old = rows.get(content)
            before = None if old is None else old.used_at
            uses = [each for each in (before, used_at) if each is not None]
            rows[content] = _Row(
                content, sealed_text(key, book, entry), max(uses, default=None), at, place
            )
            for row in self._in_order(book)[MOST_KNOWN:]:
                del rows[row.content]

    async def find_books(self, ids: Sequence[str]) -> Sequence[AddressBookSummary]:
        """Return those of the ids that are books with addresses, in order."""
        return [
            AddressBookSummary(
                id=book,
                merchant=merchant,
                count=len(rows),
                noted_at=max(each.noted_at for each in rows.values()),
            )
            for (merchant, _), book in sorted(self._ids.items(), key=lambda item: item[1])
            if book in ids and (rows := self._rows.get(book))
        ]

    async def read(self, book_id: str) -> Sequence[KnownAddress]:
        """Return the addresses of a book, the newest use first."""
        key = self._keys.key(key_of(book_id))
        if key is None:
            return []
        found = [
            open_address(key, book_id, row.content, row.text, (row.used_at, row.noted_at))
            for row in self._in_order(book_id)
        ]
        return without_copies(each for each in found if each is not None)

    async def position(self, merchant: str) -> int | None:
        """Return the position up to which purchases of a merchant are remembered."""
        return self._positions.get(merchant)

    async def advance(self, merchant: str, position: int) -> None:
        """Move the position of a merchant forward."""
        self._positions[merchant] = max(position, self._positions.get(merchant, 0))

    def _book_of(self, merchant: str, buyer: Identity) -> str:
        if (merchant, buyer) not in self._ids:
            self._count += 1
            self._ids[merchant, buyer] = f"buyer_{self._count}"
        return self._ids[merchant, buyer]

    def _in_order(self, book: str) -> list[_Row]:
        rows = sorted(self._rows.get(book, {}).values(), key=lambda row: (row.place, row.content))
        return sorted(rows, key=lambda row: row.used_at or _LONG_AGO, reverse=True)

    def _delete(self, key: HeldKey, _: datetime) -> None:
        if key.name.data_class == ADDRESS_BOOK:
            self._rows.pop(key.name.checkout_id, None)
            self._ids = {k: book for k, book in self._ids.items() if book != key.name.checkout_id}
