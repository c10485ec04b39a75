"""Each checkout has a key that salts its entries: wrapped with the master key, and apart from those of its data."""

import asyncio
from dataclasses import replace

import psycopg
import pytest

from application.ledger.format.openings import EntryOpening, opened_entry, shown_text
from application.ports.key_vault import LEDGER_KEY, DataKeyId
from application.ports.ledger.reading import Ledger, MissingOpening
from interfaces.storage.codecs.wrapping import MasterKeyMissing, MasterKeys
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.events.compression import Compression
from interfaces.storage.postgres.storage import PostgresStorage
from interfaces.storage.postgres.wrapped_keys.counts import count_keys
from interfaces.storage.postgres.wrapped_keys.rotation import only_rotation, wrap_with_current
from tests.interfaces.storage.audit.histories import one_history, store, store_from
from tests.interfaces.storage.examples import AT
from tests.interfaces.storage.ledger.following import (
    ORIGIN,
    Following,
    open_follower,
    problem,
    stored_entries,
)
from tests.master_key import MASTER_KEYS

_NEW = MasterKeys(current=bytes(32), older=(MASTER_KEYS.current,))
_ONLY_NEW = MasterKeys(current=bytes(32))
_PERSON = DataKeyId(checkout_id="a", data_class="person")
_LEDGER = DataKeyId(checkout_id="a", data_class=LEDGER_KEY)


