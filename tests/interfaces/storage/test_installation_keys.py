"""Keys of the installation."""

import asyncio

import pytest

from interfaces.storage.postgres.storage import PostgresStorage
from interfaces.storage.postgres.tables.installation_keys import LoadedKey


async def test_a_key_is_made_once(postgres: PostgresStorage) -> None:
    """However many ask at the same time, there is one key for a purpose, and another one for another."""
    keys = postgres.installation_keys
    found = await asyncio.gather(*(keys.key_for("tokens") for _ in range(8)))
    assert len(set(found)) == 1
    assert len(found[0]) == 32
    assert await keys.key_for("something else") != found[0]


async def test_a_loaded_key_is_the_one_of_the_database(postgres: PostgresStorage) -> None:
    """A server that has not read the key yet signs nothing."""
    loaded = LoadedKey()
    with pytest.raises(RuntimeError, match="before the server had opened"):
        loaded()
    await loaded.load(postgres.installation_keys, "tokens")
    assert loaded() == await postgres.installation_keys.key_for("tokens")
