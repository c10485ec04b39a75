"""The published notes: heads of a log, its rotated key, a witness, a proof and a request to a witness."""

from dataclasses import replace

import pytest

from application.ledger.format.checkpoints import (
    Checkpoint,
    cosignatures_by,
    parse_checkpoint,
    signed_by,
)
from application.ledger.format.keys import VerifierKey, parse_verifier_key
from application.ledger.format.notes import parse_note
from application.ledger.format.proof_files import (
    AddCheckpoint,
    InclusionProof,
    parse_add_checkpoint,
    parse_inclusion_proof,
)
from application.ledger.signing import (
    log_signer,
    sign_checkpoint,
    verify_ed25519,
    witness_signer,
)
from tests.application.ledger.format.vectors import SPECIFICATION

NOTES, SEEDS = SPECIFICATION["notes"], SPECIFICATION["seeds"]
ORIGIN = "tillroll.example/test"
LOG = log_signer(ORIGIN, bytes.fromhex(SEEDS["log"]))
NEXT = log_signer(ORIGIN, bytes.fromhex(SEEDS["next"]))
WITNESS = witness_signer("witness.example/merchant", bytes.fromhex(SEEDS["witness"]))


@pytest.mark.parametrize(
    ("key", "name"),
    [(LOG.verifier_key, "log"), (NEXT.verifier_key, "log_new"), (WITNESS.verifier_key, "witness")],
)
def test_a_key(key: VerifierKey, name: str) -> None:
    """The text of a key has its name, its id and its type, and is read back."""
    expected = SPECIFICATION["keys"][name]

    assert key.text() == expected["vkey"]
    assert key.key_id.hex() == expected["id"]
    assert parse_verifier_key(expected["vkey"]) == key


@pytest.mark.parametrize(
    ("name", "size"),
    [("checkpoint0", 0), ("checkpoint3", 3), ("checkpoint7", 7), ("checkpoint8", 8)],
)
def test_a_head(name: str, size: int) -> None:
    """The log signs a head to these bytes, which verify with its key and not with the next one."""
    note = parse_note(NOTES[name].encode())
    checkpoint = parse_checkpoint(note)

    assert (checkpoint.origin, checkpoint.size) == (ORIGIN, size)
    assert sign_checkpoint(checkpoint, LOG).encode() == NOTES[name].encode()
    assert signed_by(note, LOG.verifier_key, verify_ed25519)
    assert not signed_by(note, NEXT.verifier_key, verify_ed25519)


def test_a_head_with_two_keys() -> None:
    """While a key is rotated, a head has a line of each, and verifies with either."""
    note = parse_note(NOTES["rotated8"].encode())

    assert sign_checkpoint(parse_checkpoint(note), LOG, NEXT) == note
    assert signed_by(note, LOG.verifier_key, verify_ed25519)
    assert signed_by(note, NEXT.verifier_key, verify_ed25519)


def test_a_cosigned_head() -> None:
    """The witness signs the time and the head's text to these bytes."""
    note = parse_note(NOTES["cosigned7"].encode())

    found = cosignatures_by(note, WITNESS.verifier_key, verify_ed25519)

    assert [each.time for each in found] == [1_795_615_400]
    head = parse_note(NOTES["checkpoint7"].encode())
    line = WITNESS.cosign(head.text, 1_795_615_400)
    assert head.with_signatures([line]).encode() == NOTES["cosigned7"].encode()


def test_a_proof_file() -> None:
    """The file of a proof is read, and written to the same bytes."""
    octets = SPECIFICATION["proof_file"].encode()
    proof = parse_inclusion_proof(octets)

    assert (proof.index, len(proof.hashes), len(proof.extra or b"")) == (2, 3, 67)
    assert proof.checkpoint == NOTES["cosigned7"].encode()
    assert proof.encode() == octets
    assert parse_inclusion_proof(replace(proof, extra=None).encode()).extra is None


def test_a_request_to_a_witness() -> None:
    """The body that a log sends to a witness is read, and written to the same bytes."""
    octets = SPECIFICATION["add_checkpoint"].encode()
    request = parse_add_checkpoint(octets)

    assert (request.old_size, len(request.hashes)) == (3, 4)
    assert request.checkpoint == NOTES["checkpoint7"].encode()
    assert request.encode() == octets


def test_proofs_without_hashes() -> None:
    """A tree of one entry, and a witness that has seen nothing, need no hashes."""
    checkpoint = sign_checkpoint(Checkpoint(ORIGIN, 1, bytes(32)), LOG).encode()

    proof = InclusionProof(None, 0, (), checkpoint)
    request = AddCheckpoint(0, (), checkpoint)

    assert parse_inclusion_proof(proof.encode()) == proof
    assert parse_add_checkpoint(request.encode()) == request
