"""Proofs as files: `.tlog-proof` (C2SP tlog-proof), consistency proofs, and what a log sends to a witness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from application.ledger.format.encoding import (
    Malformed,
    decode_base64,
    decode_hash,
    decode_number,
    decode_text,
    encode_base64,
    lines_of,
)

PROOF_HEADER = "c2sp.org/tlog-proof@v1"
MOST_HASHES = 63
MOST_PROOF_BYTES = 600_000


@dataclass(frozen=True)
class InclusionProof:
    """A proof that an entry is at an index of the tree of a checkpoint.

    `extra` is no part of the proof: tillroll writes the entry there. `checkpoint` is the note, byte for byte.
    """

    extra: bytes | None
    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes

    def encode(self) -> bytes:
        """Return the bytes of the file."""
        extra = "" if self.extra is None else f"extra {encode_base64(self.extra)}\n"
        lines = f"{PROOF_HEADER}\n{extra}index {self.index}\n{_hash_lines(self.hashes)}\n"
        return lines.encode() + self.checkpoint


class AddCheckpoint(NamedTuple):
    """What a log sends to a witness (C2SP tlog-witness): a checkpoint, and its proof from the size the witness has."""

    old_size: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes

    def encode(self) -> bytes:
        """Return the body of the request."""
        return f"old {self.old_size}\n{_hash_lines(self.hashes)}\n".encode() + self.checkpoint


def parse_inclusion_proof(octets: bytes) -> InclusionProof:
    """Return the proof of a file. Raises Malformed. The checkpoint is not parsed."""
    head, checkpoint = _split(octets)
    lines = lines_of(head)
    if lines[0] != PROOF_HEADER:
        raise Malformed("a proof does not begin with its version")
    rest = lines[1:]
    extra = None
    if rest and rest[0].startswith("extra "):
        extra = decode_base64(rest[0][len("extra ") :])
        rest = rest[1:]
    if not rest or not rest[0].startswith("index "):
        raise Malformed("a proof has no index")
    index = decode_number(rest[0][len("index ") :])
    return InclusionProof(extra, index, _parse_hashes(rest[1:]), checkpoint)


def parse_add_checkpoint(octets: bytes) -> AddCheckpoint:
    """Return what the body of a request to a witness has. Raises Malformed."""
    head, checkpoint = _split(octets)
    lines = lines_of(head)
    if not lines[0].startswith("old "):
        raise Malformed("a request has no old size")
    old_size = decode_number(lines[0][len("old ") :])
    return AddCheckpoint(old_size, _parse_hashes(lines[1:]), checkpoint)


def encode_consistency_proof(hashes: Sequence[bytes]) -> bytes:
    """Return the file of a consistency proof: one line for each hash."""
    return _hash_lines(hashes).encode()


def parse_consistency_proof(octets: bytes) -> tuple[bytes, ...]:
    """Return the hashes of a consistency proof's file, which may be empty. Raises Malformed."""
    if not octets:
        return ()
    if len(octets) > MOST_PROOF_BYTES:
        raise Malformed("a proof is too long")
    return _parse_hashes(lines_of(decode_text(octets)))


def _split(octets: bytes) -> tuple[str, bytes]:
    """Return what is before the first empty line, and what is after it."""
    if len(octets) > MOST_PROOF_BYTES:
        raise Malformed("a proof is too long")
    head, separator, checkpoint = octets.partition(b"\n\n")
    if not separator:
        raise Malformed("a proof has no empty line before its head")
    return decode_text(head + b"\n"), checkpoint


def _parse_hashes(lines: Sequence[str]) -> tuple[bytes, ...]:
    if len(lines) > MOST_HASHES:
        raise Malformed("a proof has too many hashes")
    return tuple(decode_hash(line) for line in lines)


def _hash_lines(hashes: Sequence[bytes]) -> str:
    return "".join(f"{encode_base64(each)}\n" for each in hashes)
