"""The secret keys of an installation."""

import asyncio

import pytest

from interfaces.storage.postgres.storage import PostgresStorage
from interfaces.storage.postgres.tables.installation_keys import LoadedKey


async def test_concurrent_callers_get_the_same_key(postgres: PostgresStorage) -> None:
    """Concurrent callers get the same key for a purpose, and another key for another purpose."""
    keys = postgres.installation_keys
    found = await asyncio.gather(*(keys.key_for("tokens") for _ in range(8)))
    assert len(set(found)) == 1
    assert len(found[0]) == 32
    assert await keys.key_for("something else") != found[0]


async def test_a_loaded_key_equals_the_stored_one(postgres: PostgresStorage) -> None:
    """A key can be used only after it was loaded from the database."""
    loaded = LoadedKey()
    with pytest.raises(RuntimeError, match="before the server had opened"):
        loaded()
    await loaded.load(postgres.installation_keys, "tokens")
    assert loaded() == await postgres.installation_keys.key_for("tokens")
