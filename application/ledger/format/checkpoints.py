"""Checkpoints, or heads: the signed statement of a tree's size and root (C2SP tlog-checkpoint, tlog-cosignature)."""

from __future__ import annotations

from typing import NamedTuple

from application.ledger.format.encoding import (
    BIGGEST_NUMBER,
    Malformed,
    decode_hash,
    decode_number,
    encode_base64,
    lines_of,
    u64,
)
from application.ledger.format.keys import (
    COSIGNATURE,
    ED25519,
    SIGNATURE_BYTES,
    SignatureCheck,
    VerifierKey,
)
from application.ledger.format.merkle import EMPTY_ROOT
from application.ledger.format.notes import SignedNote

_TIME_BYTES = 8


class Checkpoint(NamedTuple):
    """What a log signs: its origin, which is its name, and the size and the root of its tree."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the text of the note."""
        return f"{self.origin}\n{self.size}\n{encode_base64(self.root)}\n"


class Cosignature(NamedTuple):
    """A witness's statement: at this Unix time, in seconds, this was the largest tree that it had seen."""

    time: int
    signature: bytes

    def encode(self) -> bytes:
        """Return the bytes that stand after the key id."""
        return u64(self.time) + self.signature


def parse_checkpoint(note: SignedNote) -> Checkpoint:
    """Return the checkpoint of a note. Raises Malformed, also for further lines, which no witness vouches for."""
    lines = lines_of(note.text)
    if len(lines) != 3 or not lines[0]:
        raise Malformed("a head does not have three lines")
    checkpoint = Checkpoint(lines[0], decode_number(lines[1]), decode_hash(lines[2]))
    if checkpoint.size == 0 and checkpoint.root != EMPTY_ROOT:
        raise Malformed("an empty tree has another root")
    return checkpoint


def cosigned_message(time: int, text: str) -> bytes:
    """Return what a witness signs at this Unix time, in seconds, for the text of a checkpoint."""
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def signed_by(note: SignedNote, key: VerifierKey, check: SignatureCheck) -> bool:
    """Return whether the log with this key signed the note. Raises Malformed for a line of the key that is wrong."""
    _require_type(key, ED25519)
    signatures = note.by(key)
    for signature in signatures:
        if not check(key.public_key, signature, note.text.encode()):
            raise Malformed(f"the signature of {key.name} is wrong")
    return bool(signatures)


def cosignatures_by(
    note: SignedNote, key: VerifierKey, check: SignatureCheck
) -> tuple[Cosignature, ...]:
    """Return the cosignatures of the witness with this key. Raises Malformed for a line of the key that is wrong."""
    _require_type(key, COSIGNATURE)
    found = tuple(decode_cosignature(octets) for octets in note.by(key))
    for each in found:
        if not check(key.public_key, each.signature, cosigned_message(each.time, note.text)):
            raise Malformed(f"the signature of {key.name} is wrong")
    return found


def decode_cosignature(octets: bytes) -> Cosignature:
    """Return the time and the signature of a witness. Raises Malformed."""
    time = int.from_bytes(octets[:_TIME_BYTES], "big")
    if len(octets) != _TIME_BYTES + SIGNATURE_BYTES or time > BIGGEST_NUMBER:
        raise Malformed("a cosignature does not have a time and 64 bytes")
    return Cosignature(time, octets[_TIME_BYTES:])


def _require_type(key: VerifierKey, key_type: int) -> None:
    if key.type != key_type:
        raise ValueError(f"the key of {key.name} does not make such signatures")
