"""The keys in the tables, as a dump of the database shows them."""

import psycopg
import pytest

from application.ports.event_store import StoreUnavailable
from application.ports.key_vault import DataKeyId
from interfaces.storage.codecs.wrapping import MasterKeyMissing, MasterKeys, TamperedKey
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.examples import AT
from tests.master_key import MASTER_KEYS

FIRST = DataKeyId(checkout_id="c-1", data_class="person")
SECOND = DataKeyId(checkout_id="c-2", data_class="person")
_OTHER = MasterKeys(current=bytes(32))
_STORED = """
SELECT 'data key of ' || checkout_id || ' ' || data_class, key FROM tillroll.data_keys
UNION ALL SELECT 'installation key ' || purpose, key FROM tillroll.installation_keys
"""
_SWAP = """
UPDATE tillroll.data_keys a SET key = b.key FROM tillroll.data_keys b
WHERE a.checkout_id <> b.checkout_id
"""


def _stored(url: str) -> dict[str, bytes]:
    with psycopg.connect(url) as connection:
        return {about: bytes(key) for about, key in connection.execute(_STORED)}


def _change(url: str, statement: str, *parameters: object) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode(), parameters)


async def test_a_dump_opens_nothing(migrated_url: str) -> None:
    """No key is stored in the clear: each is opened with the master key only, and is in no row of both tables."""
    async with PostgresStorage(migrated_url, master_keys=MASTER_KEYS) as storage:
        for name in (FIRST, SECOND):
            await storage.vault.seal(name, ["Ada"], destroy_after=AT)
        tokens = await storage.installation_keys.key_for("tokens")
    stored = _stored(migrated_url)
    assert len(stored) == 3
    opened = [MASTER_KEYS.unwrap(key, about) for about, key in stored.items()]
    assert tokens in opened
    for key in opened:
        assert not any(key in each for each in stored.values())


async def test_swapped_rows(migrated_url: str) -> None:
    """The key of another checkout, copied into a row, is refused."""
    async with PostgresStorage(migrated_url, master_keys=MASTER_KEYS) as storage:
        (sealed,) = await storage.vault.seal(FIRST, ["Ada"], destroy_after=AT)
        await storage.vault.seal(SECOND, ["Grace"], destroy_after=AT)
        _change(migrated_url, _SWAP)
        with pytest.raises(TamperedKey, match="data key of c-1 person"):
            await storage.vault.open(FIRST, [sealed])


async def test_a_lost_master_key(migrated_url: str) -> None:
    """Without its master key a text stays closed as unavailable, new checkouts get keys, and erasure works."""
    async with PostgresStorage(migrated_url, master_keys=MASTER_KEYS) as storage:
        (sealed,) = await storage.vault.seal(FIRST, ["Ada"], destroy_after=AT)
    async with PostgresStorage(migrated_url, master_keys=_OTHER) as storage:
        with pytest.raises(MasterKeyMissing, match=MASTER_KEYS.current_id):
            await storage.vault.open(FIRST, [sealed])
        (new,) = await storage.vault.seal(SECOND, ["Grace"], destroy_after=AT)
        assert await storage.vault.open(SECOND, [new]) == ["Grace"]
        assert FIRST in [held.name for held in await storage.vault.due(AT, 10)]
        await storage.vault.destroy(FIRST, AT)
        assert await storage.vault.open(FIRST, [sealed]) == [None]


async def test_storage_without_master_keys(migrated_url: str) -> None:
    """A storage that was given no master key stores no key at all."""
    async with PostgresStorage(migrated_url) as storage:
        with pytest.raises(StoreUnavailable):
            await storage.vault.seal(FIRST, ["Ada"], destroy_after=AT)
        with pytest.raises(StoreUnavailable):
            await storage.installation_keys.key_for("tokens")
    assert _stored(migrated_url) == {}


async def test_plain_keys_of_earlier_versions(migrated_url: str) -> None:
    """A key that an earlier version stored in the clear still opens what it sealed."""
    async with PostgresStorage(migrated_url, master_keys=MASTER_KEYS) as storage:
        (sealed,) = await storage.vault.seal(FIRST, ["Ada"], destroy_after=AT)
        tokens = await storage.installation_keys.key_for("tokens")
        for about, key in _stored(migrated_url).items():
            plain = MASTER_KEYS.unwrap(key, about)
            _change(
                migrated_url, "UPDATE tillroll.data_keys SET key = %s WHERE key = %s", plain, key
            )
            _change(
                migrated_url,
                "UPDATE tillroll.installation_keys SET key = %s WHERE key = %s",
                plain,
                key,
            )
        assert tokens in _stored(migrated_url).values()
        assert await storage.vault.open(FIRST, [sealed]) == ["Ada"]
        assert await storage.installation_keys.key_for("tokens") == tokens
