"""The ledger of refused attempts: numbers, keys, origins and proofs."""

import asyncio
from pathlib import Path

import psycopg

from application.ledger.format.checkpoints import parse_checkpoint, signed_by
from application.ledger.format.entries import decode_entry
from application.ledger.format.invariants import EntrySequence
from application.ledger.format.merkle import inclusion_holds, leaf_hash
from application.ledger.format.notes import parse_note
from application.ledger.format.openings import EntryOpening, opened_entry, shown_text
from application.ledger.format.parts import TIMESTAMP, TOPIC
from application.ledger.proving import ProofService
from application.ledger.signing import verify_ed25519
from application.ports.key_vault import LEDGER_KEY, REFUSAL_LEDGER_KEY
from application.ports.ledger.reading import Ledger
from interfaces.storage.postgres.ledger.kinds import REFUSALS
from interfaces.storage.signing_key_file import read_signing_key
from tests.interfaces.storage.audit.histories import one_history, store
from tests.interfaces.storage.ledger.following import (
    ORIGIN,
    Following,
    make_setup,
    open_follower,
    stored_entries,
)
from tests.interfaces.storage.ledger.refusals.refused_attempts import (
    open_refusal_follower,
    refuse,
    store_refusals,
)


def test_numbers_within_a_checkout(following: Following) -> None:
    """They are 1, 2, 3 and so on for each checkout, over several steps, so the public invariants hold."""
    store_refusals(following.database_url, "a", "b", "a")
    following.drain()
    store_refusals(following.database_url, "a", "b")
    following.drain()
    entries = stored_entries(following.database_url, REFUSALS.name)
    assert [decode_entry(entry).version for entry in entries] == [1, 1, 2, 3, 2]
    sequence = EntrySequence(has_order_of_times=False)
    assert [sequence.read(entry) for entry in entries] == [None] * 5


def test_the_first_ledger_of_an_old_database(migrated_url: str, tmp_path: Path) -> None:
    """All attempts that are there are logged, in batches."""
    store_refusals(migrated_url, *"abcabcabca")
    with open_refusal_follower(migrated_url, make_setup(tmp_path), batch=3) as following:
        assert following.drain() == 10
    assert [
        decode_entry(entry).version for entry in stored_entries(migrated_url, REFUSALS.name)
    ] == [
        *(1, 1, 1),
        *(2, 2, 2),
        *(3, 3, 3),
        4,
    ]


async def test_a_proof_of_an_attempt(following: Following, ledger: Ledger) -> None:
    """The opening shows the stored row, and gives the entry that is under the head of this log."""
    (position,) = store_refusals(following.database_url, "a")
    await asyncio.to_thread(following.drain)
    assert await ledger.version_at("a", position) == 1
    assert await ledger.version_at("b", position) is None
    proof = await ProofService(ledger=ledger).inclusion("a", 1)
    (logged,) = await ledger.open_entries("a", first=1, last=1)
    assert isinstance(logged.opening, EntryOpening)
    assert shown_text(logged.opening, TOPIC) == "checkout.command-refused"
    assert shown_text(logged.opening, TIMESTAMP) == '"2026-11-21T14:03:04.000000Z"'
    assert shown_text(logged.opening, "/asked/price") == "1"
    assert shown_text(logged.opening, "/facts/total") == "-1"
    assert shown_text(logged.opening, "/provenance/actor") == '"shop:demo-client"'
    entry = opened_entry(logged.opening).encode()
    head = parse_checkpoint(parse_note(proof.checkpoint))
    assert entry == logged.entry == proof.extra
    assert inclusion_holds(leaf_hash(entry), 0, head.size, head.root, proof.hashes)


async def test_the_head_of_the_second_log(following: Following, ledger: Ledger) -> None:
    """The same key signs it under another origin, and its file is beside that of the events."""
    store_refusals(following.database_url, "a")
    await asyncio.to_thread(following.drain)
    head = await ledger.latest_head()
    assert head is not None
    note = parse_note(head.note)
    origin = f"{ORIGIN}/refusals"
    assert parse_checkpoint(note).origin == following.setup.origin == origin
    key = read_signing_key(following.setup.key_files[0], origin).verifier_key
    assert signed_by(note, key, verify_ed25519)
    events_key = read_signing_key(following.setup.key_files[0], ORIGIN).verifier_key
    assert not signed_by(note, events_key, verify_ed25519)


async def test_two_ledgers_in_one_database(
    following: Following, ledger: Ledger, tmp_path: Path
) -> None:
    """Each has its own tree, its own heads and its own keys of a checkout."""
    url = following.database_url
    store(url, one_history("a", 1, 3))
    store_refusals(url, "a")

    def drain() -> None:
        with open_follower(url, make_setup(tmp_path)) as events:
            assert events.drain() == 3
        assert following.drain() == 1

    await asyncio.to_thread(drain)
    status = await ledger.status()
    assert (status.size, status.position, status.behind_events, status.is_late) == (1, 1, 0, False)
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT data_class FROM tillroll.data_keys WHERE checkout_id = 'a' ORDER BY data_class"
        ).fetchall()
    assert rows == [(LEDGER_KEY,), (REFUSAL_LEDGER_KEY,)]
    assert len(list(following.setup.heads_folder.iterdir())) == 2


def test_texts_that_are_no_json(following: Following) -> None:
    """They do not stop the ledger, and differ from the JSON string of the same text."""
    with psycopg.connect(following.database_url, autocommit=True) as connection:
        for asked in ("{", '"{"', "", " {}", "[1]", "null", '{"a":1}x'):
            refuse(connection, "a", asked=asked)
    assert following.drain() == 7
    assert (
        len(
            {
                decode_entry(e).commitment
                for e in stored_entries(following.database_url, REFUSALS.name)
            }
        )
        == 7
    )


async def test_attempts_at_one_time(following: Following, ledger: Ledger) -> None:
    """One that is recorded first may have begun later; that breaks no rule of this ledger."""
    with psycopg.connect(following.database_url, autocommit=True) as connection:
        refuse(connection, "a", after=5)
        refuse(connection, "a", after=4)
    await asyncio.to_thread(following.drain)
    assert [each.version for each in await ledger.open_entries("a", first=1, last=9)] == [1, 2]


async def test_the_lag_of_attempts(following: Following, ledger: Ledger) -> None:
    """It is that of the oldest attempt which the tree does not have, and late after a minute."""
    store_refusals(following.database_url, "a", "a")
    following.clock.at = following.clock.at.replace(day=21, hour=14, minute=4, second=5)
    status = await ledger.status()
    assert (status.size, status.behind_seconds, status.is_late) == (0, 61, True)
