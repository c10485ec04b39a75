"""Entries of address books, sealed with the keys of their books and ready for one statement."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Self

from psycopg.types.numeric import Int8

from application.persons.retention import first_review
from application.ports.buyers.address_book import AddressEntry
from application.ports.event_store import StoreUnavailable
from interfaces.runtime.clock_and_ids import new_name
from interfaces.storage.codecs.field_sealing import index_term
from interfaces.storage.codecs.known_addresses import content_mark, key_of, sealed_text
from interfaces.storage.codecs.sealing import KEY_BYTES, key_mark
from interfaces.storage.codecs.wrapping import KeyWrapping
from interfaces.storage.postgres.connections.arrays import BytesArray, TextArray
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.tables.key_vault import about_data_key

REMEMBER: Final = "SELECT tillroll.remember_addresses($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
_OPEN: Final = """
SELECT of_term, book, book_key, book_mark FROM tillroll.open_address_books($1, $2, $3, $4, $5, $6)
"""
_ATTEMPTS: Final = 3


@dataclass(frozen=True)
class _Book:
    id: str
    key: bytes
    mark: bytes


@dataclass
class SealedEntries:
    """Columns of the rows of known addresses and of the index of persons."""

    books: list[str] = field(default_factory=list)
    marks: list[bytes] = field(default_factory=list)
    contents: list[bytes] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    indexed: dict[tuple[str, str, bytes], None] = field(default_factory=dict)

    @classmethod
    async def of(
        cls,
        pool: StatementPool,
        master_keys: KeyWrapping,
        index_key: bytes,
        merchant: str,
        entries: Sequence[AddressEntry],
        at: datetime,
    ) -> Self:
        """Seal the entries. New books and their keys are stored by this. Raises StoreUnavailable."""
        terms = {each.buyer: index_term(index_key, each.buyer) for each in entries}
        opened: dict[bytes, _Book] = {}
        for _ in range(_ATTEMPTS):
            # A book that is erased at the same time is missing, and is made anew.
            missing = [term for term in dict.fromkeys(terms.values()) if term not in opened]
            if not missing:
                break
            opened |= await _open(pool, master_keys, merchant, missing, at)
        sealed = cls()
        seen: set[tuple[str, bytes]] = set()
        for entry in entries:
            book = opened.get(terms[entry.buyer])
            if book is None:
                raise StoreUnavailable("an address book was erased again and again")
            content = content_mark(book.key, entry)
            sealed.indexed |= {
                (book.id, each.kind.value, index_term(index_key, each)): None
                for each in entry.identities
            }
            if (book.id, content) in seen:
                continue
            seen.add((book.id, content))
            sealed.books.append(book.id)
            sealed.marks.append(book.mark)
            sealed.contents.append(content)
            sealed.texts.append(sealed_text(book.key, book.id, entry))
        return sealed

    def parameters(self, at: datetime, used_at: datetime | None, most: int) -> tuple[object, ...]:
        """Return the parameters of `REMEMBER`."""
        return (
            TextArray.encode(self.books),
            BytesArray.of(self.marks),
            BytesArray.of(self.contents),
            TextArray.encode(self.texts),
            used_at,
            at,
            Int8(most),
            TextArray.encode([book for book, _, _ in self.indexed]),
            TextArray.encode([kind for _, kind, _ in self.indexed]),
            BytesArray.of([term for _, _, term in self.indexed]),
        )


async def _open(
    pool: StatementPool,
    master_keys: KeyWrapping,
    merchant: str,
    terms: Sequence[bytes],
    at: datetime,
) -> dict[bytes, _Book]:
    ids = [new_name("buyer") for _ in terms]
    keys = [secrets.token_bytes(KEY_BYTES) for _ in terms]
    rows = await pool.rows(
        _OPEN,
        (
            merchant,
            BytesArray.of(terms),
            TextArray.encode(ids),
            BytesArray.of(
                [master_keys.wrap(key, _about(book)) for book, key in zip(ids, keys, strict=True)]
            ),
            BytesArray.of([key_mark(key) for key in keys]),
            first_review(at),
        ),
    )
    return {
        bytes(term): _Book(book, master_keys.unwrap(bytes(wrapped), _about(book)), bytes(mark))
        for term, book, wrapped, mark in rows
    }


def _about(book_id: str) -> str:
    name = key_of(book_id)
    return about_data_key(name.checkout_id, name.data_class)
