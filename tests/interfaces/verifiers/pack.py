"""A log with the events of one checkout among others, and the pack that its operator would make of it."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from application.ledger.format.checkpoints import Checkpoint
from application.ledger.format.entries import Entry, entry_of
from application.ledger.format.merkle import leaf_hash
from application.ledger.format.openings import encode_opening, open_entry
from application.ledger.format.parts import Part, parts_of
from application.ledger.format.proof_files import InclusionProof, encode_consistency_proof
from application.ledger.format.proofs import consistency_proof, inclusion_proof, tree_root
from application.ledger.signing import log_signer, sign_checkpoint, witness_signer
from tests.application.ledger.format.vectors import reader

CHECKOUT, KEY, ORIGIN = "checkout-1", bytes(range(32)), "shop.example/tillroll"
LOG = log_signer(ORIGIN, bytes(32))
MERCHANT = witness_signer("merchant.example/witness", bytes(31) + b"\1")
BANK = witness_signer("bank.example/witness", bytes(31) + b"\2")
# 2026-11-21T14:03:00Z, when the first event happened; seconds after it are given to the witnesses.
START = 1_795_269_780
SIZE, LOWER_SIZE = 20, 4
INDEXES = (5, 6, 9, 17)
POLICY = f"""log {LOG.verifier_key.text()}
witness merchant {MERCHANT.verifier_key.text()}
witness bank {BANK.verifier_key.text()}
group both all merchant bank
quorum both
""".encode()

STORED = (
    ("checkout.opened", '{"timestamp":"2026-11-21T14:03:00.5Z","country":"SE"}'),
    ("checkout.cart-replaced", '{"timestamp":"2026-11-21T14:03:02Z","cart":{"lines":[1,2]}}'),
    (
        "checkout.customer-identified",
        '{"timestamp":"2026-11-21T14:03:04Z","customer":{"email":"ada@example.com","name":"Åda"}}',
    ),
    ("checkout.purchase-committed", '{"timestamp":"2026-11-21T14:03:09Z","shown_version":3}'),
)


@dataclass
class ShopLog:
    """Entries of other checkouts, and at `indexes` those of the events of one checkout."""

    stored: Sequence[tuple[str, str]] = STORED
    indexes: Sequence[int] = INDEXES
    versions: Sequence[int] = (1, 2, 3, 4)
    size: int = SIZE
    others: str = "other"
    hidden: Sequence[str] = ("/customer/email",)
    at: int = 20
    entries: list[bytes] = field(init=False)

    def __post_init__(self) -> None:
        filler = (
            Entry(sha256(f"{self.others} {n}".encode()).digest()[:16], 1, 0, bytes(32))
            for n in range(self.size)
        )
        self.entries = [each.encode() for each in filler]
        for index, version, parts in zip(self.indexes, self.versions, self.parts(), strict=True):
            self.entries[index] = entry_of(CHECKOUT, version, parts, KEY).encode()
        self.update_tree()

    def update_tree(self) -> None:
        """Computes the tree of the entries as they now are."""
        self.read = reader([leaf_hash(entry) for entry in self.entries])

    def parts(self) -> list[tuple[Part, ...]]:
        return [parts_of(CHECKOUT, topic, stored.encode()) for topic, stored in self.stored]

    def head(self, size: int | None = None, at: int | None = None) -> bytes:
        """The head of a size, or of all entries, signed, and cosigned by both witnesses a second apart."""
        size, at = self.size if size is None else size, self.at if at is None else at
        note = sign_checkpoint(Checkpoint(ORIGIN, size, tree_root(size, self.read)), LOG)
        times = (START + at - 1, START + at)
        lines = [MERCHANT.cosign(note.text, times[0]), BANK.cosign(note.text, times[1])]
        return note.with_signatures(lines).encode()

    def consistency(self, old: int) -> bytes:
        """The file of the proof between a size and all entries."""
        return encode_consistency_proof(consistency_proof(old, self.size, self.read))

    def proof(self, index: int, head: bytes | None = None) -> bytes:
        """The proof of an index, with the entry beside it."""
        hashes = inclusion_proof(index, self.size, self.read)
        return InclusionProof(
            self.entries[index], index, hashes, self.head() if head is None else head
        ).encode()

    def pack(self) -> dict[str, bytes]:
        """The files of the pack, without the manifest."""
        files = {
            "evidence.pdf": b"%PDF, which proves nothing",
            "log/checkpoint": self.head(),
            "log/lower": self.head(LOWER_SIZE, 0),
            "log/lower-to-checkpoint.consistency": self.consistency(LOWER_SIZE),
        }
        for place, parts in enumerate(self.parts()):
            name, hidden = (
                f"{place + 1:04}",
                [part.name for part in parts if part.name in self.hidden],
            )
            opening = open_entry(self.versions[place], parts, KEY, hidden)
            files[f"events/{name}.json"] = encode_opening(opening)
            files[f"proofs/{name}.tlog-proof"] = self.proof(self.indexes[place])
        return files


def with_manifest(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with the manifest that fits them."""
    listed = {
        path: {"sha256": sha256(octets).hexdigest(), "size": len(octets)}
        for path, octets in files.items()
    }
    return {**files, "manifest.json": json.dumps({"files": listed}).encode()}


def zipped(files: Mapping[str, bytes], folder: str = "pack/") -> bytes:
    """The ZIP file of a pack; every second file is stored without compression."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as pack:
        for number, (path, octets) in enumerate(sorted(files.items())):
            method = zipfile.ZIP_DEFLATED if number % 2 else zipfile.ZIP_STORED
            pack.writestr(zipfile.ZipInfo(folder + path), octets, method)
    return buffer.getvalue()
