"""The vault of personal data: keys, blind indexes and their end, in each storage."""

from datetime import timedelta

import psycopg

from application.ports.key_vault import DataKeyId
from application.ports.person_vault import PERSON, Identity, IdentityKind
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.conftest import Storage
from tests.interfaces.storage.examples import AT

ADA = Identity(IdentityKind.EMAIL, "ada@example.com")
GRACE = Identity(IdentityKind.EMAIL, "grace@example.com")
NAME = DataKeyId(checkout_id="c-1", data_class=PERSON)


async def test_a_key_is_made_once(storage: Storage) -> None:
    """Two requests get the same key, and the access of the checkout opens what they sealed."""
    first = await storage.persons.key_for_sealing("c-1", (), destroy_after=AT)
    second = await storage.persons.key_for_sealing("c-1", (), destroy_after=AT)
    sealed = first.seal("customer.email", "ada@example.com")
    assert second.seal("customer.email", "ada@example.com") == sealed
    access = await storage.persons.access("c-1")
    assert access.open(sealed) == "ada@example.com"
    assert access.erased_at is None


async def test_a_person_is_found_in_all_checkouts(storage: Storage) -> None:
    """A search finds every checkout that was indexed with the identity, and no other one."""
    for checkout_id, identities in (("c-1", (ADA,)), ("c-2", (GRACE, ADA)), ("c-3", (GRACE,))):
        await storage.persons.key_for_sealing(checkout_id, identities, destroy_after=AT)
    assert list(await storage.persons.find(ADA)) == ["c-1", "c-2"]
    assert list(await storage.persons.find(Identity(IdentityKind.NAME, ADA.text))) == []


async def test_a_destroyed_key_finds_nobody(storage: Storage) -> None:
    """A destroyed key opens nothing, finds nobody, and leaves the time of the erasure."""
    key = await storage.persons.key_for_sealing("c-1", (ADA,), destroy_after=AT)
    await storage.persons.key_for_sealing("c-2", (ADA,), destroy_after=AT)
    sealed = key.seal("customer.email", "ada@example.com")
    await storage.vault.destroy(NAME, AT + timedelta(days=1))
    accesses = await storage.persons.accesses(("c-1", "c-2", "c-3"))
    assert accesses["c-1"].open(sealed) is None
    assert accesses["c-1"].erased_at == AT + timedelta(days=1)
    assert accesses["c-2"].key is not None
    assert accesses["c-3"].key is None
    assert list(await storage.persons.find(ADA)) == ["c-2"]


async def test_a_new_key_does_not_open_what_is_erased(storage: Storage) -> None:
    """Data given after an erasure has a key of its own. Erased data stays erased."""
    old = await storage.persons.key_for_sealing("c-1", (ADA,), destroy_after=AT)
    sealed = old.seal("customer.email", "ada@example.com")
    await storage.vault.destroy(NAME, AT)
    new = await storage.persons.key_for_sealing("c-1", (GRACE,), destroy_after=AT)
    assert new.open(sealed) is None
    assert list(await storage.persons.find(GRACE)) == ["c-1"]


async def test_the_index_has_no_clear_text(postgres: PostgresStorage, migrated_url: str) -> None:
    """The rows of the index hold the HMAC of an identity only."""
    await postgres.persons.key_for_sealing("c-1", (ADA,), destroy_after=AT)
    with psycopg.connect(migrated_url) as connection:
        rows = connection.execute("SELECT kind, term FROM tillroll.person_index").fetchall()
    ((kind, term),) = rows
    assert kind == "email"
    assert len(bytes(term)) == 16
    assert b"ada" not in bytes(term)


async def test_a_withdrawn_key_is_no_erasure(storage: Storage) -> None:
    """A withdrawn key finds nobody, and leaves no time of an erasure. Other checkouts keep theirs."""
    for checkout_id in ("c-1", "c-2"):
        await storage.persons.key_for_sealing(checkout_id, (ADA,), destroy_after=AT)
    await storage.persons.withdraw("c-1")
    access = await storage.persons.access("c-1")
    assert (access.key, access.erased_at) == (None, None)
    assert list(await storage.persons.find(ADA)) == ["c-2"]
