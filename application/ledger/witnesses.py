"""What a witness does with a head that a log sends it, and what the log does with the answer (C2SP tlog-witness).

A witness stores the newest head of each log, and cosigns a head only if it continues that one. Checking the old size
and storing the new head have to be one step: the caller stores `AcceptedHead.checkpoint` if the size that is stored is
still `AcceptedHead.old_size`, and cosigns after that.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from application.ledger.format.checkpoints import (
    Checkpoint,
    cosignatures_by,
    parse_checkpoint,
    signed_by,
)
from application.ledger.format.encoding import Malformed, decode_text
from application.ledger.format.keys import SignatureCheck, VerifierKey
from application.ledger.format.merkle import EMPTY_ROOT, consistency_holds
from application.ledger.format.notes import (
    NoteSignature,
    SignedNote,
    parse_note,
    parse_signatures,
)
from application.ledger.format.proof_files import parse_add_checkpoint


class WitnessRefusal(Enum):
    """Why a witness does not cosign, in the order in which it checks."""

    MALFORMED = "the request is malformed, or its old size is larger than that of the head"
    UNKNOWN_LOG = "the witness does not know the log"
    UNSIGNED = "no known key of the log signed the head"
    OTHER_SIZE = (
        "the newest head that the witness has of the log has another size than the old size"
    )
    INCONSISTENT = "the head does not continue the newest one that the witness has"


@dataclass(frozen=True)
class AcceptedHead:
    """A head that continues the newest one that the witness has, of `old_size`. `text` is what the witness signs."""

    checkpoint: Checkpoint
    text: str
    old_size: int


@dataclass(frozen=True)
class RefusedHead:
    """A head that the witness does not cosign. `size` is that of the newest head that it has of the log."""

    reason: WitnessRefusal
    size: int = 0


def judge_head(
    body: bytes,
    logs: Sequence[VerifierKey],
    newest: Mapping[str, Checkpoint],
    check: SignatureCheck,
) -> AcceptedHead | RefusedHead:
    """Return whether the witness may cosign. `newest` has the newest head of each log that it has one of, by origin."""
    try:
        request = parse_add_checkpoint(body)
        note = parse_note(request.checkpoint)
        checkpoint = parse_checkpoint(note)
    except Malformed:
        return RefusedHead(WitnessRefusal.MALFORMED)
    keys = [key for key in logs if key.name == checkpoint.origin]
    if not keys:
        return RefusedHead(WitnessRefusal.UNKNOWN_LOG)
    if not _is_signed(note, keys, check):
        return RefusedHead(WitnessRefusal.UNSIGNED)
    if request.old_size > checkpoint.size:
        return RefusedHead(WitnessRefusal.MALFORMED)
    empty = Checkpoint(checkpoint.origin, 0, EMPTY_ROOT)
    _, old_size, old_root = newest.get(checkpoint.origin, empty)
    if request.old_size != old_size:
        return RefusedHead(WitnessRefusal.OTHER_SIZE, old_size)
    if not consistency_holds(old_size, old_root, checkpoint.size, checkpoint.root, request.hashes):
        return RefusedHead(WitnessRefusal.INCONSISTENT, old_size)
    return AcceptedHead(checkpoint, note.text, old_size)


def cosignatures_in(
    answer: bytes, note: SignedNote, witnesses: Collection[VerifierKey], check: SignatureCheck
) -> tuple[NoteSignature, ...]:
    """Return the lines of a witness's answer to this head that are of these witnesses' keys and verify.

    Other lines are left out, and so is a wrong one: a log serves a head with the cosignatures that it has.
    """
    try:
        lines = parse_signatures(decode_text(answer))
    except Malformed:
        return ()
    return tuple(
        line for line in lines if any(_is_cosigned(line, note, key, check) for key in witnesses)
    )


def _is_signed(note: SignedNote, keys: Sequence[VerifierKey], check: SignatureCheck) -> bool:
    """Return whether any key signed the note, and no line of one of the keys is wrong."""
    try:
        signed = [signed_by(note, key, check) for key in keys]
    except Malformed:
        return False
    return any(signed)


def _is_cosigned(
    line: NoteSignature, note: SignedNote, key: VerifierKey, check: SignatureCheck
) -> bool:
    try:
        return bool(cosignatures_by(SignedNote(note.text, (line,)), key, check))
    except Malformed:
        return False
