"""Erasing a person's data changes no byte of a refused attempt, so it breaks no proof of it."""

import asyncio
from collections.abc import Sequence

from application.ledger.format.openings import EntryOpening
from application.ledger.proving import ProofService
from application.ports.key_vault import REFUSAL_LEDGER_KEY, DataKeyId
from application.ports.ledger.reading import Ledger, MissingOpening
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.examples import AT
from tests.interfaces.storage.ledger.following import Following
from tests.interfaces.storage.ledger.refusals.refused_attempts import store_refusals

_PERSON = DataKeyId(checkout_id="a", data_class="person")


async def _openings(ledger: Ledger) -> Sequence[EntryOpening | MissingOpening]:
    return [each.opening for each in await ledger.open_entries("a", first=1, last=99)]


async def test_erasing_a_person(following: Following, recording: PostgresStorage) -> None:
    """Erasure finds the keys of the person's data and not that of the ledger; entries and proofs stay."""
    ledger = recording.refusal_ledger
    await recording.vault.seal(_PERSON, ["Ada"], destroy_after=AT)
    store_refusals(following.database_url, "a", "a")
    await asyncio.to_thread(following.drain)
    openings = await _openings(ledger)
    proof = await ProofService(ledger=ledger).inclusion("a", 2)
    assert [each.name for each in await recording.vault.keys_of(["a"])] == [_PERSON]
    assert [each.data_class for each in await recording.key_lifetimes.lifetimes("a")] == ["person"]
    await recording.vault.apply_retention("new policy", AT)
    assert [each.name for each in await recording.vault.due(AT.replace(year=9999), 9)] == [_PERSON]
    await recording.vault.destroy(_PERSON, AT)
    assert await _openings(ledger) == openings
    assert all(isinstance(each, EntryOpening) for each in openings)
    assert await ProofService(ledger=ledger).inclusion("a", 2) == proof


async def test_a_destroyed_key_of_the_ledger(
    following: Following, recording: PostgresStorage
) -> None:
    """The entries stay and are not opened any more. Later attempts get a new key."""
    ledger = recording.refusal_ledger
    store_refusals(following.database_url, "a", "a")
    await asyncio.to_thread(following.drain)
    await recording.vault.destroy(DataKeyId(checkout_id="a", data_class=REFUSAL_LEDGER_KEY), AT)
    assert await _openings(ledger) == [MissingOpening.ERASED] * 2
    store_refusals(following.database_url, "a")
    await asyncio.to_thread(following.drain)
    first, second, third = await _openings(ledger)
    assert (first, second) == (MissingOpening.ERASED, MissingOpening.ERASED)
    assert isinstance(third, EntryOpening)
