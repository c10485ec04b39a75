"""Makes packs of evidence, which the verifiers read: the same input gives the same bytes."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from application.ledger.format.openings import EntryOpening, encode_opening
from application.ledger.format.proof_files import InclusionProof, encode_consistency_proof
from application.ledger.time_stamps import PackedTimeStamp
from application.ledger.verifier.evidence import HEAD, LOWER_HEAD, LOWER_PROOF, MANIFEST

# The oldest time that a ZIP file can state. Packs are not dated by their files.
_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)
_READABLE_BY_ALL: Final = 0o644 << 16


@dataclass(frozen=True)
class PackedEvent:
    """An event with its proof against the head of the pack."""

    opening: EntryOpening
    proof: InclusionProof


@dataclass(frozen=True)
class LowerHead:
    """The last cosigned head before the first event, and the proof that the head of the pack continues it."""

    note: bytes
    hashes: tuple[bytes, ...]


def make_pack(
    events: Sequence[PackedEvent],
    head: bytes,
    lower: LowerHead | None,
    claims: Mapping[str, bytes],
    about: Mapping[str, object],
    *,
    time_stamp: PackedTimeStamp | None = None,
) -> bytes:
    """Return the ZIP file of a pack.

    `head` should be the first cosigned head that has the last event: the later it is, the less it says about times.
    `claims` are further files by their paths, and `about` further members of the manifest. Raises ValueError if one of
    them has a path or a name that the pack needs.
    """
    files = {HEAD: head}
    if lower is not None:
        files |= {LOWER_HEAD: lower.note, LOWER_PROOF: encode_consistency_proof(lower.hashes)}
    if time_stamp is not None:
        files |= time_stamp.files(head)
    for event in events:
        name = f"{event.opening.version:04}"
        files[f"events/{name}.json"] = encode_opening(event.opening)
        files[f"proofs/{name}.tlog-proof"] = event.proof.encode()
    taken = claims.keys() & {*files, MANIFEST} | about.keys() & {"files"}
    if taken:
        raise ValueError(f"the pack needs {', '.join(sorted(taken))} itself")
    files |= claims
    listed = {
        path: {"sha256": sha256(files[path]).hexdigest(), "size": len(files[path])}
        for path in sorted(files)
    }
    document = {**about, "files": listed}
    files[MANIFEST] = json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"
    return _zip(files)


def _zip(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as pack:
        for path in sorted(files):
            member = zipfile.ZipInfo(f"pack/{path}", _ZIP_TIME)
            member.external_attr = _READABLE_BY_ALL
            member.create_system = 3
            pack.writestr(member, files[path], zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()
