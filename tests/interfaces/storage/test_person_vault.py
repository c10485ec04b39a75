"""The vault of personal data: keys, blind indexes and their end, in each storage."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import psycopg

from application.ports.event_store import Alias, AliasTaken, Append
from application.ports.key_vault import DataKeyId
from application.ports.person_vault import PERSON, Identity, IdentityKind
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.conftest import Storage
from tests.interfaces.storage.examples import AT, changes

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


async def test_the_key_of_a_new_checkout_is_recorded_by_its_append(storage: Storage) -> None:
    """The append that opens a checkout stores its key and its index, and later requests get the same key."""
    new = storage.persons.new_key("c-1", destroy_after=AT)
    new = replace(new, terms=await storage.persons.index_terms((ADA,)))
    await storage.events.append(Append(changes("c-1", 1, 1), person=new))
    sealed = new.key.seal("customer.email", "ada@example.com")
    assert (await storage.persons.access("c-1")).open(sealed) == "ada@example.com"
    later = await storage.persons.key_for_sealing("c-1", (), destroy_after=AT)
    assert later.seal("customer.email", "ada@example.com") == sealed
    assert list(await storage.persons.find(ADA)) == ["c-1"]


async def test_a_refused_append_leaves_no_key(storage: Storage) -> None:
    """A refused checkout has no key, and no time of an erasure. The others of its batch keep theirs."""
    alias = Alias(scope="public-token", value="taken")
    await storage.events.append(Append(changes("c-1", 1, 1), aliases=[alias]))
    terms = await storage.persons.index_terms((ADA,))
    outcomes = await asyncio.gather(
        *(
            storage.events.append(
                Append(
                    changes(checkout_id, 1, 1),
                    aliases=aliases,
                    person=replace(
                        storage.persons.new_key(checkout_id, destroy_after=AT), terms=terms
                    ),
                )
            )
            for checkout_id, aliases in (("c-2", [alias]), ("c-3", []))
        ),
        return_exceptions=True,
    )
    assert isinstance(outcomes[0], AliasTaken)
    access = await storage.persons.access("c-2")
    assert (access.key, access.erased_at) == (None, None)
    assert list(await storage.persons.find(ADA)) == ["c-3"]
