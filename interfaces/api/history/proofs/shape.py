"""The proof of an event with its opening, as JSON."""

from typing import Annotated, Final, Literal

import msgspec

from application.ledger.disclosure import disclose
from application.ledger.format.openings import EntryOpening, encode_opening
from application.ledger.format.proof_files import InclusionProof
from application.ports.ledger.reading import LoggedEvent, MissingOpening
from interfaces.api.history import wire


def _description(description: str) -> msgspec.Meta:
    return msgspec.Meta(description=description)


ReasonName = Literal["erased", "key missing", "altered", "unreadable"]
_REASONS: Final[dict[MissingOpening, tuple[ReasonName, str]]] = {
    MissingOpening.ERASED: (
        "erased",
        (
            "The checkout's key in the ledger was destroyed, as the destruction log says. The entry stays in the tree, "
            "and nothing shows any more what it was of."
        ),
    ),
    MissingOpening.KEY_MISSING: (
        "key missing",
        "The checkout's key in the ledger is missing, and no record says that it was destroyed. That is tampering.",
    ),
    MissingOpening.ALTERED: (
        "altered",
        (
            "The stored event is not the one that was logged: it was changed after that. The proof is of the event "
            "that was logged, and not of the one that is stored."
        ),
    ),
    MissingOpening.UNREADABLE: (
        "unreadable",
        "What is stored is no event at all. The proof is of the event that was logged.",
    ),
}


class NoOpeningShape(wire.Shape, frozen=True, kw_only=True):
    """Why there is no opening."""

    reason: ReasonName
    detail: Annotated[str, _description("The reason in words.")]


class ProofShape(wire.Shape, frozen=True, kw_only=True):
    """An event's proof under a signed head, and the opening of its entry."""

    checkout: str
    version: int
    index: Annotated[int, _description("The place of the event in the ledger, from 0.")]
    proof: Annotated[str, _description("The proof (C2SP tlog-proof), as in the answer in text.")]
    opening: Annotated[
        msgspec.Raw | None,
        _description(
            'The file of the opening: `{"version", "parts"}`. Each part is `{"name", "value", "salt"}`, or '
            '`{"digest"}` if it is hidden. Shown are the stored texts of the event, sealed texts as sealed. The '
            "public token is always hidden, and so is sealed personal data from keys without the scope persons:read. "
            "Null with a reason in `no_opening`."
        ),
    ]
    no_opening: NoOpeningShape | None


class RefusalProofShape(wire.Shape, frozen=True, kw_only=True):
    """A refused command's proof under a signed head of its ledger, and the opening of its entry."""

    checkout: str
    position: Annotated[int, _description("The position in the log of refused commands.")]
    number: Annotated[
        int, _description("The number of the attempt within its checkout, as it was logged.")
    ]
    index: Annotated[int, _description("The place of the attempt in its ledger, from 0.")]
    proof: Annotated[str, _description("The proof (C2SP tlog-proof), as in the answer in text.")]
    opening: Annotated[
        msgspec.Raw | None,
        _description(
            'The file of the opening: `{"version", "parts"}`, whose version is the number. Shown are the stored texts, '
            "sealed texts as sealed, under the rules for openings of events. Null with a reason in `no_opening`."
        ),
    ]
    no_opening: NoOpeningShape | None


def proof_shape(
    checkout_id: str, proof: InclusionProof, logged: LoggedEvent, *, sees_persons: bool
) -> ProofShape:
    """Convert a proof with what the reader gets of the opening."""
    opening, missing = _disclosed_opening(logged, sees_persons=sees_persons)
    return ProofShape(
        checkout=checkout_id,
        version=logged.version,
        index=proof.index,
        proof=proof.encode().decode(),
        opening=opening,
        no_opening=missing,
    )


def refusal_proof_shape(
    checkout_id: str,
    position: int,
    proof: InclusionProof,
    logged: LoggedEvent,
    *,
    sees_persons: bool,
) -> RefusalProofShape:
    """Convert the proof of a refused command with what the reader gets of the opening."""
    opening, missing = _disclosed_opening(logged, sees_persons=sees_persons)
    return RefusalProofShape(
        checkout=checkout_id,
        position=position,
        number=logged.version,
        index=proof.index,
        proof=proof.encode().decode(),
        opening=opening,
        no_opening=missing,
    )


def _disclosed_opening(
    logged: LoggedEvent, *, sees_persons: bool
) -> tuple[msgspec.Raw | None, NoOpeningShape | None]:
    """Return what the reader gets of the opening, or else why there is none."""
    if isinstance(logged.opening, EntryOpening):
        disclosed = disclose(logged.opening, sees_persons=sees_persons)
        return msgspec.Raw(encode_opening(disclosed).rstrip()), None
    reason, detail = _REASONS[logged.opening]
    return None, NoOpeningShape(reason=reason, detail=detail)
