"""Seals the addresses of an address book with the key of the book, and opens them.

The sealed text is JSON of the parts that an address has. Its content is named by an HMAC, so that equal addresses have
one row, and a reader of the table cannot find out by guessing where a buyer lives. One to which the merchant gave an id
is named by an HMAC of that.
"""

import hmac
from dataclasses import fields
from datetime import datetime
from hashlib import sha256
from typing import Final

import msgspec

from application.ports.buyers.address_book import ADDRESS_BOOK, AddressEntry, KnownAddress
from application.ports.key_vault import DataKeyId
from domain.values.customer import Address
from interfaces.storage.codecs.sealing import seal, unseal

_PURPOSE: Final = b"tillroll known address\n"
_OWN: Final = "id\n"
_CONTENT_BYTES: Final = 16
_SHOWN_BYTES: Final = 12


class _StoredAddress(msgspec.Struct, frozen=True, omit_defaults=True):
    address: dict[str, str]
    phone: str | None = None
    own_id: str | None = None


_DECODER: Final = msgspec.json.Decoder(_StoredAddress)


def key_of(book_id: str) -> DataKeyId:
    """Return the name of the key of a book."""
    return DataKeyId(checkout_id=book_id, data_class=ADDRESS_BOOK)


def content_mark(key: bytes, entry: AddressEntry) -> bytes:
    """Return 16 bytes that name an entry within its book: by its own id, or else by its content."""
    named = entry.content if entry.own_id is None else f"{_OWN}{entry.own_id}"
    return hmac.digest(key, _PURPOSE + named.encode(), sha256)[:_CONTENT_BYTES]


def sealed_text(key: bytes, book_id: str, entry: AddressEntry) -> str:
    """Return the address and the phone number of an entry, sealed."""
    parts = {
        field.name: text
        for field in fields(Address)
        if (text := getattr(entry.address, field.name)) is not None
    }
    stored = msgspec.json.encode(
        _StoredAddress(address=parts, phone=entry.phone, own_id=entry.own_id)
    )
    return seal(key, key_of(book_id), stored.decode())


def open_address(
    key: bytes,
    book_id: str,
    content: bytes,
    text: str,
    times: tuple[datetime | None, datetime],
) -> KnownAddress | None:
    """Return the address of a row; None if another key, now destroyed, sealed it. Raises TamperedText.

    `times` are those of its last purchase and of its last purchase or import.
    """
    opened = unseal(key, key_of(book_id), text)
    if opened is None:
        return None
    stored = _DECODER.decode(opened)
    used_at, noted_at = times
    return KnownAddress(
        id=stored.own_id or f"address_{content[:_SHOWN_BYTES].hex()}",
        has_own_id=stored.own_id is not None,
        address=Address(**stored.address),
        phone=stored.phone,
        used_at=used_at,
        noted_at=noted_at,
    )
