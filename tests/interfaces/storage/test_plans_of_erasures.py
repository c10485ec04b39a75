"""The plans of erasures, their keys and their certificates, in each storage."""

from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest

from application.persons.retention import RetentionPolicy
from application.ports.erasures.plans import Certificate, ErasureCause, ErasureRequest
from application.ports.key_vault import DataKeyId, HeldKey
from application.ports.person_vault import PERSON
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.conftest import Storage
from tests.interfaces.storage.examples import AT

LATER = AT + timedelta(days=1)
REQUEST = ErasureRequest(
    id="erasure-1",
    cause=ErasureCause.REQUESTED,
    requested_by="user:grace",
    dialect="tillroll",
    operation="erase person",
    request_id="r-1",
    at=AT,
)


async def _keys(storage: Storage, *checkout_ids: str) -> list[HeldKey]:
    for checkout_id in checkout_ids:
        await storage.persons.key_for_sealing(checkout_id, (), destroy_after=LATER)
    return list(await storage.vault.keys_of(checkout_ids))


async def _planned(storage: Storage, *checkout_ids: str) -> list[HeldKey]:
    keys = await _keys(storage, *checkout_ids)
    await storage.erasures.plan(REQUEST, keys, ["demo-shop"] * len(keys))
    return keys


async def _certificate(storage: Storage) -> Certificate:
    certificate = await storage.erasures.certificate(REQUEST.id)
    assert certificate is not None
    return certificate


async def test_keys_of_every_class_are_held(storage: Storage) -> None:
    """A checkout has one key for each class, and each has a mark of its own."""
    await storage.vault.seal(
        DataKeyId(checkout_id="c-1", data_class="merchant-data"), ["x"], destroy_after=LATER
    )
    keys = await _keys(storage, "c-1", "c-2")
    assert [(key.name.checkout_id, key.name.data_class) for key in keys] == [
        ("c-1", "merchant-data"),
        ("c-1", PERSON),
        ("c-2", PERSON),
    ]
    assert len({key.mark for key in keys}) == 3
    assert all(len(bytes.fromhex(key.mark)) == 32 for key in keys)


async def test_a_key_with_another_mark_is_not_destroyed(storage: Storage) -> None:
    """A key that replaced the planned one stays."""
    (old,) = await _keys(storage, "c-1")
    await storage.vault.destroy(old.name, AT, old.mark)
    (new,) = await _keys(storage, "c-1")
    await storage.vault.destroy(old.name, LATER, old.mark)
    assert await storage.vault.remaining_keys((old, new)) == [new]


async def test_a_plan_is_open_until_its_keys_are_destroyed(storage: Storage) -> None:
    """Keys that are not destroyed are listed in pages, and the certificate has the times of the others."""
    first, second, third = await _planned(storage, "c-1", "c-2", "c-3")
    await storage.vault.destroy(second.name, LATER, second.mark)
    page = await storage.erasures.open(None, 1)
    rest = await storage.erasures.open(page[0], 10)
    assert [each.key for each in (*page, *rest)] == [first, third]
    assert page[0].request == REQUEST
    certificate = await _certificate(storage)
    assert certificate.request == REQUEST
    assert [each.destroyed_at for each in certificate.keys] == [None, LATER, None]
    assert not certificate.is_complete


async def test_a_complete_certificate(storage: Storage) -> None:
    """When every key is destroyed, nothing is open. The first time of a destruction stays."""
    (key,) = await _planned(storage, "c-1")
    await storage.vault.destroy(key.name, LATER, key.mark)
    await storage.vault.destroy(key.name, LATER + timedelta(days=1), key.mark)
    assert await storage.erasures.open(None, 10) == []
    certificate = await _certificate(storage)
    assert certificate.is_complete
    assert [each.destroyed_at for each in certificate.keys] == [LATER]


async def test_a_plan_has_only_keys_that_exist(storage: Storage) -> None:
    """A key that was destroyed before the plan is not in it. A repeated plan changes nothing."""
    gone, kept = await _keys(storage, "c-1", "c-2")
    await storage.vault.destroy(gone.name, AT)
    for _ in range(2):
        await storage.erasures.plan(REQUEST, (gone, kept), ("demo-shop", "demo-shop"))
    assert [each.key for each in (await _certificate(storage)).keys] == [kept]
    assert await storage.erasures.certificate("another") is None


async def test_a_new_policy_makes_keys_of_persons_due(storage: Storage) -> None:
    """Each key of personal data is due once for a new policy. Keys of other classes keep their time."""
    name = DataKeyId(checkout_id="c-1", data_class="merchant-data")
    await storage.vault.seal(name, ["x"], destroy_after=LATER)
    person = (await _keys(storage, "c-1", "c-2"))[1:]
    policy = RetentionPolicy({"demo-shop": 3}).text
    await storage.vault.apply_retention(policy, AT)
    assert await storage.vault.applied_retention() == policy
    assert sorted(key.name.checkout_id for key in await storage.vault.due(AT, 10)) == ["c-1", "c-2"]
    for key in person:
        await storage.vault.postpone(key.name, LATER)
    await storage.vault.apply_retention(policy, AT)
    assert await storage.vault.due(AT, 10) == []


async def test_a_destruction_stays_recorded_once(
    postgres: PostgresStorage, migrated_url: str
) -> None:
    """A restored key that is destroyed again keeps the first time."""
    (key,) = await _keys(postgres, "c-1")
    with psycopg.connect(migrated_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE backup AS SELECT * FROM tillroll.data_keys")
        await postgres.vault.destroy(key.name, AT, key.mark)
        connection.execute("INSERT INTO tillroll.data_keys SELECT * FROM backup")
    assert await postgres.vault.remaining_keys((key,)) == [key]
    await postgres.vault.destroy(key.name, LATER, key.mark)
    assert (await postgres.persons.access("c-1")).erased_at == AT


async def test_a_key_that_came_back_is_planned_again(
    postgres: PostgresStorage, migrated_url: str
) -> None:
    """A destroyed key that a restored backup brought back is open again, under the first request."""
    (key,) = await _planned(postgres, "c-1")
    with psycopg.connect(migrated_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE backup AS SELECT * FROM tillroll.data_keys")
        await postgres.vault.destroy(key.name, AT, key.mark)
        connection.execute("INSERT INTO tillroll.data_keys SELECT * FROM backup")
    again = replace(REQUEST, cause=ErasureCause.RESTORED)
    await postgres.erasures.plan(again, (key,), ("demo-shop",))
    (planned,) = await postgres.erasures.open(None, 10)
    assert (planned.key, planned.request) == (key, REQUEST)


async def test_a_delayed_vacuum_does_not_stop_an_erasure(
    postgres: PostgresStorage, migrated_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """While another session keeps VACUUM from running, the key is destroyed and the delay is logged."""
    (key,) = await _planned(postgres, "c-1")
    with psycopg.connect(migrated_url) as connection:
        connection.execute("LOCK TABLE tillroll.data_keys IN SHARE UPDATE EXCLUSIVE MODE")
        await postgres.vault.destroy(key.name, AT, key.mark)
    assert (await _certificate(postgres)).is_complete
    assert "VACUUM" in caplog.text
