"""PostgreSQL keeps no sample of keys and of index terms, which would outlive their erasure."""

import psycopg

from application.address_book.entries import entries_of_rows
from application.ports.catalogue import BuyerAddress
from application.ports.key_vault import DataKeyId
from application.ports.person_vault import PERSON, Identity, IdentityKind
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.examples import AT
from tests.master_key import MASTER_KEYS

_SAMPLES = """
SELECT tablename || '.' || attname FROM pg_stats
WHERE schemaname = 'tillroll' AND tablename IN ('data_keys', 'person_index', 'address_books', 'known_addresses')
"""
_KEYS = 50


async def test_no_key_is_in_the_statistics(migrated_url: str) -> None:
    """After ANALYZE the statistics have samples of the ids, and none of a key or a term."""
    async with PostgresStorage(migrated_url, master_keys=MASTER_KEYS) as storage:
        for number in range(_KEYS):
            identity = Identity(IdentityKind.EMAIL, f"{number}@person.example")
            await storage.persons.key_for_sealing(f"c-{number}", (identity,), destroy_after=AT)
        rows = [
            BuyerAddress(email=f"{number}@b", line_one="1", city="Lund", country="SE")
            for number in range(_KEYS)
        ]
        await storage.address_book.remember("demo", entries_of_rows(rows), at=AT)
        with psycopg.connect(migrated_url, autocommit=True) as connection:
            connection.execute("ANALYZE")
            sampled = {name for (name,) in connection.execute(_SAMPLES)}
        await storage.vault.destroy(DataKeyId(checkout_id="c-7", data_class=PERSON), AT)
    assert {"data_keys.checkout_id", "person_index.checkout_id"} <= sampled
    assert {"address_books.id", "known_addresses.book"} <= sampled
    hidden = {"data_keys.key", "person_index.term", "address_books.term"}
    assert not {*hidden, "known_addresses.content", "known_addresses.text"} & sampled
