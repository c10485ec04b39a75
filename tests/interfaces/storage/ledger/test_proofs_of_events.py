"""Proofs from the stored tree, checked with the formats' own verification."""

import asyncio

import pytest

from application.ledger.format.checkpoints import parse_checkpoint
from application.ledger.format.merkle import consistency_holds, inclusion_holds, leaf_hash
from application.ledger.format.notes import parse_note
from application.ledger.format.openings import EntryOpening, opened_entry
from application.ledger.proving import NotUnderHead, ProofService
from application.ports.ledger.reading import Ledger
from tests.interfaces.storage.audit.histories import one_history, store
from tests.interfaces.storage.ledger.following import (
    Following,
    root_of,
    stored_entries,
    stored_heads,
)


async def test_every_event_is_proven_under_every_head(following: Following, ledger: Ledger) -> None:
    """An opening gives the entry, the proof leads from it to the root of the head, and heads continue each other."""
    for first, last in ((1, 3), (4, 256), (257, 258)):
        store(following.database_url, one_history("a", first, last))
        await asyncio.to_thread(following.drain)
    proofs, heads = ProofService(ledger=ledger), stored_heads(following.database_url)
    assert [size for size, _ in heads] == [3, 256, 258]
    for size, root in heads:
        for version in {1, 2, 3, 128, 255, 256, 257, 258} & set(range(1, size + 1)):
            proof = await proofs.inclusion("a", version, size)
            (logged,) = await ledger.open_entries("a", first=version, last=version)
            assert isinstance(logged.opening, EntryOpening)
            entry = opened_entry(logged.opening).encode()
            assert proof.extra == entry
            assert parse_checkpoint(parse_note(proof.checkpoint)).root == root
            assert inclusion_holds(leaf_hash(entry), proof.index, size, root, proof.hashes)
    entries = stored_entries(following.database_url)
    for old_size in (0, 1, 3, 255, 256, 257, 258):
        hashes = await proofs.consistency(old_size, 258)
        assert consistency_holds(old_size, root_of(entries[:old_size]), 258, heads[-1][1], hashes)


async def test_an_event_that_no_head_covers(following: Following, ledger: Ledger) -> None:
    """There is no proof before the head, none under a smaller head, and none of an event that is not recorded."""
    proofs = ProofService(ledger=ledger)
    with pytest.raises(NotUnderHead):
        await proofs.inclusion("a", 1)
    for version in (1, 2):
        store(following.database_url, one_history("a", version, version))
        await asyncio.to_thread(following.drain)
    assert (await proofs.inclusion("a", 2)).index == 1
    for version, size in ((2, 1), (3, None), (1, 99)):
        with pytest.raises(NotUnderHead):
            await proofs.inclusion("a", version, size)
    with pytest.raises(ValueError, match="not grown to 3"):
        await proofs.consistency(1, 3)
