"""The proofs of a checkout's versions, or of a refused command, from a database."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from application.history.inquiries import Subject
from application.ledger.format.checkpoints import parse_checkpoint
from application.ledger.format.notes import parse_note
from application.ledger.format.proof_files import parse_inclusion_proof
from application.ledger.proving import NotUnderHead, ProofService
from application.ports.access_log import AccessOutcome
from domain.refusals import Refusal
from interfaces.api.history import wire
from interfaces.api.history.proofs.shape import (
    NoOpeningShape,
    ProofShape,
    RefusalProofShape,
    proof_shape,
    refusal_proof_shape,
)
from interfaces.cli.exit_codes import NOT_FOUND, fail
from interfaces.cli.history_reader import log_access, refusal_text
from interfaces.cli.inquiries import histories_of, inquiries_of
from interfaces.storage.postgres.storage import PostgresStorage


class ProofDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A proof as the history API answers it: of an event with its `version`, of a refused command with its `number`.

    `opening` is null with a reason in `no_opening`.
    """

    version: int | None = None
    number: int | None = None
    index: int
    proof: str
    opening: msgspec.Raw
    no_opening: NoOpeningShape | None

    @property
    def size(self) -> int:
        """The size of the head."""
        note = parse_inclusion_proof(self.proof.encode()).checkpoint
        return parse_checkpoint(parse_note(note)).size


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is to be proven: the versions (None: all), or the refused command at a position.

    With `size`, under the signed head of that size.
    """

    checkout_id: str
    versions: Sequence[int] | None
    position: int | None
    size: int | None


async def read_proofs(
    storage: PostgresStorage, wanted: Wanted, *, sees_persons: bool
) -> Sequence[ProofDocument]:
    """Return the proofs from a database, all under one head, after the read is in the access log."""
    is_refusal = wanted.position is not None
    operation = "read refusal proof" if is_refusal else "read proof"
    ledger = storage.refusal_ledger if is_refusal else storage.ledger
    outcome = AccessOutcome.NOT_FOUND
    try:
        if wanted.size is not None and await ledger.head(wanted.size) is None:
            fail(f"No signed head of {wanted.size} entries is stored.", NOT_FOUND)
        proofs = (
            await _read_refusal(storage, wanted, sees_persons=sees_persons)
            if is_refusal
            else await _read_versions(storage, wanted, sees_persons=sees_persons)
        )
        outcome = AccessOutcome.FOUND
    except Refusal as refusal:
        fail(refusal_text(refusal), NOT_FOUND)
    except NotUnderHead:
        what = "The refused command" if is_refusal else "The version"
        fail(f"{what} is recorded, and no such signed head of the ledger covers it yet.", NOT_FOUND)
    finally:
        await log_access(storage.reads, operation, wanted.checkout_id, outcome)
    return proofs


async def _read_versions(
    storage: PostgresStorage, wanted: Wanted, *, sees_persons: bool
) -> Sequence[ProofDocument]:
    inquiries = inquiries_of(storage, histories_of(storage))
    subject = Subject(checkout_id=wanted.checkout_id, merchants=None, sees_persons=sees_persons)
    newest = await inquiries.newest(subject)
    versions = wanted.versions or range(1, newest.version + 1)
    proofs: list[ProofDocument] = []
    size = wanted.size
    for version in sorted(set(versions), reverse=True):
        await inquiries.exists(subject, version)
        found = await ProofService(ledger=storage.ledger).inclusion(
            wanted.checkout_id, version, size
        )
        (logged,) = await storage.ledger.open_entries(
            wanted.checkout_id, first=version, last=version
        )
        shape = proof_shape(wanted.checkout_id, found, logged, sees_persons=sees_persons)
        proofs.append(_document(shape))
        size = proofs[0].size
    return proofs[::-1]


async def _read_refusal(
    storage: PostgresStorage, wanted: Wanted, *, sees_persons: bool
) -> Sequence[ProofDocument]:
    inquiries = inquiries_of(storage, histories_of(storage))
    subject = Subject(checkout_id=wanted.checkout_id, merchants=None, sees_persons=sees_persons)
    position = wanted.position or 0
    await inquiries.newest(subject)
    if await inquiries.refusal(subject, position) is None:
        fail(f"The checkout has no refused command at position {position}.", NOT_FOUND)
    ledger = storage.refusal_ledger
    number = await ledger.version_at(wanted.checkout_id, position)
    if number is None:
        raise NotUnderHead
    found = await ProofService(ledger=ledger).inclusion(wanted.checkout_id, number, wanted.size)
    (logged,) = await ledger.open_entries(wanted.checkout_id, first=number, last=number)
    shape = refusal_proof_shape(
        wanted.checkout_id, position, found, logged, sees_persons=sees_persons
    )
    return [_document(shape)]


def _document(shape: ProofShape | RefusalProofShape) -> ProofDocument:
    return msgspec.json.decode(wire.encode(shape), type=ProofDocument)