def _run(statement: str, url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(statement.encode())


async def _openings(ledger: Ledger, checkout_id: str = "a") -> list[EntryOpening | MissingOpening]:
    return [each.opening for each in await ledger.open_entries(checkout_id, first=1, last=99)]


async def test_an_opening_gives_its_entry(following: Following, ledger: Ledger) -> None:
    """Each version of a checkout is opened, and the opening shows the stored JSON and not what readers see."""
    url, codec = following.database_url, EventCodec()
    store(url, [*one_history("b", 1, 2), *one_history("a", 1, 3)])
    await asyncio.to_thread(following.drain)
    store(url, one_history("a", 4, 4))
    found = await ledger.open_entries("a", first=2, last=4)
    entries = stored_entries(url)
    assert [(each.version, each.index) for each in found] == [(2, 3), (3, 4)]
    for each in found:
        assert isinstance(each.opening, EntryOpening)
        assert each.entry == entries[each.index]
        assert opened_entry(each.opening).encode() == each.entry
    event = one_history("a", 1, 3)[2]
    json = Compression().unpack(codec.encode(event)).decode()
    opening = found[1].opening
    assert isinstance(opening, EntryOpening)
    assert f'"timestamp":{shown_text(opening, "/timestamp")}' in json
    assert shown_text(opening, "topic") == event.TOPIC
    assert await ledger.open_entries("nobody\0", first=1, last=9) == []


async def test_the_index_of_an_event(following: Following, ledger: Ledger) -> None:
    """An event is found by its checkout and version once the tree has it, also in a second bundle."""
    url = following.database_url
    store(url, one_history("a", 1, 300))
    assert await ledger.index_of("a", 1) is None
    await asyncio.to_thread(following.drain)
    assert [await ledger.index_of("a", version) for version in (1, 256, 257, 300)] == [
        0,
        255,
        256,
        299,
    ]
    store(url, one_history("a", 301, 301))
    assert await ledger.index_of("a", 301) is None
    assert await ledger.index_of("b", 1) is None
    assert await ledger.index_of("nobody\0", 1) is None


async def test_a_rotated_master_key_opens_entries(
    following: Following, migrated_url: str, ledger: Ledger
) -> None:
    """The rotation wraps the keys of the ledger too. The new master key alone opens them, and logs on."""
    store(migrated_url, one_history("a", 1, 2))
    await asyncio.to_thread(following.drain)
    before = await _openings(ledger)
    with only_rotation(migrated_url) as connection:
        assert wrap_with_current(connection, _NEW, lambda _done, _total: None) == 1
        assert count_keys(connection).data_keys == {_NEW.current_id: 1}
    async with PostgresStorage(
        migrated_url, master_keys=_ONLY_NEW, ledger_origin=ORIGIN
    ) as storage:
        assert await _openings(storage.ledger) == before
    with pytest.raises(MasterKeyMissing):
        await _openings(ledger)
    store(migrated_url, one_history("a", 3, 3))
    with open_follower(migrated_url, following.setup, master_keys=_ONLY_NEW) as rotated:
        assert await asyncio.to_thread(rotated.drain) == 1


def test_a_missing_master_key_stops_the_tree(following: Following) -> None:
    """Nothing is logged with another key than the checkout's; the state says which master key is missing."""
    store(following.database_url, one_history("a", 1, 2))
    following.drain()
    store(following.database_url, one_history("a", 3, 3))
    with (
        open_follower(following.database_url, following.setup, master_keys=_ONLY_NEW) as other,
        pytest.raises(MasterKeyMissing),
    ):
        other.drain()
    assert MASTER_KEYS.current_id in (problem(following.database_url) or "")
    assert following.drain() == 1
    assert problem(following.database_url) is None


async def test_a_lost_master_key_that_is_given_up(following: Following, migrated_url: str) -> None:
    """The keys that it wrapped count as destroyed, and later events of their checkouts are logged and opened."""
    store(migrated_url, one_history("a", 1, 2))
    following.drain()
    store(migrated_url, [*one_history("a", 3, 3), *one_history("b", 1, 1)])
    setup = replace(following.setup, replaces_lost_keys=True)
    with open_follower(migrated_url, setup, master_keys=_ONLY_NEW) as other:
        assert await asyncio.to_thread(other.drain) == 2
    async with PostgresStorage(
        migrated_url, master_keys=_ONLY_NEW, ledger_origin=ORIGIN
    ) as storage:
        first, second, third = await _openings(storage.ledger)
        assert (first, second) == (MissingOpening.ERASED, MissingOpening.ERASED)
        assert isinstance(third, EntryOpening)
        assert len(await _openings(storage.ledger, "b")) == 1


async def test_erasing_a_person_leaves_proofs_valid(
    following: Following, recording: PostgresStorage
) -> None:
    """Erasure finds the keys of the person's data and not that of the ledger, and every entry is opened as before."""
    await recording.vault.seal(_PERSON, ["Ada"], destroy_after=AT)
    store(following.database_url, one_history("a", 1, 3))
    await asyncio.to_thread(following.drain)
    before = await _openings(recording.ledger)
    (key,) = await recording.vault.keys_of(["a"])
    assert key.name == _PERSON
    await recording.vault.apply_retention("new policy", AT)
    assert [each.name for each in await recording.vault.due(AT.replace(year=9999), 9)] == [_PERSON]
    assert [each.data_class for each in await recording.key_lifetimes.lifetimes("a")] == ["person"]
    await recording.vault.destroy(_PERSON, AT)
    assert await _openings(recording.ledger) == before
    assert all(isinstance(each, EntryOpening) for each in before)
    store(following.database_url, one_history("a", 4, 4))
    assert await asyncio.to_thread(following.drain) == 1
    assert len(await _openings(recording.ledger)) == 4


async def test_a_destroyed_key_closes_its_entries(
    following: Following, recording: PostgresStorage
) -> None:
    """Entries stay, and say that their key is destroyed. Later events get a new key, and are opened with it.

    No event says that the key was to be destroyed, so for an audit it is missing.
    """
    url, ledger = following.database_url, recording.ledger
    store(url, [*one_history("a", 1, 2), *one_history("b", 1, 1)])
    await asyncio.to_thread(following.drain)
    before = stored_entries(url)
    await recording.vault.destroy(_LEDGER, AT)
    assert await _openings(ledger) == [MissingOpening.ERASED] * 2
    assert [each.entry for each in await ledger.recompute_entries(after=0, limit=9)] == [
        MissingOpening.KEY_MISSING,
        MissingOpening.KEY_MISSING,
        before[2],
    ]
    store(url, one_history("a", 3, 3))
    assert await asyncio.to_thread(following.drain) == 1
    assert stored_entries(url)[:3] == before
    first, second, third = await _openings(ledger)
    assert (first, second) == (MissingOpening.ERASED, MissingOpening.ERASED)
    assert isinstance(third, EntryOpening)


async def test_a_key_that_is_gone_without_a_record(following: Following, ledger: Ledger) -> None:
    """A key that was deleted in the table is missing, not erased."""
    store(following.database_url, one_history("a", 1, 1))
    await asyncio.to_thread(following.drain)
    _run("DELETE FROM tillroll.data_keys", following.database_url)
    assert await _openings(ledger) == [MissingOpening.KEY_MISSING]
    (found,) = await ledger.recompute_entries(after=0, limit=9)
    assert found.entry is MissingOpening.KEY_MISSING


async def test_a_changed_event_is_not_opened(following: Following, ledger: Ledger) -> None:
    """An event that was changed after it was logged gives another entry, or none if it is no event any more."""
    url = following.database_url
    store_from(url, 0, one_history("a", 1, 3))
    await asyncio.to_thread(following.drain)
    entries = stored_entries(url)
    found = await ledger.recompute_entries(after=0, limit=9)
    assert [each.entry for each in found] == entries
    assert [(each.position, each.checkout_id, each.version) for each in found] == [
        (1, "a", 1),
        (2, "a", 2),
        (3, "a", 3),
    ]
    _run("UPDATE tillroll.checkout_events SET topic = 'another' WHERE originator_version = 2", url)
    _run("UPDATE tillroll.checkout_events SET state = '{' WHERE originator_version = 3", url)
    opened = await _openings(ledger)
    assert isinstance(opened[0], EntryOpening)
    assert opened[1:] == [MissingOpening.ALTERED, MissingOpening.UNREADABLE]
    first, second, third = await ledger.recompute_entries(after=0, limit=9)
    assert first.entry == entries[0]
    assert second.entry not in {*entries, *MissingOpening}
    assert third.entry is MissingOpening.UNREADABLE


def test_an_event_that_cannot_be_logged_stops_the_tree(following: Following) -> None:
    """The events before it are logged, it is not skipped, and the state says which event it is."""
    url = following.database_url
    store_from(url, 0, one_history("a", 1, 4))
    _run("UPDATE tillroll.checkout_events SET state = '{' WHERE originator_version = 3", url)
    assert following.follower.step() == 2
    with pytest.raises(Exception, match="position 3"):
        following.follower.step()
    assert len(stored_entries(url)) == 2
    assert "version 3 of checkout 'a'" in (problem(url) or "")
