"""Encrypted data and its key in the files of a real database, before and after the key is destroyed."""

from datetime import timedelta
from pathlib import Path

import psycopg

from application.ports.event_store import Append
from application.ports.key_vault import DataKeyId
from domain.events import MetadataReplaced
from interfaces.storage.postgres.embedded.server import embedded_postgres
from interfaces.storage.postgres.schema.migrations import migrate
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.examples import AT, changes
from tests.master_key import MASTER_KEYS

NAME = DataKeyId(checkout_id="c", data_class="merchant-data")
SECRET = "Ada buys a surprise for Grace, basket 17"


def _files_that_hold(folder: Path, text: bytes) -> list[str]:
    return [file.name for file in folder.rglob("*") if file.is_file() and text in file.read_bytes()]


async def test_a_destroyed_key_is_in_no_file(database_folder: Path) -> None:
    """The plain text is never in a file of the database. The key is in no table file after it is destroyed."""
    folder = database_folder / "postgres"
    with embedded_postgres(folder) as url:
        migrate(url)
        async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
            vault = storage.vault
            (sealed,) = await vault.seal(NAME, [SECRET], destroy_after=AT)
            first = changes("c", 1, 1)
            event = MetadataReplaced(
                originator_id="c",
                originator_version=2,
                timestamp=AT,
                provenance=first[0].provenance,
                metadata=f'"{sealed}"',
            )
            await storage.events.append(Append([*first, event]))
            assert await vault.open(NAME, [sealed]) == [SECRET]
            with psycopg.connect(url, autocommit=True) as connection:
                row = connection.execute("SELECT key FROM tillroll.data_keys").fetchone()
                assert row is not None
                key = bytes(row[0])
                connection.execute("CHECKPOINT")
            assert _files_that_hold(folder, key)
            await vault.destroy(NAME, AT)
            assert await vault.open(NAME, [sealed]) == [None]
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("CHECKPOINT")
        assert not _files_that_hold(folder / "base", key)
        assert not _files_that_hold(folder, SECRET.encode())


async def test_due_keys_are_listed_in_order(postgres: PostgresStorage) -> None:
    """The longest overdue key comes first. A postponed key is due at its new time."""
    vault = postgres.vault
    for number in (3, 1, 2):
        name = DataKeyId(checkout_id=f"c-{number}", data_class="merchant-data")
        await vault.seal(name, ["x"], destroy_after=AT + timedelta(days=number))
    due = await vault.due(AT + timedelta(days=2), 10)
    assert [key.name.checkout_id for key in due] == ["c-1", "c-2"]
    assert await vault.due(AT + timedelta(days=2), 1) == due[:1]
    await vault.postpone(due[0].name, AT + timedelta(days=9))
    assert await vault.due(AT + timedelta(days=2), 10) == due[1:]


async def test_a_second_encryption_uses_the_existing_key(postgres: PostgresStorage) -> None:
    """A second encryption uses the existing key, and does not postpone its destruction."""
    vault = postgres.vault
    (first,) = await vault.seal(NAME, [SECRET], destroy_after=AT)
    (again,) = await vault.seal(NAME, [SECRET], destroy_after=AT + timedelta(days=9))
    assert again == first
    assert [key.name for key in await vault.due(AT, 10)] == [NAME]
