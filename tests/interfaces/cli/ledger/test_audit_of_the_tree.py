"""`tillroll ledger audit` finds tiles, entries and heads that are not those of the tree, and keys that are gone."""

import asyncio
import json
from hashlib import sha256

import psycopg
import pytest

from application.ledger.format.checkpoints import Checkpoint
from application.ledger.format.notes import NoteSignature, SignedNote, parse_note
from application.ledger.signing import sign_checkpoint, witness_signer
from application.ports.key_vault import LEDGER_KEY, DataKeyId
from interfaces.storage.postgres.storage import PostgresStorage
from interfaces.storage.signing_key_file import read_signing_key
from tests.interfaces.cli.ledger.conftest import Site
from tests.interfaces.cli.ledger.erasures import store_erasure
from tests.interfaces.storage.audit.histories import RandomHistory, one_history, store, store_from
from tests.interfaces.storage.examples import AT
from tests.interfaces.storage.ledger.following import ORIGIN
from tests.master_key import MASTER_KEYS


@pytest.fixture
def logged(site: Site) -> Site:
    """A ledger of 300 events, with a full tile of level 0 and a partial one of level 1, and heads of 100 and 300."""
    history = RandomHistory(21)
    for count in (100, 200):
        store(site.url, history.events(count))
        site.following.drain()
    return site


def _faults(site: Site) -> list[tuple[str, int]]:
    result = site.run("audit", "--json")
    assert result.exit_code == 1, result.output
    return [(each["fault"], each["number"]) for each in json.loads(result.stdout)["tree"]]


@pytest.mark.parametrize("level", [0, 1])
def test_an_altered_tile(logged: Site, level: int) -> None:
    """A tile with another hash is found, whether it is full or not."""
    logged.sql(
        "UPDATE tillroll.ledger_tiles SET hashes = set_byte(hashes, 3, 255 - get_byte(hashes, 3)) WHERE level = %s",
        level,
    )
    assert _faults(logged) == [("tile altered", 0)]
    assert f"Tile 0 of level {level} does not have" in logged.run("audit").stdout


def test_an_altered_entry(logged: Site) -> None:
    """The heads after it are those of another tree, and the event differs from its entry."""
    logged.sql(
        "UPDATE tillroll.ledger_bundles "
        "SET entries = set_byte(entries, 11324, 255 - get_byte(entries, 11324)) WHERE n = 0"
    )
    assert _faults(logged) == [("tile altered", 0), ("head of another tree", 300)]


def test_a_missing_bundle(logged: Site) -> None:
    """A bundle that was removed is named."""
    logged.sql("DELETE FROM tillroll.ledger_bundles WHERE n = 1")
    assert _faults(logged) == [("bundle missing", 1)]


def test_an_altered_head(logged: Site) -> None:
    """A byte of the signature, and the columns beside the note, are compared."""
    logged.sql(
        "UPDATE tillroll.ledger_heads SET note = convert_to(replace("
        "convert_from(note, 'UTF8'), E'\\n100\\n', E'\\n101\\n'), 'UTF8') WHERE size = 100"
    )
    assert _faults(logged) == [("head altered", 100)]


def test_a_head_of_another_tree(logged: Site) -> None:
    """A head that the log's own key signed over another root is found."""
    root = sha256(b"another").digest()
    key = read_signing_key(logged.following.setup.key_files[0], ORIGIN)
    note = sign_checkpoint(Checkpoint(ORIGIN, 100, root), key).encode()
    logged.sql("UPDATE tillroll.ledger_heads SET note = %s, root = %s WHERE size = 100", note, root)
    assert _faults(logged) == [("head of another tree", 100)]


def test_a_head_outside_of_the_database(logged: Site) -> None:
    """The head in the file is compared too, so a database that was replaced whole differs from it."""
    (kept,) = logged.following.setup.heads_folder.iterdir()
    key = read_signing_key(logged.following.setup.key_files[0], ORIGIN)
    other = Checkpoint(ORIGIN, 300, sha256(b"another").digest())
    kept.write_bytes(sign_checkpoint(other, key).encode())
    assert _faults(logged) == [("head of another tree", 300)]
    larger = replace_size(other, 301)
    kept.write_bytes(sign_checkpoint(larger, key).encode())
    assert _faults(logged) == [("head too large", 301)]


def replace_size(head: Checkpoint, size: int) -> Checkpoint:
    """Return the head with another size."""
    return Checkpoint(head.origin, size, head.root)


def test_another_key(logged: Site) -> None:
    """A head that no known key signed is found, and is well with the former key."""
    (file,) = logged.following.setup.key_files
    former = read_signing_key(file, ORIGIN).verifier_key.text()
    file.unlink()
    assert logged.run("key", "new").exit_code == 0
    assert _faults(logged) == [("head unsigned", 100)]
    assert logged.run("audit", "--vkey", former).exit_code == 0


