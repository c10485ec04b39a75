"""The refused attempts on a checkout, for a pack that the verifier reads."""

from application.ledger.format.checkpoints import Checkpoint
from application.ledger.packs import make_pack
from application.ledger.refusal_proofs import prove_refusals
from application.ledger.signing import log_signer, sign_checkpoint, verify_ed25519
from application.ledger.verifier.evidence import Evidence
from application.ledger.verifier.verification import verify_evidence
from application.ports.ledger.reading import LedgerHead, MissingOpening
from tests.interfaces.api.ledger_in_memory import InMemoryLedger
from tests.interfaces.storage.audit.histories import BEGIN

_SIGNER = log_signer("tillroll.example/test/refusals", bytes(range(32)))
_POLICY = f"log {_SIGNER.verifier_key.text()}\nquorum none\n".encode()


def _ledger(*checkout_ids: str) -> InMemoryLedger:
    """A ledger with an attempt on each of these checkouts, one after another."""
    ledger = InMemoryLedger(lambda _: [], lambda: BEGIN)
    for position, checkout_id in enumerate(checkout_ids, 1):
        number = checkout_ids[:position].count(checkout_id)
        stored = b'{"timestamp":"2026-11-21T14:03:04.000000Z","asked":{"price":%d}}' % position
        ledger.log_refusal(checkout_id, position, number, stored)
    return ledger


def _sign(ledger: InMemoryLedger, *, is_cosigned: bool = False) -> None:
    size = len(ledger.entries)
    root = ledger.root(size)
    note = sign_checkpoint(Checkpoint(_SIGNER.verifier_key.name, size, root), _SIGNER).encode()
    ledger.signed[size] = LedgerHead(
        size=size, root=root, at=BEGIN, is_cosigned=is_cosigned, note=note
    )


async def test_a_pack_with_refused_attempts() -> None:
    """The verifier finds every attempt of the checkout proven, and none of another."""
    ledger = _ledger("a", "b", "a", "a")
    _sign(ledger)
    proven = await prove_refusals(ledger, "a")
    assert proven is not None
    assert sorted(proven.files()) == [
        "log/refusals-checkpoint",
        *(f"refusal-proofs/000{number}.tlog-proof" for number in (1, 2, 3)),
        *(f"refusals/000{number}.json" for number in (1, 2, 3)),
    ]
    report = verify_evidence(Evidence(proven.files(), True), _POLICY, None, verify_ed25519)
    messages = [step.message for step in report.steps]
    assert messages.count("refusal_proven") == 3
    assert "refusals_complete" in messages
    assert "claims" not in messages
    assert make_pack([], b"head", None, proven.files(), {}).startswith(b"PK")


async def test_attempts_that_no_head_covers() -> None:
    """They are left out; without a head there is nothing."""
    ledger = _ledger("a", "a", "b")
    assert await prove_refusals(ledger, "a") is None
    _sign(ledger)
    ledger.log_refusal("a", 4, 3, b'{"timestamp":"2026-11-21T14:03:04.000000Z"}')
    proven = await prove_refusals(ledger, "a")
    assert proven is not None
    assert [each.opening.version for each in proven.refusals] == [1, 2]
    assert await prove_refusals(ledger, "a", first=3) is None
    assert await prove_refusals(ledger, "nobody") is None


async def test_the_first_cosigned_head() -> None:
    """It is taken before a later one, and before one without cosignatures."""
    ledger = _ledger("a", "b")
    _sign(ledger)
    for position, is_cosigned in ((3, True), (4, True)):
        ledger.log_refusal("b", position, position, b'{"timestamp":"2026-11-21T14:03:04Z"}')
        _sign(ledger, is_cosigned=is_cosigned)
    proven = await prove_refusals(ledger, "a")
    assert proven is not None
    assert proven.head.size == 3


async def test_an_attempt_that_cannot_be_opened() -> None:
    """It is named with the reason, and the others are proven."""
    ledger = _ledger("a", "a")
    ledger.missing[1] = MissingOpening.ERASED
    _sign(ledger)
    proven = await prove_refusals(ledger, "a")
    assert proven is not None
    assert proven.unopened == {1: MissingOpening.ERASED}
    assert [each.opening.version for each in proven.refusals] == [2]
