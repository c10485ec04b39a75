"""Wrapping all keys in the database with another master key, in batches."""

import psycopg
import pytest

from application.ports.key_vault import DataKeyId
from interfaces.storage.codecs.wrapping import MasterKeys
from interfaces.storage.postgres.storage import PostgresStorage
from interfaces.storage.postgres.wrapped_keys.counts import PLAIN, count_keys
from interfaces.storage.postgres.wrapped_keys.rotation import (
    RotationUnderWay,
    only_rotation,
    wrap_with_current,
)
from tests.interfaces.storage.examples import AT
from tests.master_key import MASTER_KEYS

_NEW = MasterKeys(current=bytes(32), older=(MASTER_KEYS.current,))
_ONLY_NEW = MasterKeys(current=bytes(32))
_MANY = 7


def _name(number: int) -> DataKeyId:
    return DataKeyId(checkout_id=f"c-{number}", data_class="person")


class _Stopped(Exception):
    """The rotation is stopped between two batches."""


async def _sealed(url: str) -> list[str]:
    async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
        await storage.installation_keys.key_for("tokens")
        return [
            (await storage.vault.seal(_name(number), ["Ada"], destroy_after=AT))[0]
            for number in range(_MANY)
        ]


def _no_progress(_done: int, _total: int) -> None:
    pass


async def test_all_keys_change_their_master_key(migrated_url: str) -> None:
    """Each key is opened with the new master key alone, and opens what it sealed before."""
    sealed = await _sealed(migrated_url)
    seen: list[tuple[int, int]] = []
    with only_rotation(migrated_url) as connection:
        changed = wrap_with_current(
            connection, _NEW, lambda done, total: seen.append((done, total)), batch=2
        )
        counts = count_keys(connection)
        again = wrap_with_current(connection, _NEW, _no_progress, batch=2)
    assert (changed, again) == (_MANY + 1, 0)
    assert seen[-1] == (_MANY + 1, _MANY + 1)
    assert seen == sorted(seen)
    assert counts.data_keys == {_NEW.current_id: _MANY}
    assert counts.installation_keys == {_NEW.current_id: 1}
    async with PostgresStorage(migrated_url, master_keys=_ONLY_NEW) as storage:
        for number, text in enumerate(sealed):
            assert await storage.vault.open(_name(number), [text]) == ["Ada"]


async def test_a_rotation_that_was_stopped(migrated_url: str) -> None:
    """After a stop between two batches every key is opened, and the next rotation changes the rest only."""
    sealed = await _sealed(migrated_url)

    def stop(done: int, _total: int) -> None:
        if done >= 4:
            raise _Stopped

    with pytest.raises(_Stopped), only_rotation(migrated_url) as connection:
        wrap_with_current(connection, _NEW, stop, batch=2)
    async with PostgresStorage(migrated_url, master_keys=_NEW) as storage:
        for number, text in enumerate(sealed):
            assert await storage.vault.open(_name(number), [text]) == ["Ada"]
    with only_rotation(migrated_url) as connection:
        before = count_keys(connection)
        changed = wrap_with_current(connection, _NEW, _no_progress, batch=2)
        after = count_keys(connection)
    assert before.of(_NEW.current_id) + changed == after.of(_NEW.current_id) == _MANY + 1
    assert before.of(_NEW.current_id) >= 3


async def test_a_key_that_is_destroyed_meanwhile(migrated_url: str) -> None:
    """A key that a server destroys during the rotation stays destroyed."""
    sealed = await _sealed(migrated_url)
    with psycopg.connect(migrated_url, autocommit=True) as server:

        def destroy(_done: int, _total: int) -> None:
            server.execute("UPDATE tillroll.data_keys SET key = '' WHERE checkout_id = 'c-5'")

        with only_rotation(migrated_url) as connection:
            wrap_with_current(connection, _NEW, destroy, batch=2)
    async with PostgresStorage(migrated_url, master_keys=_NEW) as storage:
        assert await storage.vault.open(_name(5), [sealed[5]]) == [None]
        assert await storage.vault.open(_name(6), [sealed[6]]) == ["Ada"]


async def test_keys_that_cannot_be_opened(migrated_url: str) -> None:
    """Keys whose master key is lost, or that were tampered with, stay as they are. Plain ones are wrapped."""
    await _sealed(migrated_url)
    lost = MasterKeys(current=b"\x07" * 32)
    with psycopg.connect(migrated_url) as connection:
        for key, checkout in (
            (lost.wrap(bytes(32), "data key of c-1 person"), "c-1"),
            (MASTER_KEYS.wrap(bytes(32), "another"), "c-2"),
            (b"damaged", "c-3"),
            (b"\x09" * 32, "c-4"),
        ):
            connection.execute(
                "UPDATE tillroll.data_keys SET key = %s WHERE checkout_id = %s", (key, checkout)
            )
    with only_rotation(migrated_url) as connection:
        assert count_keys(connection).data_keys[PLAIN] == 1
        assert wrap_with_current(connection, _NEW, _no_progress) == _MANY + 1 - 3
        counts = count_keys(connection)
    assert counts.data_keys == {
        _NEW.current_id: _MANY - 3,
        lost.current_id: 1,
        MASTER_KEYS.current_id: 1,
        "unknown form": 1,
    }


def test_one_rotation_at_a_time(migrated_url: str) -> None:
    """A second rotation of the same database is refused while the first one runs."""
    with only_rotation(migrated_url), pytest.raises(RotationUnderWay), only_rotation(migrated_url):
        pass
    with only_rotation(migrated_url):
        pass
