"""Packs with refused attempts, which are proven under the head of a log of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from application.ledger.format.checkpoints import Checkpoint
from application.ledger.format.entries import entry_of
from application.ledger.format.merkle import leaf_hash
from application.ledger.format.openings import encode_opening, open_entry
from application.ledger.format.parts import Part, parts_of
from application.ledger.format.proof_files import InclusionProof
from application.ledger.format.proofs import inclusion_proof, tree_root
from application.ledger.signing import log_signer, sign_checkpoint
from tests.application.ledger.format.vectors import reader
from tests.interfaces.verifiers.changes import (
    DISPROVEN,
    PACK,
    PROVEN,
    UNKNOWN,
    VerifierCase,
)
from tests.interfaces.verifiers.pack import (
    BANK,
    CHECKOUT,
    MERCHANT,
    ORIGIN,
    POLICY,
    START,
    with_manifest,
    zipped,
)

# The key of the log of events, under the name of the second log.
_LOG = log_signer(f"{ORIGIN}/refusals", bytes(32))
_KEY = bytes(range(1, 33))
_BOTH = f"log {_LOG.verifier_key.text()}\n".encode() + POLICY
# The second one was recorded first and began later.
_STORED = (
    '{"timestamp":"2026-11-21T14:03:06.000000Z","merchant":"shop","asked":{"price":1}}',
    '{"timestamp":"2026-11-21T14:03:05.000000Z","merchant":"shop","asked":{"price":2}}',
    '{"timestamp":"2026-11-21T14:03:08.000000Z","merchant":"shop","asked":{"price":3}}',
)


@dataclass
class _RefusalLog:
    """A log of refused attempts on one checkout, in the order of `numbers`."""

    stored: Sequence[str] = _STORED
    numbers: Sequence[int] = (1, 2, 3)
    hidden: Sequence[str] = ("/merchant",)
    at: int = 20
    entries: list[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.entries = [
            entry_of(CHECKOUT, number, parts, _KEY).encode()
            for number, parts in zip(self.numbers, self.parts(), strict=True)
        ]
        self.read = reader([leaf_hash(entry) for entry in self.entries])

    def parts(self) -> list[tuple[Part, ...]]:
        return [
            parts_of(CHECKOUT, "checkout.command-refused", each.encode()) for each in self.stored
        ]

    def head(self) -> bytes:
        size = len(self.entries)
        checkpoint = Checkpoint(_LOG.verifier_key.name, size, tree_root(size, self.read))
        note = sign_checkpoint(checkpoint, _LOG)
        lines = [each.cosign(note.text, START + self.at) for each in (MERCHANT, BANK)]
        return note.with_signatures(lines).encode()

    def files(self) -> dict[str, bytes]:
        files = {"log/refusals-checkpoint": self.head()}
        for index, parts in enumerate(self.parts()):
            number = self.numbers[index]
            opening = open_entry(number, parts, _KEY, self.hidden)
            hashes = inclusion_proof(index, len(self.entries), self.read)
            proof = InclusionProof(self.entries[index], index, hashes, self.head())
            files[f"refusals/{number:04}.json"] = encode_opening(opening)
            files[f"refusal-proofs/{number:04}.tlog-proof"] = proof.encode()
        return files


_FILES = _RefusalLog().files()
_FIRST, _FIRST_PROOF = "refusals/0001.json", "refusal-proofs/0001.tlog-proof"


def _case(
    name: str,
    exit_code: int,
    line: str,
    files: Mapping[str, bytes] = _FILES,
    *,
    without: Sequence[str] = (),
    policy: bytes = _BOTH,
) -> VerifierCase:
    """A case of a whole pack of events that has these files of refused attempts too."""
    pack = {path: octets for path, octets in {**PACK, **files}.items() if path not in without}
    return VerifierCase(name, {"pack.zip": zipped(with_manifest(pack))}, exit_code, line, policy)


REFUSALS = (
    _case(
        "refused attempts",
        PROVEN,
        "\u2713 Refused attempt 1 was logged at index 0 of its log; 1 of 5 parts are hidden.",
    ),
    _case("all refused attempts", PROVEN, "\u2713 Refused attempts 1 to 3 on checkout checkout-1"),
    _case(
        "when refused attempts were made",
        PROVEN,
        "\u2013 Refused attempt 3 says 2026-11-21 14:03:08 UTC. Witnesses saw it by 2026-11-21 14:03:20 UTC",
    ),
    _case(
        "events beside refused attempts", PROVEN, "\u2713 Versions 1 to 4 of checkout checkout-1"
    ),
    _case(
        "some refused attempts",
        PROVEN,
        "\u2013 Not shown: refused attempts on checkout checkout-1: 1.",
        without=(_FIRST, _FIRST_PROOF),
    ),
    _case(
        "a refused attempt of which another price is shown",
        DISPROVEN,
        "\u2717 refusals/0001.json is not what was logged. Different: content.",
        {**_FILES, _FIRST: _FILES[_FIRST].replace(b'"value":"1"', b'"value":"9"')},
    ),
    _case(
        "a refused attempt without a proof",
        UNKNOWN,
        "refusals/0001.json shows an event without a proof",
        without=(_FIRST_PROOF,),
    ),
    _case(
        "a proof of a refused attempt that is not shown",
        UNKNOWN,
        "refusal-proofs/0001.tlog-proof proves an event that is not shown",
        without=(_FIRST,),
    ),
    _case(
        "a policy without the log of refused attempts",
        UNKNOWN,
        "? The policy has no key of the log shop.example/tillroll/refusals.",
        policy=POLICY,
    ),
    _case(
        "an event as a refused attempt",
        DISPROVEN,
        "\u2717 refusals/0001.json has a proof of the log shop.example/tillroll, which has other records.",
        {
            **_FILES,
            _FIRST: PACK["events/0001.json"],
            _FIRST_PROOF: PACK["proofs/0001.tlog-proof"],
        },
    ),
    _case(
        "a refused attempt as an event",
        DISPROVEN,
        "\u2717 events/0001.json has a proof of the log shop.example/tillroll/refusals",
        {
            "events/0001.json": _FILES[_FIRST],
            "proofs/0001.tlog-proof": _FILES[_FIRST_PROOF],
        },
    ),
    _case(
        "refused attempts in another order",
        DISPROVEN,
        "\u2717 Refused attempts on checkout checkout-1 were logged in another order.",
        _RefusalLog(numbers=(2, 1, 3)).files(),
    ),
    _case(
        "two trees of refused attempts",
        DISPROVEN,
        "\u2717 The log shop.example/tillroll/refusals has two different trees of size 3.",
        {**_FILES, "log/refusals-checkpoint": _RefusalLog(numbers=(3, 2, 1)).head()},
    ),
    _case(
        "a refused attempt after its head",
        DISPROVEN,
        "\u2717 Refused attempt 3 says 2026-11-21 14:03:08 UTC, but witnesses saw it by 2026-11-21 14:03:07 UTC",
        _RefusalLog(at=7).files(),
    ),
)
