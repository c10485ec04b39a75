"""A witness and a log, without a network between them."""

import pytest

from application.ledger.format.checkpoints import Checkpoint, parse_checkpoint
from application.ledger.format.merkle import EMPTY_ROOT
from application.ledger.format.notes import parse_note
from application.ledger.format.proof_files import AddCheckpoint
from application.ledger.format.proofs import consistency_proof, tree_root
from application.ledger.signing import (
    NoteSigner,
    log_signer,
    sign_checkpoint,
    verify_ed25519,
    witness_signer,
)
from application.ledger.witnesses import (
    AcceptedHead,
    RefusedHead,
    WitnessRefusal,
    cosignatures_in,
    judge_head,
)
from tests.application.ledger.format.vectors import SPECIFICATION, flipped, leaves, reader

ORIGIN = "shop.example/log"
LOG, NEXT, OTHER = (
    log_signer(name, bytes([n]) * 32) for n, name in enumerate((ORIGIN, ORIGIN, "other.example"))
)
WITNESS = witness_signer("bank.example", b"\7" * 32)
READ, FORK = reader(leaves(20)), reader(list(reversed(leaves(20))))


def checkpoint(size: int) -> Checkpoint:
    return Checkpoint(ORIGIN, size, tree_root(size, READ))


def body(old: int, size: int, *signers: NoteSigner) -> bytes:
    """The request with the proof from the old size."""
    note = sign_checkpoint(checkpoint(size), *(signers or (LOG,)))
    return AddCheckpoint(old, consistency_proof(old, size, READ), note.encode()).encode()


def judge(request: bytes, newest: Checkpoint | None = None) -> AcceptedHead | RefusedHead:
    known = {} if newest is None else {newest.origin: newest}
    return judge_head(request, [LOG.verifier_key, NEXT.verifier_key], known, verify_ed25519)


def test_the_published_request() -> None:
    """A witness that has size 3 accepts the published request, and stores size 7 in its place."""
    log = log_signer("tillroll.example/test", bytes.fromhex(SPECIFICATION["seeds"]["log"]))
    newest = parse_checkpoint(parse_note(SPECIFICATION["notes"]["checkpoint3"].encode()))

    accepted = judge_head(
        SPECIFICATION["add_checkpoint"].encode(),
        [log.verifier_key],
        {newest.origin: newest},
        verify_ed25519,
    )

    assert isinstance(accepted, AcceptedHead)
    assert (accepted.old_size, accepted.checkpoint.size) == (3, 7)
    witness = witness_signer(
        "witness.example/merchant", bytes.fromhex(SPECIFICATION["seeds"]["witness"])
    )
    line = witness.cosign(accepted.text, 1_795_615_400).line()
    assert SPECIFICATION["notes"]["cosigned7"].endswith(line)


@pytest.mark.parametrize(("old", "size"), [(0, 1), (0, 20), (7, 7), (7, 20), (8, 16)])
def test_a_head_that_continues_the_newest(old: int, size: int) -> None:
    """The first head, a larger one, and the same one again are accepted."""
    accepted = judge(body(old, size), checkpoint(old) if old else None)

    assert accepted == AcceptedHead(checkpoint(size), checkpoint(size).text(), old)


def test_a_log_that_rotates_its_key() -> None:
    """A head that either key signed, or both, is accepted."""
    for signers in ((NEXT,), (LOG, NEXT)):
        assert isinstance(judge(body(0, 5, *signers)), AcceptedHead)


@pytest.mark.parametrize(
    ("request_body", "newest", "refused"),
    [
        (b"", None, RefusedHead(WitnessRefusal.MALFORMED)),
        (body(0, 5)[:-1], None, RefusedHead(WitnessRefusal.MALFORMED)),
        (body(0, 5).replace(b"old 0", b"old 6"), None, RefusedHead(WitnessRefusal.MALFORMED)),
        (
            body(0, 5, OTHER).replace(b"shop.", b"shup."),
            None,
            RefusedHead(WitnessRefusal.UNKNOWN_LOG),
        ),
        (body(0, 5, OTHER), None, RefusedHead(WitnessRefusal.UNSIGNED)),
        (body(0, 5).replace(b"\n5\n", b"\n6\n"), None, RefusedHead(WitnessRefusal.UNSIGNED)),
        (body(0, 9), checkpoint(5), RefusedHead(WitnessRefusal.OTHER_SIZE, 5)),
        (body(5, 9), None, RefusedHead(WitnessRefusal.OTHER_SIZE, 0)),
        (body(5, 9), checkpoint(9), RefusedHead(WitnessRefusal.OTHER_SIZE, 9)),
        (
            body(5, 9),
            Checkpoint(ORIGIN, 5, tree_root(5, FORK)),
            RefusedHead(WitnessRefusal.INCONSISTENT, 5),
        ),
        (
            body(9, 9),
            Checkpoint(ORIGIN, 9, tree_root(9, FORK)),
            RefusedHead(WitnessRefusal.INCONSISTENT, 9),
        ),
        (body(4, 9).replace(b"old 4", b"old 0"), None, RefusedHead(WitnessRefusal.INCONSISTENT, 0)),
    ],
)
def test_a_head_that_is_refused(
    request_body: bytes, newest: Checkpoint | None, refused: RefusedHead
) -> None:
    """A witness never cosigns two histories, and says why it refuses and which size it has."""
    assert judge(request_body, newest) == refused


def test_the_empty_tree() -> None:
    """The head of an empty log is accepted as the first one."""
    empty = Checkpoint(ORIGIN, 0, EMPTY_ROOT)
    request = AddCheckpoint(0, (), sign_checkpoint(empty, LOG).encode()).encode()

    assert judge(request) == AcceptedHead(empty, empty.text(), 0)


def test_the_answer_of_a_witness() -> None:
    """The log takes the lines of keys that it knows, if they verify, and no others."""
    note = sign_checkpoint(checkpoint(5), LOG)
    good = WITNESS.cosign(note.text, 100)
    wrong = good._replace(signature=flipped(good.signature, 200))
    stranger = witness_signer("stranger.example", bytes(32)).cosign(note.text, 100)
    other_head = WITNESS.cosign(checkpoint(6).text(), 100)
    answer = "".join(line.line() for line in (wrong, good, stranger, other_head)).encode()

    assert cosignatures_in(answer, note, [WITNESS.verifier_key], verify_ed25519) == (good,)
    assert cosignatures_in(b"5\n", note, [WITNESS.verifier_key], verify_ed25519) == ()
    assert cosignatures_in(b"\xff", note, [WITNESS.verifier_key], verify_ed25519) == ()