def test_cosignatures(logged: Site) -> None:
    """A cosignature that does not verify is found with its head and witness, and so are ones that were removed."""
    witness = witness_signer("bank.example/witness", bytes(32))
    key = witness.verifier_key.text()
    with logged.config.open("a") as file:
        file.write(f'[[ledger.witnesses]]\nvkey = "{key}"\nurl = "https://bank.example"\n')
    with psycopg.connect(logged.url) as connection:
        row = connection.execute(
            "SELECT note FROM tillroll.ledger_heads WHERE size = 300"
        ).fetchone()
    assert row is not None
    note = parse_note(bytes(row[0]))
    good, other = witness.cosign(note.text, 1), witness.cosign(note.text, 2)
    _cosign(logged, note, good)
    assert logged.run("audit").exit_code == 0
    broken = good._replace(signature=good.signature[:8] + other.signature[8:])
    _cosign(logged, note, broken)
    assert _faults(logged) == [("cosignature wrong", 300)]
    said = "The head of size 300 has a cosignature of bank.example/witness that is not one."
    assert said in logged.run("audit").stdout
    _cosign(logged, note)
    assert _faults(logged) == [("cosignature missing", 300)]


def _cosign(site: Site, note: SignedNote, *lines: NoteSignature) -> None:
    site.sql(
        "UPDATE tillroll.ledger_heads SET note = %s, is_cosigned = true WHERE size = 300",
        note.with_signatures(lines).encode(),
    )


def test_the_outcome_is_kept(logged: Site) -> None:
    """`ledger status` says when the last audit was and what it found, and fails after a difference."""
    assert json.loads(logged.run("status", "--json").stdout)["audit"] is None
    logged.run("audit")
    assert "300 events: all the same" in logged.run("status").stdout
    logged.sql("DELETE FROM tillroll.ledger_bundles WHERE n = 1")
    logged.run("audit")
    status = logged.run("status")
    assert status.exit_code == 1
    found = json.loads(logged.run("status", "--json").stdout)["audit"]
    assert (found["differences"], found["size"]) == (1, 300)
    assert found["finding"] == "Bundle 1 of the ledger is missing, or too short."


def _destroy_key(site: Site, checkout_id: str) -> None:
    async def destroy() -> None:
        async with PostgresStorage(site.url, master_keys=MASTER_KEYS) as storage:
            name = DataKeyId(checkout_id=checkout_id, data_class=LEDGER_KEY)
            await storage.vault.destroy(name, AT)

    asyncio.run(destroy())


def test_an_erased_key(site: Site) -> None:
    """Events whose key was destroyed after a logged event that says so are no difference, and are counted."""
    store(site.url, one_history("a", 1, 3))
    store_erasure(site, "a", 4, LEDGER_KEY)
    store(site.url, one_history("b", 1, 2))
    site.following.drain()
    _destroy_key(site, "a")
    result = site.run("audit")
    assert (result.exit_code, result.stdout) == (
        0,
        "Compared 6 events and 1 head, 4 events with an erased key: all the same.\n",
    )


@pytest.mark.parametrize("data_class", [None, "person"])
@pytest.mark.parametrize("is_listed", [True, False])
def test_a_key_without_an_erasure(site: Site, data_class: str | None, is_listed: bool) -> None:
    """A key that is gone is a difference without such an event, also if the table of destroyed keys lists it."""
    store_from(site.url, 0, one_history("a", 1, 3))
    if data_class is not None:
        store_erasure(site, "a", 4, data_class)
    site.following.drain()
    if is_listed:
        _destroy_key(site, "a")
    else:
        site.sql("DELETE FROM tillroll.data_keys")
    result = site.run("audit")
    assert result.exit_code == 1
    assert result.stdout.startswith(
        "Version 1 of checkout a, at position 1, cannot be compared: its key is gone"
    )


def test_an_altered_event_with_an_erased_key(site: Site) -> None:
    """The time of such an event stands in its entry, and is still compared."""
    store_from(site.url, 0, one_history("a", 1, 2))
    store_erasure(site, "a", 3, LEDGER_KEY)
    site.following.drain()
    _destroy_key(site, "a")
    with psycopg.connect(site.url) as connection:
        connection.execute(
            'UPDATE tillroll.checkout_events SET state = \'{"timestamp":"2020-01-01T00:00:00Z"}\' '
            "WHERE originator_version = 2"
        )
    result = site.run("audit")
    assert "Version 2 of checkout a, at position 2, was altered" in result.stdout
    assert result.exit_code == 1


def test_two_events_of_one_version(site: Site) -> None:
    """An entry whose version is not the next one of its checkout breaks the rule that everybody can check."""
    store(site.url, one_history("a", 1, 2))
    site.following.drain()
    site.sql("UPDATE tillroll.ledger_bundles SET entries = set_byte(entries, 75 + 34, 1)")
    assert _faults(site) == [("version order", 1), ("head of another tree", 2)]
