"""The contract of every address book: PostgreSQL, also with the server's role, and in memory."""

from dataclasses import replace
from datetime import timedelta

import psycopg

from application.address_book.entries import entries_of_rows
from application.address_book.known_addresses import KnownAddresses
from application.ports.buyers.address_book import ADDRESS_BOOK, MOST_KNOWN, AddressEntry
from application.ports.catalogue import BuyerAddress, Offer
from application.ports.key_vault import DataKeyId
from application.ports.person_vault import Identity, IdentityKind
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.conftest import Storage
from tests.interfaces.storage.examples import AT

ADA = "ada@example.com"
BY_EMAIL = Identity(IdentityKind.EMAIL, ADA)
HOME = BuyerAddress(
    email=ADA, name="Ada Lovelace", line_one="Storgatan 1", city="Lund", country="SE", phone="+4670"
)
WORK = replace(HOME, line_one="Kontorsgatan 2", postal_code="222 22", phone=None)


def entries(*rows: BuyerAddress) -> list[AddressEntry]:
    """Return the entries of rows."""
    return entries_of_rows(rows)


async def streets(storage: Storage, merchant: str = "a", email: str = ADA) -> list[str | None]:
    """Return the streets of the known addresses of a buyer, in their order."""
    known = await KnownAddresses(storage.address_book).known_addresses(merchant, email)
    return [each.address.address for each in known if each.address is not None]


async def test_addresses_are_read_back_in_the_order_of_the_import(storage: Storage) -> None:
    """All parts are kept. The buyer is found by the e-mail address without regard to case."""
    await storage.address_book.remember("a", entries(HOME, WORK), at=AT)
    known = await KnownAddresses(storage.address_book).known_addresses("a", " ADA@example.com")
    assert [each.address for each in known] == [each.address for each in entries(HOME, WORK)]
    assert [each.recipient and each.recipient.phone for each in known] == ["+4670", None]
    again = await KnownAddresses(storage.address_book).known_addresses("a", ADA)
    assert [each.id for each in again] == [each.id for each in known]


async def test_a_book_belongs_to_one_merchant_and_one_buyer(storage: Storage) -> None:
    """Another merchant, and another e-mail address, has none of its addresses."""
    await storage.address_book.remember("a", entries(HOME), at=AT)
    assert await streets(storage, merchant="b") == []
    assert await streets(storage, email="grace@example.com") == []


async def test_equal_addresses_are_kept_once(storage: Storage) -> None:
    """Case and repeated spaces make no new address, and the newest spelling is kept under the same id."""
    await storage.address_book.remember("a", entries(HOME), at=AT)
    (before,) = await storage.address_book.addresses_of("a", BY_EMAIL)
    typed = replace(HOME, line_one="STORGATAN  1")
    await storage.address_book.remember("a", entries(typed, typed), at=AT)
    (known,) = await storage.address_book.addresses_of("a", BY_EMAIL)
    assert (known.id, known.address.address) == (before.id, "STORGATAN  1")


async def test_the_newest_use_comes_first(storage: Storage) -> None:
    """An address of a purchase comes before imported ones, and a later import does not change that."""
    await storage.address_book.remember("a", entries(HOME), at=AT)
    await storage.address_book.remember("a", entries(WORK), at=AT, used_at=AT)
    await storage.address_book.remember("a", entries(HOME, WORK), at=AT + timedelta(days=1))
    known = await storage.address_book.addresses_of("a", BY_EMAIL)
    assert [(each.address.address, each.used_at) for each in known] == [
        ("Kontorsgatan 2", AT),
        ("Storgatan 1", None),
    ]
    later = AT + timedelta(days=2)
    await storage.address_book.remember("a", entries(HOME), at=later, used_at=later)
    assert await streets(storage) == ["Storgatan 1", "Kontorsgatan 2"]


async def test_a_book_has_a_limited_number_of_addresses(storage: Storage) -> None:
    """The last ones of an import are left out, and an address that is used stays."""
    many = [replace(HOME, line_one=f"Gatan {number}") for number in range(MOST_KNOWN + 2)]
    await storage.address_book.remember("a", entries(*many), at=AT)
    assert await streets(storage) == [f"Gatan {number}" for number in range(MOST_KNOWN)]
    await storage.address_book.remember("a", entries(WORK), at=AT, used_at=AT)
    assert await streets(storage) == ["Kontorsgatan 2"] + [f"Gatan {n}" for n in range(9)]


async def test_a_destroyed_key_takes_the_book_with_it(storage: Storage) -> None:
    """Nothing is listed, nobody is found, and what is given later is in a new book under new ids."""
    await storage.address_book.remember("a", entries(HOME), at=AT)
    (before,) = await storage.address_book.addresses_of("a", BY_EMAIL)
    (book,) = await storage.persons.find(BY_EMAIL)
    (key,) = await storage.vault.keys_of([book])
    assert key.name == DataKeyId(checkout_id=book, data_class=ADDRESS_BOOK)
    await storage.vault.destroy(key.name, AT, key.mark)
    assert await storage.address_book.find_books([book]) == []
    assert list(await storage.persons.find(BY_EMAIL)) == []
    assert await streets(storage) == []
    await storage.address_book.remember("a", entries(HOME), at=AT)
    (after,) = await storage.address_book.addresses_of("a", BY_EMAIL)
    assert after.id != before.id


async def test_a_book_is_found_by_every_name_and_number_in_it(storage: Storage) -> None:
    """A name and a phone number of an address lead to the book, as they lead to checkouts."""
    await storage.address_book.remember("a", entries(HOME), at=AT)
    (book,) = await storage.persons.find(Identity(IdentityKind.NAME, "ada lovelace"))
    (found,) = await storage.address_book.find_books([book, "c-1", "\0"])
    assert (found.merchant, found.count, found.noted_at) == ("a", 1, AT)


async def test_addresses_are_stored_with_the_catalogue(storage: Storage) -> None:
    """An import adds them to what the buyer has, and an import without addresses removes none."""
    await storage.address_book.remember("a", entries(WORK), at=AT, used_at=AT)
    await storage.catalogue.put("a", Offer(addresses=[HOME]))
    await storage.catalogue.put("a", Offer())
    assert await streets(storage) == ["Kontorsgatan 2", "Storgatan 1"]


async def test_a_position_never_moves_back(storage: Storage) -> None:
    """Each merchant has a position of its own."""
    assert await storage.address_book.position("a") is None
    for position in (7, 5):
        await storage.address_book.advance("a", position)
    assert await storage.address_book.position("a") == 7
    assert await storage.address_book.position("b") is None


async def test_no_address_is_stored_in_the_clear(
    postgres: PostgresStorage, migrated_url: str
) -> None:
    """Neither the tables of the book nor the index of persons has a text of the buyer."""
    await postgres.address_book.remember("a", entries(HOME), at=AT)
    with psycopg.connect(migrated_url) as connection:
        rows = [
            connection.execute(
                f"SELECT each::text FROM tillroll.{table} AS each".encode()
            ).fetchall()
            for table in ("address_books", "known_addresses", "person_index")
        ]
    assert all(rows)
    # Sealed text is random, so only texts that hardly ever occur by chance are looked for.
    assert not any(text in str(rows).lower() for text in ("ada lovelace", "lovelace", "storgatan"))
